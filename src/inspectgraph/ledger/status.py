"""The status of an issue from its stances in the order of time (docs/ledger.md, "Status")."""

from __future__ import annotations

from collections.abc import Sequence

from inspectgraph.ledger.model import StanceLabel, Status

_RAISING = frozenset({"concern", "mixed"})
_PRAISED = frozenset({"strengths", "meets"})
"""Roles of sections whose findings name an earlier visit only where they say that it was raised there."""


def is_raised(stance: StanceLabel) -> bool:
    """Whether a stance raises the issue.

    >>> is_raised("mixed"), is_raised("strength")
    (True, False)
    """
    return stance in _RAISING


def was_raised_then(what: str, *, role: str) -> bool:
    """Whether what a finding states of an earlier visit says that the issue was raised there.

    "Has improved since the last inspection" does not; what was an area for development then and stands among
    the strengths now, of which it is said that it has improved too, does.

    >>> was_raised_then("raised", role="findings"), was_raised_then("improved", role="findings")
    (True, False)
    >>> was_raised_then("improved", role="strengths")
    True
    """
    return what != "improved" or role in _PRAISED


def status_of(stances: Sequence[StanceLabel]) -> Status | None:
    """The status that a series of stances amounts to, None for an issue that was never raised.

    Silence is not in the series: it never resolves anything.

    >>> status_of(["concern", "mixed"]), status_of(["concern", "strength"])
    ('persistent', 'resolved')
    >>> status_of(["mixed", "strength", "concern"]), status_of(["strength", "concern"])
    ('recurring', 'single')
    """
    raised = [place for place, stance in enumerate(stances) if is_raised(stance)]
    if not raised:
        return None
    if not is_raised(stances[-1]):
        return "resolved"
    if len(raised) == 1:
        return "single"
    between = stances[raised[0] : raised[-1]]
    return "recurring" if "strength" in between else "persistent"
