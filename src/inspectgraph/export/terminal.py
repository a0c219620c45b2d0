"""Tables as text for a terminal: columns whose cells fold, or blocks of lines where columns have no room."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from inspectgraph.ask.table import Cell, Table

_WHOLE = 20  # cells up to this length are folded only where there is no room
_WORD = 32  # words up to this length are never cut
_GAP, _TIGHT = 3, 2  # spaces between two columns, with and without room to spare
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """The texts of a column, its heading first: how long the longest is, and the longest word in them."""

    cells: tuple[str, ...]
    longest: int
    word: int


def write_text(table: Table, *, width: int | None = None, colour: bool = False) -> str:
    """A Table for a terminal of `width` characters (None: as wide as it needs), lines folded in their cells.

    Where even folded cells have no room, each row becomes a block of lines, "heading: cell".

    >>> print(write_text(Table(columns=("team",), rows=(("MASH",),)), width=20).rstrip())
    team
    ────
    MASH
    """
    if not table.columns:
        return "\n" * len(table.rows)
    columns = _columns(table)
    longest = [column.longest for column in columns]
    words = [min(column.word, _WORD) for column in columns]
    whole = [max(min(column.longest, _WHOLE), word) for column, word in zip(columns, words, strict=True)]
    if width is None or _room(longest, _GAP) <= width:
        return _draw(columns, longest, gap=_GAP, colour=colour)
    for least, gap in ((whole, _GAP), (words, _TIGHT)):
        if _room(least, gap) <= width:
            return _draw(columns, _widened(least, longest, width, gap), gap=gap, colour=colour)
    return _write_blocks(table)


def printed(text: str) -> str:
    """Words as a terminal may get them: no line break and no escape sequence, whatever a file is called.

    >>> printed("a\\x1b[31mb").isprintable()
    True
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _columns(table: Table) -> list[_Column]:
    headings = [name.replace("_", " ") for name in table.columns]
    rows = [headings, *([_shown(cell) for cell in row] for row in table)]
    return [
        _Column(
            cells=cells,
            longest=max(map(len, cells)),
            word=max((len(word) for cell in cells for word in cell.split()), default=0),
        )
        for cells in zip(*rows, strict=True)
    ]


def _shown(cell: Cell) -> str:
    return "" if cell is None else printed(str(cell))


def _room(widths: Sequence[int], gap: int) -> int:
    return sum(widths) + gap * (len(widths) - 1)


def _widened(least: Sequence[int], longest: Sequence[int], width: int, gap: int) -> list[int]:
    """Widths that fill the terminal: each character to spare goes to the column that is folded most."""
    widths = list(least)
    for _ in range(width - _room(least, gap)):
        lines = [needed / max(has, 1) for needed, has in zip(longest, widths, strict=True)]
        widths[lines.index(max(lines))] += 1
    return widths


def _draw(columns: Sequence[_Column], widths: Sequence[int], *, gap: int, colour: bool) -> str:
    rows = list(zip(*(column.cells for column in columns), strict=True))
    heading = [f"{_BOLD}{line}{_PLAIN}" if colour else line for line in _lines(rows[0], widths, gap)]
    body = [line for row in rows[1:] for line in _lines(row, widths, gap)]
    return "\n".join([*heading, "─" * _room(widths, gap), *body]) + "\n"


def _lines(cells: Sequence[str], widths: Sequence[int], gap: int) -> Iterator[str]:
    folded = [textwrap.wrap(cell, max(width, 1)) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue="") if any(folded) else [("",)]:
        padded = (part.ljust(width) for part, width in zip(parts, widths, strict=False))
        yield (" " * gap).join(padded).rstrip()


def _write_blocks(table: Table) -> str:
    blocks = (
        "".join(
            f"{name.replace('_', ' ')}: {_shown(cell)}\n"
            for name, cell in zip(table.columns, row, strict=True)
            if cell is not None and cell != ""
        )
        for row in table
    )
    return "\n".join(blocks)
