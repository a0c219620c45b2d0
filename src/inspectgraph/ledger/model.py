"""The values of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

StanceLabel = Literal["strength", "concern", "mixed"]
Status = Literal["persistent", "recurring", "resolved", "single"]


class VisitFinding(NamedTuple):
    """A finding as the ledger sees it: a tuple, since there are hundreds in a letter.

    `visit` is the visit's IRI and `start` its first day (ISO); `role` is that of the section it stands
    in; `sentence` the part of its id that equal sentences of two letters share; `is_qualified` tells that
    it speaks of most and not of all; `stated_what` is what it itself says of the earlier visit
    `stated_of` (an IRI), if it says something.
    """

    id: str
    sentence: str
    gss: str
    visit: str
    start: str
    family: str
    kind: str
    role: str
    item: int | None
    order: int
    polarity: str
    themes: tuple[str, ...]
    is_qualified: bool = False
    stated_what: str | None = None
    stated_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedThere:
    """What a visit's letter states of an issue's past: "raised", "improved" or "resolved", of which visit.

    `was_raised` tells whether it says that the issue was raised at that visit: "has improved since" does not.
    """

    what: str
    of: str | None
    finding: str
    was_raised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How one visit speaks of an issue; `findings` are ids, the weightiest first, what is stated too."""

    visit: str
    start: str
    family: str
    stance: StanceLabel
    findings: tuple[str, ...]
    stated: StatedThere | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A theme at one authority with its stances in the order of time. Visits are IRIs.

    `first_raised` and `last_seen` are visits with a letter; `first_stated` is the earliest visit at which
    inspectors state that it was raised.
    """

    gss: str
    theme: str
    status: Status
    first_raised: str
    last_seen: str
    first_stated: str | None
    stances: tuple[Stance, ...]
