"""Cues that overlap in a sentence: long ones hide short ones."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from inspectgraph.extract.labels.index import Hit

_START = itemgetter(0)


def without_hidden(hits: Sequence[Hit], *, heavier_stays: bool = False) -> Sequence[Hit]:
    """The hits, given in the order of the text, without those that overlap a longer one.

    So "not consistently good" hides "good", and a cue of no weight hides what lies in it. With
    `heavier_stays` a hit stays in a longer one that weighs less, but for one of no weight.
    """
    before = 0
    for place, (start, end, _) in enumerate(hits):
        if start < before:  # nothing overlaps what stands before these two
            return _without_hidden_from(hits, place - 1, heavier_stays)
        before = end
    return hits


def _without_hidden_from(hits: Sequence[Hit], first: int, heavier_stays: bool) -> Sequence[Hit]:
    """The same, where the first two hits that overlap stand at a place: mostly no third one overlaps them."""
    before, (one, other), rest = hits[:first], hits[first : first + 2], hits[first + 2 :]
    if rest and rest[0][0] < max(one[1], other[1]):
        return [*before, *_longest_of(hits[first:], heavier_stays)]
    longer, shorter = (other, one) if _length(other) > _length(one) else (one, other)
    if _hides(longer, shorter, heavier_stays):
        kept = [longer]
    else:
        kept = [longer, shorter] if one[0] == other[0] else [one, other]
    return [*before, *kept, *without_hidden(rest, heavier_stays=heavier_stays)]


def _longest_of(hits: Sequence[Hit], heavier_stays: bool) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=_length, reverse=True):  # of equally long ones the first stays first
        start, end, _ = hit
        for longer in kept:
            if end > longer[0] and start < longer[1] and _hides(longer, hit, heavier_stays):
                break
        else:
            kept.append(hit)
    kept.sort(key=_START)
    return kept


def _length(hit: Hit) -> int:
    return hit[1] - hit[0]


def _hides(longer: Hit, hit: Hit, heavier_stays: bool) -> bool:
    """Whether the longer of two hits that overlap hides the other."""
    if hit[0] == longer[0] and hit[1] == longer[1]:
        return longer[2].weight == 0
    return not (heavier_stays and 0 < longer[2].weight < hit[2].weight)
