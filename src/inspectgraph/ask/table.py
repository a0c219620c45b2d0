"""A Table: what every question that lists something answers with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Cell = str | int | float | bool | None


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


def tabulate(columns: Sequence[str], records: Iterable[Mapping[str, Cell]]) -> Table:
    """A Table of some fields of records; a missing one is None.

    >>> tabulate(["a", "b"], [{"a": 1}]).rows
    ((1, None),)
    """
    return Table(
        columns=tuple(columns),
        rows=tuple(tuple(record.get(column) for column in columns) for record in records),
    )
