"""How right are the labels of single sentences: polarity, themes, change?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectgraph.evaluate.figures import (
    FamilyScore,
    Figure,
    Matches,
    Miss,
    add_up,
    agreement,
    macro_f1,
    match_sets,
    matches_by_label,
    share,
)
from inspectgraph.evaluate.gold import GoldStatement
from inspectgraph.evaluate.quoting import FindingIndex, SaidFinding

POLARITIES = ("strength", "concern", "mixed", "neutral")
_NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labelled:
    """A gold sentence and what the findings that cover it say together."""

    gold: GoldStatement
    is_finding: bool
    polarity: str
    change: str
    themes: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.polarity in self.gold.polarity

    @property
    def true_polarity(self) -> str:
        """The store's where an annotator gave it too, else the gold's first."""
        return self.polarity if self.is_right else self.gold.polarity[0]

    @property
    def main_theme(self) -> str:
        return self.themes[0] if self.themes else ""


def score_statements(
    gold: Sequence[GoldStatement], findings: FindingIndex, *, present_only: bool = False
) -> FamilyScore:
    """Score the labels of the findings that cover each gold sentence.

    A sentence that no finding covers is neutral and about nothing. `present_only` leaves out letters
    without findings in the store.
    """
    labelled = [
        _labelled(statement, findings)
        for statement in gold
        if not present_only or findings.has_letter(statement.file)
    ]
    figures = (*_polarity_figures(labelled), *_verdict_figures(labelled), *_other_figures(labelled))
    return FamilyScore(family="statements", figures=figures, misses=tuple(_misses(labelled)))


def _labelled(gold: GoldStatement, findings: FindingIndex) -> _Labelled:
    covering = findings.covering(gold.file, gold.sentence)
    return _Labelled(
        gold=gold,
        is_finding=bool(covering),
        polarity=joint_polarity(covering),
        change=next((f.change for f in covering if f.change != _NONE), _NONE),
        themes=tuple(dict.fromkeys(theme for f in covering for theme in f.themes)),
    )


def joint_polarity(findings: Sequence[SaidFinding]) -> str:
    """The polarity of several findings together: one verdict, "mixed" for several, "neutral" for none."""
    verdicts = {f.polarity for f in findings} - {"neutral"}
    if not verdicts:
        return "neutral"
    return verdicts.pop() if len(verdicts) == 1 else "mixed"


def _polarity_figures(labelled: Sequence[_Labelled]) -> Iterator[Figure]:
    yield share("polarity right", [s.is_right for s in labelled], "sentences")
    by_label = matches_by_label(((s.true_polarity, s.polarity) for s in labelled), POLARITIES)
    for label, matches in by_label.items():
        yield agreement(f"polarity {label}", matches, "sentences")
    yield macro_f1("polarity macro-F1", by_label, n=len(labelled), of="sentences")


def _verdict_figures(labelled: Sequence[_Labelled]) -> Iterator[Figure]:
    evaluative = [s for s in labelled if "neutral" not in s.gold.polarity]
    plain = [s for s in labelled if s.gold.polarity == ("neutral",)]
    name = "evaluative sentences that became findings"
    yield share(name, [s.is_finding for s in evaluative], "sentences")
    name = "neutral sentences given a verdict (less is better)"
    yield share(name, [s.polarity != "neutral" for s in plain], "sentences")


def _other_figures(labelled: Sequence[_Labelled]) -> Iterator[Figure]:
    themes = add_up(match_sets(set(given), set(s.themes)) for s in labelled for given in s.gold.themes)
    yield agreement("themes (micro, both annotators)", themes, "themes")
    main = [s.main_theme in s.gold.themes_main for s in labelled]
    yield share("main theme right", main, "sentences")
    changes = add_up(_match_change(s) for s in labelled if len(s.gold.change) == 1)
    yield agreement("change (improved, unchanged, worsened)", changes, "sentences")


def _match_change(statement: _Labelled) -> Matches:
    (gold,), said = statement.gold.change, statement.change
    return Matches(found=gold == said != _NONE, extra=gold != said != _NONE, missed=said != gold != _NONE)


def _misses(labelled: Sequence[_Labelled]) -> Iterator[Miss]:
    for s in labelled:
        where = f"{s.gold.id}, {s.gold.file}: {s.gold.sentence}"
        if not s.is_right:
            yield Miss(about="polarity", where=where, gold=" or ".join(s.gold.polarity), store=s.polarity)
        if s.main_theme not in s.gold.themes_main:
            gold = " or ".join(theme or "none" for theme in s.gold.themes_main)
            yield Miss(about="main theme", where=where, gold=gold, store=s.main_theme or "none")
        if s.change not in s.gold.change:
            yield Miss(about="change", where=where, gold=" or ".join(s.gold.change), store=s.change)
