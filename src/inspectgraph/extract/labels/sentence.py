"""All labels of one sentence."""

from __future__ import annotations

from inspectgraph.extract.labels.change import label_change
from inspectgraph.extract.labels.polarity import label_polarity
from inspectgraph.extract.labels.reading import read_sentence
from inspectgraph.extract.labels.themes import label_themes
from inspectgraph.extract.labels.values import SentenceContext, SentenceLabels


def label_sentence(text: str, *, context: SentenceContext) -> SentenceLabels:
    """Polarity, change and themes of one sentence, and the cues that decided.

    >>> labels = label_sentence("Caseloads remain too high.", context=SentenceContext(role="findings"))
    >>> labels.polarity, labels.change, labels.themes
    ('concern', 'unchanged', ('caseloads',))
    """
    sentence = read_sentence(text)
    polarity, verdict_reasons = label_polarity(sentence, context)
    change, change_reasons = label_change(sentence, polarity)
    themes, theme_reasons = label_themes(sentence, context, polarity=polarity)
    return SentenceLabels(
        polarity=polarity,
        change=change,
        themes=themes,
        reasons=(*verdict_reasons, *change_reasons, *theme_reasons),
    )
