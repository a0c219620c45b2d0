"""Series of stances and what they amount to (docs/ledger.md, "Status")."""

from __future__ import annotations

from itertools import product

import pytest

from inspectgraph.ledger.model import StanceLabel
from inspectgraph.ledger.status import is_raised, status_of

_LABELS: dict[str, StanceLabel] = {"c": "concern", "m": "mixed", "s": "strength"}
SERIES = {
    "": None,
    "s": None,
    "ss": None,
    "c": "single",
    "m": "single",
    "sc": "single",
    "ssm": "single",
    "cs": "resolved",
    "ms": "resolved",
    "ccs": "resolved",
    "csss": "resolved",
    "csms": "resolved",
    "scs": "resolved",
    "cc": "persistent",
    "cm": "persistent",
    "mc": "persistent",
    "mm": "persistent",
    "ccc": "persistent",
    "scc": "persistent",
    "scmc": "persistent",
    "csc": "recurring",
    "csm": "recurring",
    "msscc": "recurring",
    "ccsc": "recurring",
    "scsc": "recurring",
}


def test_how_many_series() -> None:
    assert len(SERIES) == 25


@pytest.mark.parametrize(("series", "status"), SERIES.items())
def test_status(series: str, status: str | None) -> None:
    assert status_of([_LABELS[letter] for letter in series]) == status


def test_every_short_series_has_the_status_that_the_words_say() -> None:
    for length in range(1, 6):
        for stances in product(_LABELS.values(), repeat=length):
            assert status_of(stances) == _in_words(stances)


def _in_words(stances: tuple[StanceLabel, ...]) -> str | None:
    raised = [stance in ("concern", "mixed") for stance in stances]
    if not any(raised):
        return None
    if not raised[-1]:
        return "resolved"
    if sum(raised) == 1:
        return "single"
    first = raised.index(True)
    return "persistent" if all(raised[first:]) else "recurring"


def test_raised_is_concern_or_mixed() -> None:
    assert [is_raised(label) for label in _LABELS.values()] == [True, True, False]
