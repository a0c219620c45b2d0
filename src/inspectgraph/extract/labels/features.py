"""What the linear models are told of a sentence: its words, its cues, its heading, what stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from inspectgraph.extract.labels.linear import HUNDREDTHS, Features
from inspectgraph.extract.labels.reading import ReadSentence, read_sentence
from inspectgraph.extract.labels.theme_cues import headings_lean, weigh_themes
from inspectgraph.extract.labels.values import SentenceContext
from inspectgraph.extract.model import Change, Polarity

_BIAS: Final = ("",)
_HEADING_WORD: Final = HUNDREDTHS // 2
_RULE: Final = 60
"""Less than a word: rules do better where they were made than elsewhere."""
_CUE: Final = HUNDREDTHS / 3
"""What brings the weights of cues, mostly 1 to 5, near to those of words."""
_CUE_BEFORE: Final = _CUE / 2


def polarity_features(sentence: ReadSentence, *, rules: Polarity) -> Features:
    """What the model of polarity is told of a sentence itself; `rules` is what the rules say.

    >>> polarity_features(read_sentence("Here."), rules="strength")
    {'word': ('here',), 'cue': {}, 'first': ('here',), 'rule': {'strength': 60}}
    """
    cues: dict[str, float] = {}
    for hits in sentence.hits.values():
        for _, _, cue in hits:
            cues[cue.kind] = cues.get(cue.kind, 0.0) + cue.weight
    return {
        "word": sentence.words,
        "cue": {kind: round(weight * _CUE) for kind, weight in cues.items()},
        "first": sentence.words[:1],
        "rule": {rules: _RULE},
    }


def change_features(features: Features, *, rules: Change) -> Features:
    """What the model of change is told: what that of polarity is, and what the cues of change say.

    >>> change_features({"word": ("now",)}, rules="improved")
    {'word': ('now',), 'moved': ('improved',)}
    """
    return {**features, "moved": (rules,)}


def polarity_features_of_place(context: SentenceContext) -> Features:
    """What the models of polarity and change are told of the place of a sentence, which many share.

    >>> polarity_features_of_place(SentenceContext(role="findings"))["item"]
    ('False:findings',)
    """
    return {
        "heading": _heading_words(context.heading or ""),
        "role": (context.role,),
        "item": (f"{context.is_item}:{context.role}",),
        "bias": _BIAS,
    }


def theme_features(sentence: ReadSentence, context: SentenceContext) -> Features:
    """What the model of themes is told: besides words, the weight of each theme's cues, here and before.

    >>> before = SentenceContext(previous="Supervision is poor.")
    >>> told = theme_features(read_sentence("Children drift."), before)
    >>> sorted(told["theme"]), sorted(told["before"]), told["word"]
    (['drift-delay'], ['supervision'], ('children', 'drift'))
    """
    heading = context.heading or ""
    here = weigh_themes(sentence.folded, heading)
    before = weigh_themes(read_sentence(context.previous).folded, heading) if context.previous else {}
    return {
        "word": sentence.words,
        "theme": {theme: round(weight.total * _CUE) for theme, weight in here.items()},
        "before": {theme: round(weight.total * _CUE_BEFORE) for theme, weight in before.items()},
    }


def theme_features_of_heading(heading: str) -> Features:
    """What the model of themes is told of a heading, which many sentences share.

    >>> theme_features_of_heading("Private fostering")["lean"]
    ('private-fostering',)
    """
    return {
        "heading": _heading_words(heading),
        "lean": tuple(dict.fromkeys(lean.theme for lean in headings_lean(heading) if not lean.instead_of)),
        "bias": _BIAS,
    }


def _heading_words(heading: str) -> Mapping[str, int]:
    return dict.fromkeys(read_sentence(heading).words, _HEADING_WORD)
