"""The values of this room: a Letter, and the blocks, sentences and passages in it.

A Letter's `text` is the cleaned text: unwrapped, without running heads, page numbers, list markers
and markup. All offsets are counts of Python characters into it. The law that everything later relies
on: `letter.text[p.start:p.end] == p.words` for each passage p.

What a letter has hundreds of is a named tuple: made in a third of the time that a frozen dataclass takes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "item", "row", "line", "furniture"]
"""What a block is: `row` is a row of a table (cells parted by tabs), `line` one line of an address or
title block, `furniture` a running head, page number or footnote, kept at the end of the text."""


class Passage(NamedTuple):
    """A span of a letter's text and the words that stand there. `page` counts from 1, None without pages."""

    start: int
    end: int
    words: str
    page: int | None = None


class Block(NamedTuple):
    """A heading, paragraph, list item, table row or line, without its marker.

    `level` is the depth of a heading (1 is the title) or of a list item (0 is the outermost);
    `marker` is what stood before the text ("-", "12.", a bullet glyph); `number` is the number in it.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the blocks under it, up to the next heading; the first section may have none.

    `first` and `last` are indices into `Letter.blocks`: the blocks `first` up to but without `last`,
    the heading itself not among them.
    """

    heading: Block | None
    first: int
    last: int


class Sentence(NamedTuple):
    """One sentence; `block` is the index of its block, `section` that of its section."""

    start: int
    end: int
    block: int
    section: int


@dataclass(frozen=True)
class Letter:
    """One source document, read.

    `file` is the path as found under the folder that was built, with `/`; `sha256` that of the source
    bytes (64 hex digits); `page_starts` the offset at which each page begins (empty without pages).

    >>> letter = Letter(file="a.txt", sha256="0" * 64, text="Visits are timely.",
    ...                 blocks=(Block(kind="paragraph", start=0, end=18),), sections=(), sentences=())
    >>> letter.passage(0, 6).words
    'Visits'
    """

    file: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    page_starts: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The first 16 hex digits of the source's hash: the letter's name in IRIs."""
        return self.sha256[:16]

    def passage(self, start: int, end: int) -> Passage:
        """The passage from `start` to `end`, which must be a non-empty span of the text.

        Raises ValueError if it is not.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no passage {start}-{end} in a text of {len(self.text)} characters")
        return Passage(start=start, end=end, words=self.text[start:end], page=self.page_at(start))

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, on which the character at `offset` stands; None without pages."""
        return bisect_right(self.page_starts, offset) if self.page_starts else None

    def words_of(self, span: Block | Sentence | Passage) -> str:
        """The words of a block, sentence or passage."""
        return self.text[span.start : span.end]

    def heading_of(self, section: int) -> str | None:
        """The words of a section's heading, None for a section without one."""
        heading = self.sections[section].heading
        return self.words_of(heading) if heading else None

    @cached_property
    def flow_end(self) -> int:
        """Where the running text ends and the furniture that was taken out of it begins."""
        ends = [b.end for b in self.blocks if b.kind != "furniture"]
        return max(ends, default=0)

    def blocks_of(self, section: Section) -> Iterator[Block]:
        """The blocks of one section, in order, its heading not among them."""
        yield from self.blocks[section.first : section.last]
