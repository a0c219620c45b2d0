"""A linear model of polarity over rules, cues and words: it settles what the rules are not sure of.

It is fitted by `benchmarks/fit_labels.py` on sentences labelled by reading (`ontology/labels/sentences.csv`);
its weights are the rows of `ontology/labels/weights.csv`, one for each feature, rounded to two decimals.
docs/model-card.md says how well it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from inspectgraph.errors import DataError
from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.reading import ReadSentence
from inspectgraph.extract.labels.values import SentenceContext
from inspectgraph.extract.model import Polarity
from inspectgraph.knowledge.tables import load_table

POLARITIES: Final[tuple[Polarity, ...]] = ("strength", "concern", "mixed", "neutral")
BIAS: Final = "bias"
_FILE: Final = "labels/weights.csv"
_WORD = re.compile(r"[a-z']+|\d+")
_TELLING: Final = 3
"""Words that are named as reasons for a label."""

Weights = Mapping[str, tuple[tuple[int, float], ...]]
"""The weights of each feature: pairs of a polarity's place in `POLARITIES` and a weight."""


def words_of(folded: str) -> Iterator[str]:
    """The words of a folded sentence, every number as "#".

    >>> list(words_of("12 of children's plans"))
    ['#', 'of', "children's", 'plans']
    """
    for word in _WORD.findall(folded):
        yield "#" if word[0].isdigit() else word


def features_of(sentence: ReadSentence, context: SentenceContext, *, polarity: Polarity) -> dict[str, float]:
    """What the model is told of a sentence; `polarity` is what the rules say.

    >>> from inspectgraph.extract.labels.reading import read_sentence
    >>> sorted(features_of(read_sentence("Here."), SentenceContext(), polarity="strength"))
    ['bias', 'first:here', 'item:False:', 'role:', 'rule:strength', 'w:here']
    """
    words = list(words_of(sentence.folded))
    features = {f"w:{word}": 1.0 for word in words}
    features.update(_heading_features(context.heading or ""))
    for table, hits in sentence.hits.items():
        for hit in hits:
            name = f"cue:{table}:{hit.cue.label}"
            features[name] = features.get(name, 0.0) + hit.cue.weight / 3
    if words:
        features[f"first:{words[0]}"] = 1.0
    features[f"rule:{polarity}"] = (
        0.6  # less than a word: rules do better where they were made than elsewhere
    )
    features[f"role:{context.role}"] = 1.0
    features[f"item:{context.is_item}:{context.role}"] = 1.0
    features[BIAS] = 1.0
    return features


@lru_cache(maxsize=256)
def _heading_features(heading: str) -> Mapping[str, float]:
    return {f"heading:{word}": 0.5 for word in words_of(fold(heading))}


@cache
def load_weights() -> Weights:
    """The shipped weights. Raises DataError where the file is not as it must be."""
    rows = load_table(_FILE, columns=("feature", *POLARITIES), may_be_empty=POLARITIES)
    try:
        return {
            row["feature"]: tuple(
                (place, float(row[label])) for place, label in enumerate(POLARITIES) if row[label]
            )
            for row in rows
        }
    except ValueError as error:
        raise DataError(
            f"a weight is no number: {error}",
            where=f"ontology/{_FILE}",
            remedy="make the file anew with benchmarks/fit_labels.py",
        ) from error


def weigh(weights: Weights, features: Mapping[str, float]) -> list[float]:
    """The score of each polarity for the features of a sentence.

    >>> weigh({"w:late": ((1, 0.5),)}, {"w:late": 2.0, "w:unknown": 1.0})
    [0.0, 1.0, 0.0, 0.0]
    """
    scores = [0.0] * len(POLARITIES)
    find = weights.get
    for feature, value in features.items():
        if pairs := find(feature):
            for place, weight in pairs:
                scores[place] += weight * value
    return scores


def polarity_by(scores: Sequence[float]) -> Polarity:
    """The polarity with the highest score, the first of equal ones.

    >>> polarity_by([0.1, 0.5, 0.2, 0.0])
    'concern'
    """
    return POLARITIES[scores.index(max(scores))]


def telling_words(weights: Weights, features: Mapping[str, float], polarity: Polarity) -> list[str]:
    """The words that speak most for a polarity.

    >>> telling_words({"w:late": ((1, 0.5),), "w:soon": ((0, 0.5),)}, {"w:late": 1, "w:soon": 1}, "concern")
    ['late']
    """
    place = POLARITIES.index(polarity)
    found = [
        (-weight * value, feature)
        for feature, value in features.items()
        for at, weight in weights.get(feature, ())
        if at == place and weight > 0 and feature.startswith("w:")
    ]
    return [feature[2:] for _, feature in sorted(found)[:_TELLING]]
