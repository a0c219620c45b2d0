"""Sheets for annotators: a sample as a Table to be filled in, and filled ones read again, cell by cell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspectgraph.ask.table import Table
from inspectgraph.errors import Problem
from inspectgraph.evaluate.faults import GoldError, known_ones
from inspectgraph.evaluate.likeness import essence
from inspectgraph.evaluate.sentences import LetterSentence
from inspectgraph.knowledge.schemes import load_scheme, theme_ids

GIVEN = ("letter file", "authority", "kind", "heading", "sentence before", "sentence")
TO_FILL = ("polarity", "change", "themes", "teams")
COLUMNS = (*GIVEN, *TO_FILL)

_DELIMITERS = (",", ";", "\t")
_PARTS = re.compile(r"[;\n]")
_GUARD = re.compile(r"^'(?=[=+\-@])")
"""The apostrophe by which a cell was kept from being run as a formula (`inspectgraph.export.tables`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What one annotator says of one sentence; `change` is "none", the others empty where nothing is said."""

    file: str
    authority: str
    kind: str
    heading: str
    sentence: str
    polarity: str
    change: str
    themes: tuple[str, ...]
    teams: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The letter and the letters and digits of the sentence: what it is known by in every sheet."""
        return self.file, essence(self.sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One annotator's sheet: what is filled in, and how many rows were left empty."""

    name: str
    annotations: tuple[Annotation, ...]
    empty: int


def sheet_of(sentences: Iterable[LetterSentence]) -> Table:
    """The sheet of a sample, with the columns to be filled in left empty.

    >>> sheet_of([]).columns[-4:]
    ('polarity', 'change', 'themes', 'teams')
    """
    return Table(
        columns=COLUMNS,
        rows=tuple(
            (s.file, s.authority, s.kind, s.heading, s.before, s.text, *("" for _ in TO_FILL))
            for s in sentences
        ),
    )


def read_sheets(paths: Sequence[Path]) -> tuple[Sheet, ...]:
    """Read filled sheets, one annotator each. Raises GoldError with every fault of every sheet."""
    faults: list[Problem] = []
    sheets = tuple(_read_sheet(path, faults) for path in paths)
    if faults:
        raise GoldError(faults, where=", ".join(str(path) for path in paths))
    return sheets


def _read_sheet(path: Path, faults: list[Problem]) -> Sheet:
    filled: list[Annotation] = []
    rows: dict[tuple[str, str], int] = {}
    empty = 0
    for number, cells in _rows_of(path, faults):
        if not any(cells[name] for name in TO_FILL):
            empty += 1
            continue
        annotation = _RowReader(path.name, number, cells, faults).read()
        if annotation.key in rows:
            message = f"the sentence stands in row {rows[annotation.key]} too"
            faults.append(_fault(path.name, number, "sentence", message, "keep one of the two rows"))
        rows.setdefault(annotation.key, number)
        filled.append(annotation)
    return Sheet(name=path.name, annotations=tuple(filled), empty=empty)


def _rows_of(path: Path, faults: list[Problem]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The cells of each row by column, with the row's number as a spreadsheet counts."""
    rows = _split_rows(path, faults)
    if rows is None:
        return
    names = [name.strip().casefold() for name in rows[0]] if rows else []
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        remedy = "keep the first row as `annotate sample` wrote it, and save as CSV"
        message = f"there is no column {', '.join(missing)}"
        faults.append(Problem(code="no-column", where=f"{path.name}, row 1", message=message, remedy=remedy))
        return
    for number, row in enumerate(rows[1:], start=2):
        cells = [_GUARD.sub("", cell.strip()) for cell in row]
        if any(cells):
            yield number, dict(zip(names, [*cells, *[""] * len(names)], strict=False))


def _split_rows(path: Path, faults: list[Problem]) -> list[list[str]] | None:
    """The cells of a file, parted by commas, semicolons or tabs as its first line is."""
    text = _text_of(path, faults)
    if text is None:
        return None
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        message, remedy = f"this is no CSV: {error}", "save it as CSV from the spreadsheet"
        faults.append(Problem(code="unreadable", where=path.name, message=message, remedy=remedy))
        return None


def _text_of(path: Path, faults: list[Problem]) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message, remedy = f"the file can't be read: {error.strerror or error}", "check its name"
    except UnicodeError:
        message, remedy = "the file is not UTF-8", "in the spreadsheet, save it as “CSV UTF-8”"
    faults.append(Problem(code="unreadable", where=path.name, message=message, remedy=remedy))
    return None


def _fault(sheet: str, row: int, column: str, message: str, remedy: str) -> Problem:
    return Problem(
        code="wrong-cell", where=f"{sheet}, row {row}, column {column}", message=message, remedy=remedy
    )


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the cells of one filled row; faults are added to `faults`."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    faults: list[Problem]

    def read(self) -> Annotation:
        for name in ("letter file", "sentence"):
            if not self.cells[name]:
                self._note(name, "the cell is empty", "put back what `annotate sample` wrote")
        return Annotation(
            file=self.cells["letter file"],
            authority=self.cells["authority"],
            kind=self.cells["kind"],
            heading=self.cells["heading"],
            sentence=self.cells["sentence"],
            polarity=self._one_of("polarity", load_scheme("polarity")),
            change=self._one_of("change", load_scheme("change"), empty="none"),
            themes=tuple(dict.fromkeys(self._themes())),
            teams=tuple(dict.fromkeys(self._parts("teams"))),
        )

    def _note(self, column: str, message: str, remedy: str) -> None:
        self.faults.append(_fault(self.sheet, self.number, column, message, remedy))

    def _one_of(self, column: str, allowed: Iterable[str], *, empty: str = "") -> str:
        value, known = self.cells[column].casefold() or empty, list(allowed)
        if not value:
            self._note(
                column, "the cell is empty", f"write one of {', '.join(known)}, or empty the whole row"
            )
        elif value not in known:
            self._note(column, f"{self.cells[column]!r} is unknown", known_ones(value, known))
        return value

    def _parts(self, column: str) -> Iterator[str]:
        return (part.strip() for part in _PARTS.split(self.cells[column]) if part.strip())

    def _themes(self) -> Iterator[str]:
        """The ids of the themes, main one first, given as ids or labels."""
        scheme = load_scheme("theme")
        by_name = {name: id_ for id_ in theme_ids() for name in (id_, scheme[id_].label.casefold())}
        for part in self._parts("themes"):
            # a comma parts themes too, but some labels have one
            pieces = [part] if part.casefold() in by_name else [p.strip() for p in part.split(",")]
            for piece in filter(None, pieces):
                if piece.casefold() in by_name:
                    yield by_name[piece.casefold()]
                else:
                    self._note("themes", f"{piece!r} is unknown", known_ones(piece, theme_ids()))
