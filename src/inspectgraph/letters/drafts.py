"""What a reader of one format hands on: drafts of blocks, in reading order, before they have offsets."""

from __future__ import annotations

from typing import NamedTuple

from inspectgraph.letters.model import BlockKind


class Draft(NamedTuple):
    """A block to be: its words without marker and markup, and where it stood.

    `page` counts from 1 and is 0 for a source without pages; `breaks` lists offsets into `text` at which
    a new page begins inside the block.
    """

    kind: BlockKind
    text: str
    level: int = 0
    marker: str | None = None
    number: int | None = None
    page: int = 0
    breaks: tuple[int, ...] = ()
