"""What the linear models are told of a sentence: its words, its cues, its heading, what stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from inspectgraph.extract.labels.linear import HUNDREDTHS, Features
from inspectgraph.extract.labels.reading import ReadSentence, read_sentence
from inspectgraph.extract.labels.theme_cues import (
    ThemeWeight,
    headings_lean,
    weigh_themes,
    weigh_themes_before,
)
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
    return {**cue_features(sentence), **rule_features(rules)}


def cue_features(sentence: ReadSentence) -> Features:
    """The words and the cues of a sentence, before any rule.

    >>> cue_features(read_sentence("Good."))["cue"]
    {'polarity:strength': 33}
    """
    return {"word": sentence.words, "cue": cue_values(sentence), "first": sentence.words[:1]}


def cue_values(sentence: ReadSentence) -> Mapping[str, int]:
    """The weight of the cues of each kind in a sentence.

    >>> cue_values(read_sentence("Good, and better."))
    {'polarity:strength': 67}
    """
    cues: dict[str, float] = {}
    weight_of = cues.get
    for hits in (sentence.themes, sentence.polarity, sentence.change):
        for _, _, cue in hits:
            cues[cue.kind] = weight_of(cue.kind, 0.0) + cue.weight
    return {kind: round(weight * _CUE) for kind, weight in cues.items()}


def rule_features(rules: Polarity) -> Features:
    """What the models are told of what the rules say.

    >>> rule_features("mixed")
    {'rule': {'mixed': 60}}
    """
    return {"rule": {rules: _RULE}}


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
    return {
        "word": sentence.words,
        "theme": theme_values(weigh_themes(sentence, heading)),
        "before": theme_values_before(weigh_themes_before(context)),
    }


def theme_values(weighed: Mapping[str, ThemeWeight]) -> Mapping[str, int]:
    """The weight of the cues of each theme.

    >>> theme_values({"consent": (3.0, "themes:consent:consent")})
    {'consent': 100}
    """
    return {theme: round(weight * _CUE) for theme, (weight, _) in weighed.items()}


def theme_values_before(weighed: Mapping[str, ThemeWeight]) -> Mapping[str, int]:
    """The weight of the cues of each theme in the sentence before.

    >>> theme_values_before({"consent": (3.0, "themes:consent:consent")})
    {'consent': 50}
    """
    return {theme: round(weight * _CUE_BEFORE) for theme, (weight, _) in weighed.items()}


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
