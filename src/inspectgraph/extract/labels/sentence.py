"""All labels of one sentence."""

from __future__ import annotations

from inspectgraph.extract.labels.change import label_change
from inspectgraph.extract.labels.polarity import label_polarity
from inspectgraph.extract.labels.themes import label_themes
from inspectgraph.extract.labels.values import SentenceContext, SentenceLabels


def label_sentence(text: str, *, context: SentenceContext) -> SentenceLabels:
    """Polarity, change and themes of one sentence, and the cues that decided.

    >>> labels = label_sentence("Caseloads remain too high.", context=SentenceContext(role="findings"))
    >>> labels.polarity, labels.change, labels.themes
    ('concern', 'unchanged', ('caseloads',))
    """
    polarity, verdict_reasons = label_polarity(text, context)
    change, change_reasons = label_change(text, polarity)
    themes, theme_reasons = label_themes(text, context, polarity=polarity)
    return SentenceLabels(
        polarity=polarity,
        change=change,
        themes=themes,
        reasons=(*verdict_reasons, *change_reasons, *theme_reasons),
    )
