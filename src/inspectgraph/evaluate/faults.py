"""Faults of gold files and of filled sheets: all are collected before anything is given up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches

from inspectgraph.errors import InspectgraphError, Problem

_SHOWN = 20


class GoldError(InspectgraphError):
    """Gold files, or sheets to make them of, are not as they must be; `problems` are all their faults."""

    def __init__(self, problems: Sequence[Problem], *, where: str) -> None:
        self.problems = tuple(problems)
        lines = [f"{p.where}: {p.message}: {p.remedy}" for p in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            lines.append(f"... and {len(self.problems) - _SHOWN} more")
        count = "one fault" if len(self.problems) == 1 else f"{len(self.problems)} faults"
        super().__init__(f"found {count}", where=where, remedy="\n  ".join(["mend and try again", *lines]))


def known_ones(value: str, allowed: Collection[str]) -> str:
    """What was perhaps meant by a value that is not allowed, and what is allowed if that is not too long.

    >>> known_ones("concren", ["concern", "mixed"])
    'did you mean concern? Allowed are concern, mixed'
    """
    near = get_close_matches(value.strip().casefold(), sorted(allowed), n=2, cutoff=0.6)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    return f"{meant}Allowed are {', '.join(sorted(allowed))}"
