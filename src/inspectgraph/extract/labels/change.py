"""Whether a sentence itself says how things moved since before."""

from __future__ import annotations

from typing import Final

from inspectgraph.extract.labels.index import Hit
from inspectgraph.extract.labels.overlaps import without_hidden
from inspectgraph.extract.labels.reading import ReadSentence
from inspectgraph.extract.model import Change, Polarity

_CHANGES: Final[dict[str, Change]] = {
    "improved": "improved",
    "unchanged": "unchanged",
    "worsened": "worsened",
}


def label_change(sentence: ReadSentence, polarity: Polarity) -> tuple[Change, tuple[str, ...]]:
    """The change that a sentence states, and the ids of the cues that decided.

    A plain concern states no improvement, a plain strength no standstill.

    >>> from inspectgraph.extract.labels.reading import read_sentence
    >>> label_change(read_sentence("Caseloads have reduced."), "strength")[0]
    'improved'
    """
    if not sentence.change:  # few sentences speak of it
        return "none", ()
    fitting: list[Hit] = []
    for hit in without_hidden(sentence.change):
        change = _CHANGES.get(hit[2].label)
        if change and not _contradicts(change, polarity):
            fitting.append(hit)
    if not fitting:
        return "none", ()
    _, _, cue = max(fitting, key=lambda hit: (hit[2].weight, -hit[0]))
    return _CHANGES[cue.label], (cue.id,)


def _contradicts(change: Change, polarity: Polarity) -> bool:
    if change == "improved":
        return polarity in {"concern", "neutral"}
    return polarity in {"strength", "neutral"}
