"""Which themes a sentence is about: cues, words, and what stands before, weighed by a model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from inspectgraph.extract.labels.linear import (
    LinearModel,
    likely_labels,
    load_model,
    log_odds,
    pack,
    raise_scores,
    score_at,
)
from inspectgraph.extract.labels.reading import ReadSentence, read_sentence
from inspectgraph.extract.labels.scoring import SentenceScores, score_sentence
from inspectgraph.extract.labels.theme_cues import ThemeWeight, headings_lean, weigh_themes
from inspectgraph.extract.labels.values import SentenceContext

MOST_THEMES: Final = 3
LEAST_MAIN: Final = 0.1
"""The probability that a main theme needs."""
LEAST_FURTHER: Final = 0.32
"""The probability that a second and a third theme need."""
CERTAIN: Final = 4.5
"""The weight from which the heaviest cues of a sentence keep their theme, though the model doubts it ..."""
LEAST_CERTAIN: Final = 0.03
"""... but does not rule it out: the probability that such a theme needs."""
_MAIN, _FURTHER, _DOUBTED = map(log_odds, (LEAST_MAIN, LEAST_FURTHER, LEAST_CERTAIN))

_ONLY_POINTS_BACK = re.compile(
    r"(this|these|they|it|both|all)\b.{0,40}\b(area|recommendation|priorit(y|ie)|weakness(e)?|requirement|finding)s?\b"
    r".*\b(last|previous|earlier|inspection|visit)\b"
)
"""What only says of the sentence before that it was raised at an earlier visit."""


def label_themes(
    sentence: ReadSentence, context: SentenceContext, *, scores: SentenceScores | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The themes of a sentence, at most three, main first, and for each what decided: a cue, or words.

    `scores` are what the models say of it, if they have been asked. A sentence that only says when the one
    before it was raised has the themes of that one.

    >>> label_themes(read_sentence("Supervision is regular."), SentenceContext())[0]
    ('supervision',)
    >>> before = SentenceContext(previous="The timeliness of core assessments is poor.")
    >>> label_themes(read_sentence("This was an area for development in the last inspection."), before)[0]
    ('assessment-timeliness',)
    """
    if context.previous and _ONLY_POINTS_BACK.match(sentence.folded):
        themes, _ = label_themes(read_sentence(context.previous), replace(context, previous=None))
        return themes, tuple([f"before:{theme}" for theme in themes])
    heading = context.heading or ""
    scores = scores or score_sentence(sentence, context, rules="neutral", moved="none")
    chosen = _choose(load_model("themes").labels, scores.themes, certain=_certain(scores.weighed))
    return tuple(chosen), tuple([_reason(theme, scores, heading) for theme in chosen])


def choose_themes(model: LinearModel, scores: Sequence[int], *, certain: str | None) -> list[str]:
    """The themes that a model finds likely by their scores, main first, and the one that cues are certain of.

    >>> choose_themes(LinearModel(("caseloads", "adoption"), {}), (0, 0), certain=None)
    ['caseloads', 'adoption']
    """
    return _choose(model.labels, raise_scores(pack(scores), len(scores)), certain=certain)


def _choose(labels: Sequence[str], raised: int, *, certain: str | None) -> list[str]:
    themes = likely_labels(labels, raised, least=_MAIN, least_further=_FURTHER, at_most=MOST_THEMES)
    if certain and certain not in themes and score_at(raised, labels.index(certain)) >= _DOUBTED:
        themes = [*themes[: MOST_THEMES - 1], certain]
    return themes


def certain_theme(sentence: ReadSentence, context: SentenceContext) -> str | None:
    """The theme whose cues weigh most in a sentence, if they weigh much.

    >>> certain_theme(read_sentence("Caseloads are high."), SentenceContext())
    'caseloads'
    """
    return _certain(weigh_themes(sentence, context.heading or ""))


def _certain(weighed: Mapping[str, ThemeWeight]) -> str | None:
    certain, most = None, 0.0
    for theme, (weight, _) in weighed.items():
        if weight > most and weight >= CERTAIN:
            certain, most = theme, weight
    return certain


def _reason(theme: str, scores: SentenceScores, heading: str) -> str:
    """The heaviest cue of a theme, else what speaks for it: the sentence before, the heading, or words."""
    if theme in scores.weighed:
        return scores.weighed[theme][1]
    if theme in scores.before:
        return f"before:{theme}"
    if theme in [lean.theme for lean in headings_lean(heading)]:
        return f"theme-headings:{theme}"
    return f"words:{theme}:{' '.join(load_model('themes').telling_words(scores.words, theme))}"
