"""CSV tables of domain knowledge, checked as they are read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from inspectgraph.errors import DataError
from inspectgraph.knowledge.places import knowledge_file


def load_table(
    relative_path: str, *, columns: tuple[str, ...], may_be_empty: tuple[str, ...] = ()
) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file under `ontology/`, each a dict of column name to stripped cell.

    All of `columns` must be in the file's heading and, but for those in `may_be_empty`, hold something
    in every row; further columns are kept as they are.

    Raises DataError, with file, line and what to mend, where that is not so.

    >>> rows = load_table("frameworks.csv", columns=("id", "label"))
    >>> rows[0]["id"]
    'cra'
    """
    path = knowledge_file(relative_path)
    rows = []
    for line, row in _numbered_rows(path, relative_path, columns):
        for column in columns:
            if not row[column] and column not in may_be_empty:
                raise DataError(
                    f"the column {column!r} is empty",
                    where=f"ontology/{relative_path}, line {line}",
                    remedy=f"fill in {column!r} or take the row out",
                )
        rows.append(row)
    return tuple(rows)


def compile_column(
    relative_path: str, rows: Sequence[dict[str, str]], column: str, *, flags: re.RegexFlag = re.IGNORECASE
) -> tuple[re.Pattern[str], ...]:
    """The regular expressions in one column of a loaded table, compiled, in the order of its rows.

    Raises DataError, with file, line and the fault, for one that does not compile.

    >>> compile_column("frameworks.csv", [{"pattern": "annual .* inspection"}], "pattern")
    (re.compile('annual .* inspection', re.IGNORECASE),)
    """
    patterns = []
    for index, row in enumerate(rows):
        try:
            patterns.append(re.compile(row[column], flags))
        except re.error as error:
            raise DataError(
                f"the {column} {row[column]!r} is no regular expression: {error}",
                where=f"ontology/{relative_path}, line {_line_of(relative_path, index)}",
                remedy="mend the expression; a literal bracket, dot or question mark needs a backslash",
            ) from error
    return tuple(patterns)


def _numbered_rows(
    path: Path, relative_path: str, columns: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the line of the file on which it begins."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        heading = [cell.strip() for cell in next(reader, [])]
        if missing := [column for column in columns if column not in heading]:
            raise DataError(
                f"the column {missing[0]!r} is missing",
                where=f"ontology/{relative_path}, line 1",
                remedy=f"the first line must name the columns {', '.join(columns)}",
            )
        line = reader.line_num + 1
        for cells in reader:
            if cells and len(cells) != len(heading):
                raise DataError(
                    f"{len(cells)} cells where {len(heading)} are meant",
                    where=f"ontology/{relative_path}, line {line}",
                    remedy='put "double quotes" round a cell that holds a comma',
                )
            if cells:
                yield line, dict(zip(heading, (cell.strip() for cell in cells), strict=True))
            line = reader.line_num + 1


def _line_of(relative_path: str, index: int) -> str:
    """The line of the file on which the row at `index` begins; worked out only once there is a fault."""
    numbered = _numbered_rows(knowledge_file(relative_path), relative_path, ())
    return next((str(line) for place, (line, _) in enumerate(numbered) if place == index), "?")
