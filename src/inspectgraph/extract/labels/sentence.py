"""All labels of one sentence: what rules are sure of stays, the linear model settles the rest."""

from __future__ import annotations

from typing import Final, NamedTuple

from inspectgraph.extract.labels.change import label_change
from inspectgraph.extract.labels.linear import features_of, load_weights, polarity_by, telling_words, weigh
from inspectgraph.extract.labels.polarity import label_polarity
from inspectgraph.extract.labels.reading import ReadSentence, read_sentence
from inspectgraph.extract.labels.themes import label_themes
from inspectgraph.extract.labels.values import SentenceContext, SentenceLabels
from inspectgraph.extract.model import Polarity

_OPEN: Final = frozenset({"rule:plain-practice", "rule:fact", "rule:strength", "rule:concern"})
"""Rules that only add up cues; the others see how a sentence is built, or where it stands, and are final."""


class RuleLabels(NamedTuple):
    """What the rules alone say of a sentence, with the ids of the rules and cues that decided."""

    sentence: ReadSentence
    polarity: Polarity
    polarity_reasons: tuple[str, ...]
    themes: tuple[str, ...]
    theme_reasons: tuple[str, ...]


def rule_labels(text: str, *, context: SentenceContext) -> RuleLabels:
    """What the rules alone say of a sentence.

    >>> rule_labels("Caseloads remain too high.", context=SentenceContext(role="findings")).themes
    ('caseloads',)
    """
    sentence = read_sentence(text)
    polarity, polarity_reasons = label_polarity(sentence, context)
    themes, theme_reasons = label_themes(sentence, context, polarity=polarity)
    return RuleLabels(sentence, polarity, polarity_reasons, themes, theme_reasons)


def label_sentence(text: str, *, context: SentenceContext) -> SentenceLabels:
    """Polarity, change and themes of one sentence, and what decided.

    A reason `words:<polarity>:<words>` names the words that weighed most where the model overrules the rules.

    >>> labels = label_sentence("Caseloads remain too high.", context=SentenceContext(role="findings"))
    >>> labels.polarity, labels.change, labels.themes
    ('concern', 'unchanged', ('caseloads',))
    """
    rules = rule_labels(text, context=context)
    polarity, why = rules.polarity, rules.polarity_reasons
    if why[0] in _OPEN:
        features = features_of(rules.sentence, context, polarity=polarity)
        settled = polarity_by(weigh(load_weights(), features))
        if settled != polarity:
            words = " ".join(telling_words(load_weights(), features, settled))
            polarity, why = settled, (f"words:{settled}:{words}",)
    change, change_reasons = label_change(rules.sentence, polarity)
    return SentenceLabels(
        polarity=polarity,
        change=change,
        themes=rules.themes,
        reasons=(*why, *change_reasons, *rules.theme_reasons),
    )
