"""What a query may cost."""

from __future__ import annotations

import math
from dataclasses import dataclass

from inspectgraph.errors import MisuseError

LEAST_MEMORY = 200
"""MB that the engine needs to work at all."""
LONGEST = 1_000_000.0
"""Seconds that a limit may be at the most; what is to take longer has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """What one query may cost; None is no limit.

    `seconds` runs from handing it to the engine to the last byte of the answer; `rows` cuts the answer and
    says so; `memory` is MB that the engine may take (on Linux), and that an answer may be long.

    Raises MisuseError for a limit that is none.

    >>> QueryLimits(seconds=0.5).rows
    100000
    """

    seconds: float | None = 30.0
    rows: int | None = 100_000
    memory: int | None = 2000

    def __post_init__(self) -> None:
        if self.seconds is not None and not (math.isfinite(self.seconds) and 0 < self.seconds <= LONGEST):
            raise MisuseError(
                f"{self.seconds:g} seconds are no limit of time",
                remedy=f"give a number above 0 and up to {LONGEST:.0f}, or none",
            )
        if self.rows is not None and self.rows < 0:
            raise MisuseError(f"{self.rows} is no number of rows", remedy="give 0 or more, or none")
        if self.memory is not None and self.memory < LEAST_MEMORY:
            raise MisuseError(
                f"{self.memory} MB are too little memory", remedy=f"give {LEAST_MEMORY} or more, or none"
            )
