"""Letters made up for these tests, one block a paragraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams import extract_teams
from inspectgraph.letters.model import Block, Letter

TeamsOf = Callable[..., tuple[TeamNamed, ...]]


def make_letter(*paragraphs: str, kind: str = "paragraph") -> Letter:
    text, blocks = "", []
    for words in paragraphs:
        start = len(text)
        text += words
        blocks.append(Block(kind=kind, start=start, end=len(text)))  # type: ignore[arg-type]
        text += "\n\n"
    return Letter(file="a.txt", sha256="0" * 64, text=text, blocks=tuple(blocks), sections=(), sentences=())


@pytest.fixture
def letter_of() -> Callable[..., Letter]:
    return make_letter


@pytest.fixture
def teams_of() -> TeamsOf:
    return lambda *paragraphs, **how: extract_teams(make_letter(*paragraphs, **how))
