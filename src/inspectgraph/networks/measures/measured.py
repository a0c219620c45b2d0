"""What a measure gives, what can be set about it, and how much work it may be."""

from __future__ import annotations

from dataclasses import dataclass

from inspectgraph.ask.table import Table

LEVEL = 0.05
"""The customary level: one edge or pair in twenty may be there by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A table of numbers, what they mean in one sentence, and where they are too small to say anything."""

    table: Table
    meaning: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much work a measure takes on before it works on samples or says that the network is too large.

    Each is about half a minute of an ordinary processor; `benchmarks/networks.py` measures it. `betweenness`
    counts pivots times nodes and edges, `communities` runs times nodes and edges, `chance` draws times pairs
    of themes: enough for all pairs of the scheme's 61 themes. Degree, strength, PageRank and the backbone
    need no limit: their work grows as the network does.
    """

    betweenness: int = 5_000_000
    communities: int = 400_000
    chance: int = 70_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set about measures; each takes what concerns it.

    `level` is what an edge's alpha or a pair's q must be below. `draws` of shuffled tables are as many as one
    pair alone needs to be found, where None.
    """

    seed: int = 0
    level: float = LEVEL
    draws: int | None = None
    limits: Limits = Limits()
