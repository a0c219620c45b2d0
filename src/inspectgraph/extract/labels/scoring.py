"""What the shipped models say of a sentence: all of them are asked at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from inspectgraph.extract.labels.features import (
    change_features,
    cue_features,
    polarity_features_of_place,
    rule_features,
    theme_features,
    theme_features_of_heading,
)
from inspectgraph.extract.labels.linear import Features, LinearModel, join_models, load_model
from inspectgraph.extract.labels.reading import ReadSentence
from inspectgraph.extract.labels.theme_cues import ThemeWeight, weigh_themes
from inspectgraph.extract.labels.values import SentenceContext
from inspectgraph.extract.model import Change, Polarity

_MODELS: Final = ("polarity", "change", "themes")


class SentenceScores(NamedTuple):
    """The scores of each model's labels, and what they come from.

    `weighed` is what speaks for each theme, `features` what the models were told of the sentence itself.
    """

    polarity: tuple[int, ...]
    change: tuple[int, ...]
    themes: tuple[int, ...]
    weighed: Mapping[str, ThemeWeight]
    features: Features


def score_sentence(
    sentence: ReadSentence, context: SentenceContext, *, rules: Polarity, moved: Change
) -> SentenceScores:
    """Ask the models; `rules` and `moved` are what rules and cues say of polarity and change.

    >>> from inspectgraph.extract.labels.reading import read_sentence
    >>> plain = read_sentence("Plans are clear.")
    >>> scores = score_sentence(plain, SentenceContext(), rules="strength", moved="none")
    >>> load_model("polarity").labels[scores.polarity.index(max(scores.polarity))]
    'strength'
    """
    heading = context.heading or ""
    weighed = weigh_themes(sentence.folded, heading)
    features = {**cue_features(sentence), **theme_features(sentence, context, weighed=weighed)}
    shared = _of_place(heading, context.role, context.is_item) + _of_rules(rules, moved)
    scores = _joint_model().score(features, besides=shared)
    first, second = _ends()
    return SentenceScores(scores[:first], scores[first:second], scores[second:], weighed, features)


@cache
def _joint_model() -> LinearModel:
    return join_models(map(load_model, _MODELS))


@cache
def _ends() -> tuple[int, int]:
    """Where the labels of the first model end among all, and those of the second."""
    first, second = (len(load_model(name).labels) for name in _MODELS[:2])
    return first, first + second


@cache
def _of_rules(rules: Polarity, moved: Change) -> int:
    """What the rules add to the scores."""
    return _joint_model().add_up(change_features(rule_features(rules), rules=moved))


@lru_cache(maxsize=128)
def _of_place(heading: str, role: str, is_item: bool) -> int:
    """What the place of a sentence, which many share, adds to the scores."""
    place = SentenceContext(heading=heading, role=role, is_item=is_item)
    return _joint_model().add_up({**polarity_features_of_place(place), **theme_features_of_heading(heading)})
