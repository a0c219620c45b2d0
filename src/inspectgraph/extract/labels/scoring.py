"""What the shipped models say of a sentence: all of them are asked at once."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import cache, lru_cache
from itertools import repeat
from typing import Final, NamedTuple

from inspectgraph.extract.labels.features import (
    change_features,
    cue_values,
    polarity_features_of_place,
    rule_features,
    theme_features_of_heading,
    theme_values,
    theme_values_before,
)
from inspectgraph.extract.labels.linear import (
    BITS,
    HUNDREDTHS,
    MODELS,
    load_joint_model,
    load_model,
    raise_scores,
    unpack_first,
)
from inspectgraph.extract.labels.reading import ReadSentence
from inspectgraph.extract.labels.theme_cues import ThemeWeight, weigh_themes_before, weigh_themes_of
from inspectgraph.extract.labels.values import SentenceContext
from inspectgraph.extract.model import Change, Polarity

_NOUGHTS: Final = repeat(0)


WeighedThemes = tuple[Mapping[str, ThemeWeight], Mapping[str, ThemeWeight]]
"""What speaks for each theme in a sentence, and in the one before it."""


class SentenceScores(NamedTuple):
    """The scores of each model's labels, those of themes packed and raised, and what they come from.

    `weighed` is what speaks for each theme, `before` what spoke for those of the sentence before, `words`
    are the words that the models were told.
    """

    polarity: tuple[int, ...]
    change: tuple[int, ...]
    themes: int
    weighed: Mapping[str, ThemeWeight]
    before: Container[str]
    words: tuple[str, ...]


def score_sentence(
    sentence: ReadSentence,
    context: SentenceContext,
    *,
    rules: Polarity,
    moved: Change,
    themes: WeighedThemes | None = None,
) -> SentenceScores:
    """Ask the models; `rules` and `moved` are what rules and cues say of polarity and change.

    `themes` is what `weigh_here_and_before` says, if it has been asked.

    >>> from inspectgraph.extract.labels.reading import read_sentence
    >>> plain = read_sentence("Plans are clear.")
    >>> scores = score_sentence(plain, SentenceContext(), rules="strength", moved="none")
    >>> load_model("polarity").labels[scores.polarity.index(max(scores.polarity))]
    'strength'
    """
    weighed, before = themes or weigh_here_and_before(sentence, context)
    joint = _joint()
    words, cue, theme = sentence.words, joint.cue, joint.theme  # no calls for what is done for each sentence
    values = [cue[kind] * value for kind, value in cue_values(sentence).items() if kind in cue]
    values += [theme[name] * value for name, value in theme_values(weighed).items() if name in theme]
    if before:
        told = theme_values_before(before)
        values += [joint.before[name] * value for name, value in told.items() if name in joint.before]
    ones = sum(map(joint.word, words, _NOUGHTS), joint.first(words[0], 0) if words else 0)
    shared = _of_place(context.heading or "", context.role, context.is_item, rules, moved)
    raised = sum(values, shared) + HUNDREDTHS * ones
    scores = unpack_first(raised, joint.unpacked)
    polarity, change = scores[: joint.polarities], scores[joint.polarities :]
    return SentenceScores(polarity, change, raised >> joint.bits, weighed, before, words)


def weigh_here_and_before(sentence: ReadSentence, context: SentenceContext) -> WeighedThemes:
    """What speaks for each theme in a sentence, and in the one before it."""
    return weigh_themes_of(sentence.text, context.heading or ""), weigh_themes_before(context)


class _Joint(NamedTuple):
    """All models as one: ways to look up the weights of what is told of each sentence, by kind.

    `polarities` are the labels of polarity, which come first, `unpacked` those and the ones of change; `bits`
    are what they take in packed scores.
    """

    word: Callable[[str, int], int]
    first: Callable[[str, int], int]
    cue: Mapping[str, int]
    theme: Mapping[str, int]
    before: Mapping[str, int]
    polarities: int
    unpacked: int
    bits: int


@cache
def _joint() -> _Joint:
    packed = load_joint_model().packed
    polarities, changes = (len(load_model(name).labels) for name in MODELS[:2])
    return _Joint(
        packed["word"].get,
        packed["first"].get,
        packed["cue"],
        packed["theme"],
        packed["before"],
        polarities,
        polarities + changes,
        BITS * (polarities + changes),
    )


@lru_cache(maxsize=512)
def _of_place(heading: str, role: str, is_item: bool, rules: Polarity, moved: Change) -> int:
    """What the place of a sentence, which many share, and the rules make of the scores; they are raised."""
    place = SentenceContext(heading=heading, role=role, is_item=is_item)
    told = {
        **polarity_features_of_place(place),
        **theme_features_of_heading(heading),
        **change_features(rule_features(rules), rules=moved),
    }
    model = load_joint_model()
    return raise_scores(model.add_up(told), len(model.labels))
