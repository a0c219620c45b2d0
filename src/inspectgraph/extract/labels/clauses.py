"""A sentence parted at its turns ("but", "although", "despite"), each clause with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

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
_VERDICT_KINDS: Final = ("strength", "concern", "early", "fact")


class Clause(NamedTuple):
    """What a part of a sentence says, the turn that opens it, and the cues that decided."""

    turn: Turn
    verdict: Verdict
    hits: tuple[Hit, ...]

    def has(self, kind: str) -> bool:
        """Whether a cue of that kind stands in the clause."""
        return any(hit.cue.label == kind for hit in self.hits)


def part_at_turns(folded: str, hits: Sequence[Hit]) -> tuple[Clause, ...]:
    """The clauses of a folded sentence, given the polarity cues found in it."""
    if _TURNING.isdisjoint([hit.cue.label for hit in hits]):
        return (_clause("", hits),)
    bounds = list(_bounds(folded, hits))
    ends = [start for start, _ in bounds[1:]] + [len(folded)]
    return tuple(
        _clause(turn, [hit for hit in hits if start <= hit.start < end])
        for (start, turn), end in zip(bounds, ends, strict=True)
    )


def _bounds(folded: str, hits: Sequence[Hit]) -> Iterator[tuple[int, Turn]]:
    """Where each clause begins, and by which turn; the first begins at 0."""
    opened: Turn = ""
    starts: list[tuple[int, Turn]] = []
    for hit in hits:
        turn = _TURNS.get(hit.cue.label, "")
        if not turn or not _is_turn(folded, hit, turn):
            continue
        if hit.start < 6:
            opened = turn if turn != "but" else ""
        else:
            starts.append((hit.start, turn))
        if turn != "but" and (comma := folded.find(", ", hit.end)) > 0 and _parts(folded, hit, comma):
            starts.append((comma, ""))
    yield 0, opened
    yield from sorted(starts)


def _is_turn(folded: str, hit: Hit, turn: Turn) -> bool:
    """Whether the word turns: "while" in the middle without a comma is only "during"."""
    word, before = folded[hit.start : hit.end], folded[: hit.start].rstrip()
    if hit.start < 6 or hit.cue.label == "when":
        return hit.start < 6
    if word in {"while", "whilst", "yet"}:
        return before.endswith((",", ";", "-", "–", "(", " as", " and"))
    if word == "however":  # "..., however plans are late", unlike "Plans are, however, late"
        return before.endswith((";", ".", ":")) or (before.endswith(",") and folded[hit.end :][:1] != ",")
    return not before.endswith("all") and turn != ""


def _parts(folded: str, hit: Hit, comma: int) -> bool:
    """Whether a comma ends the clause that a leading "although" or "despite" opens."""
    return hit.start < 6 or folded[: hit.start].rstrip().endswith(",")


def _clause(turn: Turn, hits: Sequence[Hit]) -> Clause:
    weight = dict.fromkeys(_VERDICT_KINDS, 0.0)
    details = 0.0
    for hit in hits:
        cue = hit.cue
        kind = "concern" if cue.label == "owned" else cue.label  # owned: a weakness that its owners know of
        if kind == "relief":  # "turnover has reduced": what was weak before the words is not so now
            weight["concern"] = 0.0
            weight["strength"] += cue.weight
        elif kind == "fact" and cue.weight < 1:
            details += cue.weight
        elif kind in weight:
            weight[kind] += cue.weight
    weight["fact"] += min(details, DETAILS_AT_MOST)
    return Clause(turn, _verdict(weight), tuple(hits))


def _verdict(weight: dict[str, float]) -> Verdict:
    if weight["fact"] >= 4:
        return "fact"
    if weight["early"] and weight["concern"] < 2:
        return "early"
    if weight["concern"] >= 1.5 or weight["concern"] > weight["strength"]:
        return "concern"
    if weight["fact"] > weight["strength"]:
        return "fact"
    return "strength" if weight["strength"] else "plain"
