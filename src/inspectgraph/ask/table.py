"""A Table: what every question that lists something answers with."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspectgraph.errors import MissingPackageError

if TYPE_CHECKING:
    import pandas

Cell = str | int | float | bool | None

BOM = "\ufeff"
"""The byte-order mark by which Excel knows that a CSV file is UTF-8."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Named columns and rows of cells; every row is as long as there are columns.

    >>> Table(columns=("team",), rows=(("MASH",),)).records()[0]["team"]
    'MASH'
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row does not have {len(self.columns)} cells")

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dicts of column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)

    def to_csv(self) -> str:
        """The Table as CSV, see `write_csv`.

        >>> Table(columns=("team",), rows=(("MASH",),)).to_csv()
        'team\\r\\nMASH\\r\\n'
        """
        return write_csv(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The Table as a DataFrame. Raises MissingPackageError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise MissingPackageError("pandas") from error
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))


def tabulate(columns: Sequence[str], records: Iterable[Mapping[str, Cell]]) -> Table:
    """A Table of some fields of records; a missing one is None.

    >>> tabulate(["a", "b"], [{"a": 1}]).rows
    ((1, None),)
    """
    return Table(
        columns=tuple(columns),
        rows=tuple(tuple(record.get(column) for column in columns) for record in records),
    )


def without_columns(table: Table, names: Collection[str]) -> Table:
    """A Table without some columns; such as it does not have don't matter.

    >>> without_columns(Table(columns=("id", "team"), rows=((1, "MASH"),)), ["id"]).rows
    (('MASH',),)
    """
    kept = [place for place, column in enumerate(table.columns) if column not in names]
    return Table(
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table),
    )


def write_csv(table: Table, *, bom: bool = False) -> str:
    """A Table as CSV (RFC 4180) with a heading row; cells that Excel would run as formulas are defused.

    Source: OWASP, "CSV Injection": such a cell gets an apostrophe before it. Numbers stay as they are.

    >>> write_csv(Table(columns=("a",), rows=(("=1+1",), (2,)))).splitlines()
    ['a', "'=1+1", '2']
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_defused(cell) for cell in row] for row in table)
    return (BOM if bom else "") + stream.getvalue()


def _defused(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
