"""Do two quotes share a theme just where readers say that they are about the same issue?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspectgraph.evaluate.figures import FamilyScore, Figure, Matches, Miss, add_up, agreement, share
from inspectgraph.evaluate.gold import GoldPair
from inspectgraph.evaluate.quoting import FindingIndex

_WORDS = {True: "the same issue", False: "different issues"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A pair and whether the store's findings of its quotes share a theme, if both are findings."""

    gold: GoldPair
    are_findings: bool
    is_same: bool

    @property
    def is_right(self) -> bool:
        """A quote that is no finding is right about nothing."""
        return self.is_same == self.gold.is_same and self.are_findings


def score_pairs(
    gold: Sequence[GoldPair], findings: FindingIndex, *, present_only: bool = False
) -> FamilyScore:
    """Score pairs of quotes. `present_only` leaves out those with a letter without findings in the store."""
    scored = [
        pair
        for pair in gold
        if not present_only or all(findings.has_letter(file) for file, _ in (pair.first, pair.second))
    ]
    judged = [_judge(pair, findings) for pair in scored]
    lost = sum(not pair.are_findings for pair in judged)
    figures = (
        agreement("pairs: same issue", add_up(map(_match, judged)), "pairs"),
        share("pairs right", [pair.is_right for pair in judged], "pairs"),
        Figure(name="pairs with a quote that is no finding", value=lost, n=len(judged), of="pairs"),
    )
    misses = tuple(_miss(pair) for pair in judged if pair.is_same != pair.gold.is_same)
    return FamilyScore(family="pairs", figures=figures, misses=misses)


def _judge(pair: GoldPair, findings: FindingIndex) -> _Judged:
    one, other = findings.covering(*pair.first), findings.covering(*pair.second)
    shared = {theme for f in one for theme in f.themes} & {theme for f in other for theme in f.themes}
    return _Judged(gold=pair, are_findings=bool(one and other), is_same=bool(shared))


def _match(pair: _Judged) -> Matches:
    gold, said = pair.gold.is_same, pair.is_same
    return Matches(found=gold and said, extra=said and not gold, missed=gold and not said)


def _miss(pair: _Judged) -> Miss:
    (file, quote), (other_file, other_quote) = pair.gold.first, pair.gold.second
    return Miss(
        about="same issue",
        where=f"{file}: {quote} / {other_file}: {other_quote}",
        gold=_WORDS[pair.gold.is_same],
        store=_WORDS[pair.is_same],
    )
