"""What can be searched of one letter: the values that go into the search index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

SEARCH_VERSION = 1
"""The version of the index's tables and of what goes into them; the next build makes another one anew."""

SEARCH_FACT = "search"
"""The fact of a manifest that says that its generation has an index, and which version."""


class SearchRow(NamedTuple):
    """A piece of a letter: `what` it is, its place in the letter's text, its words in one line.

    `themes` are ids with spaces between, the main one first; `name` is the last part of the IRI of a
    finding or section. A named tuple, since a hundred thousand of them go straight into SQLite.
    """

    start: int
    end: int
    what: str
    page: int | None
    text: str
    polarity: str | None = None
    themes: str = ""
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRows:
    """A letter's labels and its pieces in the order of their places; `date` is its visit's first day."""

    gss: str | None
    kind: str | None
    date: str | None
    file: str
    rows: tuple[SearchRow, ...]


RowsOf = Callable[[bytes], LetterRows]
"""Reads the pieces of a letter out of its sorted N-Quads."""
