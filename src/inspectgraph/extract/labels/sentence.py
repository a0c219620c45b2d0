"""All labels of one sentence: what rules are sure of stays, linear models settle the rest."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, cast

from inspectgraph.extract.labels.change import label_change
from inspectgraph.extract.labels.features import polarity_features, polarity_features_of_place
from inspectgraph.extract.labels.linear import best_label, load_model
from inspectgraph.extract.labels.polarity import label_polarity
from inspectgraph.extract.labels.reading import ReadSentence, read_sentence
from inspectgraph.extract.labels.themes import label_themes
from inspectgraph.extract.labels.values import SentenceContext, SentenceLabels
from inspectgraph.extract.model import Polarity

OPEN_RULES: Final = frozenset({"rule:plain-practice", "rule:fact", "rule:strength", "rule:concern"})
"""Rules that only add up cues; the others see how a sentence is built, or where it stands, and are final."""


def label_sentence(text: str, *, context: SentenceContext) -> SentenceLabels:
    """Polarity, change and themes of one sentence, and what decided.

    A reason `words:<label>:<words>` names the words that weighed most where a model overrules the rules.

    >>> labels = label_sentence("Caseloads remain too high.", context=SentenceContext(role="findings"))
    >>> labels.polarity, labels.change, labels.themes
    ('concern', 'unchanged', ('caseloads',))
    """
    sentence = read_sentence(text)
    polarity, why = _settle_polarity(sentence, context)
    change, change_reasons = label_change(sentence, polarity)
    themes, theme_reasons = label_themes(sentence, context)
    return SentenceLabels(
        polarity=polarity,
        change=change,
        themes=themes,
        reasons=(*why, *change_reasons, *theme_reasons),
    )


def _settle_polarity(sentence: ReadSentence, context: SentenceContext) -> tuple[Polarity, tuple[str, ...]]:
    polarity, why = label_polarity(sentence, context)
    if why[0] not in OPEN_RULES:
        return polarity, why
    model = load_model("polarity")
    features = polarity_features(sentence, rules=polarity)
    settled = cast("Polarity", best_label(model.labels, model.score(features, besides=_shared(context))))
    if settled == polarity:
        return polarity, why
    return settled, (f"words:{settled}:{' '.join(model.telling_words(sentence.words, settled))}",)


def _shared(context: SentenceContext) -> int:
    return _shared_by(context.heading, context.role, context.is_item)


@lru_cache(maxsize=64)
def _shared_by(heading: str | None, role: str, is_item: bool) -> int:
    place = SentenceContext(heading=heading, role=role, is_item=is_item)
    return load_model("polarity").add_up(polarity_features_of_place(place))
