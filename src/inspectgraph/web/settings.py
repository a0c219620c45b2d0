"""What a server gives to each who asks, and to all together."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from inspectgraph.ask.limited import QueryLimits
from inspectgraph.errors import MisuseError

MEMORY = 1000
"""MB that the engine may take for one query, and that its answer may be long."""


def usual_workers() -> int:
    """How many queries run at once where nobody says how many: one more than there are processors.

    >>> usual_workers() >= 3
    True
    """
    return max(3, min((os.cpu_count() or 2) + 1, 9))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """What is served and within which limits. Raises MisuseError for a number that is none.

    `limits` are those of one query. `workers` queries run at once, `waiting` more may wait for their turn.
    A request's body has at most `body` bytes, which must be there after `patience` seconds; so long too may a
    client leave an answer unread. `held` is how many bytes of answers may be on their way to slow clients.

    >>> ServeSettings(store=Path("store")).limits.rows
    100000
    """

    store: Path
    limits: QueryLimits = field(default_factory=lambda: QueryLimits(memory=MEMORY))
    workers: int = field(default_factory=usual_workers)
    waiting: int = 64
    body: int = 1_000_000
    patience: float = 30.0
    held: int = 1 << 29

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise MisuseError(f"{self.workers} is no number of workers", remedy="give 1 or more")
        if self.waiting < 0:
            raise MisuseError(f"{self.waiting} requests can't wait", remedy="give 0 or more")
