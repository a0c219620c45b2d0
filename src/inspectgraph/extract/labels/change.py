"""Whether a sentence itself says how things moved since before."""

from __future__ import annotations

from typing import Final

from inspectgraph.extract.labels.cues import Hit, fold
from inspectgraph.extract.labels.tables import change_cues
from inspectgraph.extract.model import Change, Polarity

_CHANGES: Final[dict[str, Change]] = {
    "improved": "improved",
    "unchanged": "unchanged",
    "worsened": "worsened",
}


def label_change(text: str, polarity: Polarity) -> tuple[Change, tuple[str, ...]]:
    """The change that a sentence states, and the ids of the cues that decided.

    A plain concern states no improvement, a plain strength no standstill.

    >>> label_change("Caseloads have reduced.", "strength")[0]
    'improved'
    """
    fitting: list[Hit] = []
    for hit in change_cues().longest(fold(text)):
        change = _CHANGES.get(hit.cue.label)
        if change and not _contradicts(change, polarity):
            fitting.append(hit)
    if not fitting:
        return "none", ()
    first = max(fitting, key=lambda hit: (hit.cue.weight, -hit.start))
    return _CHANGES[first.cue.label], (first.cue.id,)


def _contradicts(change: Change, polarity: Polarity) -> bool:
    if change == "improved":
        return polarity in {"concern", "neutral"}
    return polarity in {"strength", "neutral"}
