"""All labels of one sentence: what rules are sure of stays, linear models settle the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from inspectgraph.extract.labels.change import label_change
from inspectgraph.extract.labels.linear import LinearModel, best_label, load_model, log_odds
from inspectgraph.extract.labels.polarity import label_polarity
from inspectgraph.extract.labels.reading import read_sentence
from inspectgraph.extract.labels.scoring import SentenceScores, score_sentence
from inspectgraph.extract.labels.themes import label_themes
from inspectgraph.extract.labels.values import SentenceContext, SentenceLabels
from inspectgraph.extract.model import Change, Polarity

OPEN_RULES: Final = frozenset({"rule:plain-practice", "rule:fact", "rule:strength", "rule:concern"})
"""Rules that only add up cues; the others see how a sentence is built, or where it stands, and are final."""
LEAST_CHANGE: Final = log_odds(0.3)
"""The score that a change needs: a probability of three in ten."""


def label_sentence(text: str, *, context: SentenceContext) -> SentenceLabels:
    """Polarity, change and themes of one sentence, and what decided.

    A reason `words:<label>:<words>` names the words that weighed most where a model overrules the rules.

    >>> labels = label_sentence("Caseloads remain too high.", context=SentenceContext(role="findings"))
    >>> labels.polarity, labels.change, labels.themes
    ('concern', 'unchanged', ('caseloads',))
    """
    sentence = read_sentence(text)
    rules, rule_reasons = label_polarity(sentence, context)
    moved, change_reasons = label_change(sentence, rules)
    scores = score_sentence(sentence, context, rules=rules, moved=moved)
    polarity, why = _settle_polarity(scores, rules, rule_reasons)
    change, change_reasons = _settle_change(scores, moved, change_reasons)
    themes, theme_reasons = label_themes(sentence, context, scores=scores)
    return SentenceLabels(
        polarity=polarity,
        change=change,
        themes=themes,
        reasons=(*why, *change_reasons, *theme_reasons),
    )


def _settle_polarity(
    scores: SentenceScores, rules: Polarity, reasons: tuple[str, ...]
) -> tuple[Polarity, tuple[str, ...]]:
    if reasons[0] not in OPEN_RULES:
        return rules, reasons
    model = load_model("polarity")
    settled = cast("Polarity", best_label(model.labels, scores.polarity))
    return (rules, reasons) if settled == rules else (settled, (_words(model, scores, settled),))


def _settle_change(
    scores: SentenceScores, change: Change, reasons: tuple[str, ...]
) -> tuple[Change, tuple[str, ...]]:
    model = load_model("change")
    settled = choose_change(model, scores.change)
    if settled == change:
        return change, reasons
    return settled, () if settled == "none" else (_words(model, scores, settled),)


def choose_change(model: LinearModel, scores: Sequence[int]) -> Change:
    """The likeliest change by its scores, "none" where none is likely.

    >>> choose_change(LinearModel(("improved", "worsened"), {}), (-20_000, -90_000))
    'none'
    """
    return cast("Change", model.labels[scores.index(max(scores))]) if max(scores) >= LEAST_CHANGE else "none"


def _words(model: LinearModel, scores: SentenceScores, label: str) -> str:
    return f"words:{label}:{' '.join(model.telling_words(scores.features['word'], label))}"
