"""A sentence parted at its turns ("but", "although", "despite"), each clause with its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Final, Literal, NamedTuple

from inspectgraph.extract.labels.cues import Cue
from inspectgraph.extract.labels.index import Hit

Verdict = Literal["strength", "concern", "early", "fact", "plain"]
Turn = Literal["", "but", "although", "despite"]

_TURNS: Final[dict[str, Turn]] = {
    "but": "but",
    "although": "although",
    "despite": "despite",
    "when": "despite",
}
_TURNING: Final = frozenset(_TURNS)
DETAILS_AT_MOST: Final = 1.5
"""What numbers, dates and other facts of a weight below 1 weigh together, however many there are."""
_COUNTS_AS: Final = {
    "strength": "strength",
    "concern": "concern",
    "owned": "concern",  # a weakness that its owners know of
    "early": "early",
    "fact": "fact",
}
_NO_WEIGHT: Final = {"strength": 0.0, "concern": 0.0, "early": 0.0, "fact": 0.0}
CUE: Final = itemgetter(2)
"""The cue of a hit."""
_LABEL = attrgetter("label")


class Clause(NamedTuple):
    """What a part of a sentence says, the turn that opens it, and the cues that decided, and their labels."""

    turn: Turn
    verdict: Verdict
    cues: tuple[Cue, ...]
    labels: tuple[str, ...]


def whole_clause(cues: tuple[Cue, ...]) -> Clause | None:
    """A sentence of one clause, given the polarity cues found in it; None if one of them may turn it."""
    whole = _clause("", cues)
    return whole if _TURNING.isdisjoint(whole.labels) else None


def part_at_turns(folded: str, hits: Sequence[Hit]) -> tuple[Clause, ...]:
    """The clauses of a folded sentence, given the polarity cues found in it."""
    bounds = list(_bounds(folded, hits))
    ends = [start for start, _ in bounds[1:]] + [len(folded)]
    return tuple(
        _clause(turn, tuple([cue for at, _, cue in hits if start <= at < end]))
        for (start, turn), end in zip(bounds, ends, strict=True)
    )


def _bounds(folded: str, hits: Sequence[Hit]) -> Iterator[tuple[int, Turn]]:
    """Where each clause begins, and by which turn; the first begins at 0."""
    opened: Turn = ""
    starts: list[tuple[int, Turn]] = []
    for hit in hits:
        start, end, cue = hit
        turn = _TURNS.get(cue.label, "")
        if not turn or not _is_turn(folded, hit, turn):
            continue
        if start < 6:
            opened = turn if turn != "but" else ""
        else:
            starts.append((start, turn))
        if turn != "but" and (comma := folded.find(", ", end)) > 0 and _parts(folded, start):
            starts.append((comma, ""))
    yield 0, opened
    yield from sorted(starts)


def _is_turn(folded: str, hit: Hit, turn: Turn) -> bool:
    """Whether the word turns: "while" in the middle without a comma is only "during"."""
    start, end, cue = hit
    if start < 6 or cue.label == "when":
        return start < 6
    word, before = folded[start:end], folded[:start].rstrip()
    if word in {"while", "whilst", "yet"}:
        return before.endswith((",", ";", "-", "–", "(", " as", " and"))
    if word == "however":  # "..., however plans are late", unlike "Plans are, however, late"
        return before.endswith((";", ".", ":")) or (before.endswith(",") and folded[end:][:1] != ",")
    return not before.endswith("all") and turn != ""


def _parts(folded: str, start: int) -> bool:
    """Whether a comma ends the clause that a leading "although" or "despite" opens."""
    return start < 6 or folded[:start].rstrip().endswith(",")


def _clause(turn: Turn, cues: tuple[Cue, ...]) -> Clause:
    return Clause(turn, _verdict(cues), cues, tuple(map(_LABEL, cues)))


def _verdict(cues: Iterable[Cue]) -> Verdict:
    weight = _NO_WEIGHT.copy()
    details = 0.0
    for cue in cues:
        label = cue.label
        if label == "relief":  # "turnover has reduced": what was weak before the words is not so now
            weight["concern"] = 0.0
            weight["strength"] += cue.weight
        elif label == "fact" and cue.weight < 1:
            details += cue.weight
        elif label in _COUNTS_AS:
            weight[_COUNTS_AS[label]] += cue.weight
    weight["fact"] += min(details, DETAILS_AT_MOST)
    return _heaviest(weight)


def _heaviest(weight: Mapping[str, float]) -> Verdict:
    if weight["fact"] >= 4:
        return "fact"
    if weight["early"] and weight["concern"] < 2:
        return "early"
    if weight["concern"] >= 1.5 or weight["concern"] > weight["strength"]:
        return "concern"
    if weight["fact"] > weight["strength"]:
        return "fact"
    return "strength" if weight["strength"] else "plain"
