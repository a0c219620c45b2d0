"""Linear models whose weights are a small plain file: they settle what cues and rules leave open.

They are fitted by `benchmarks/fit_labels.py` on sentences labelled by reading
(`ontology/labels/sentences.csv`); `ontology/labels/weights-polarity.csv` and `weights-themes.csv` hold the
weights of each feature, rounded to two decimals. docs/model-card.md says how well they do.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from types import MappingProxyType
from typing import Final, NamedTuple

from inspectgraph.errors import DataError
from inspectgraph.knowledge.tables import load_table

Features = Mapping[str, Mapping[str, int] | tuple[str, ...]]
"""What a model is told of a sentence: values in hundredths by kind of feature ("word", "cue") and name.

Where all values are one it is told names alone, each once.
"""

HUNDREDTHS: Final = 100
"""Values and weights are whole hundredths: sums of them are exact, and the same on every machine."""
ONE: Final = HUNDREDTHS * HUNDREDTHS
"""A score of one."""
MODELS: Final = ("polarity", "change", "themes")
BITS: Final = 32
_HALF: Final = 1 << (BITS - 1)
_ALL_BITS: Final = (1 << BITS) - 1
_NOUGHTS: Final = repeat(0)
_NO_WEIGHTS: Final[Mapping[str, int]] = MappingProxyType({})
_NO_WORDS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType({})
_TELLING: Final = 3
"""Words that are named as reasons for a label."""


class LinearModel(NamedTuple):
    """Labels, and the weights of each feature by kind and name, packed into one number.

    The weight of the label at place n stands at bit 32 n. So one multiplication and one addition of long
    numbers do what would be as many as there are labels, and 60 labels cost little more than 4.
    `speaking_for` holds by label the words with a weight above nought, unpacked, for `telling_words` alone.
    """

    labels: tuple[str, ...]
    packed: Mapping[str, Mapping[str, int]]
    speaking_for: Mapping[str, Mapping[str, int]] = _NO_WORDS

    def add_up(self, features: Features) -> int:
        """Values times weights of features, packed: sums of such sums can be had by adding them.

        >>> LinearModel(("good", "bad"), {"word": {"late": 5}}).add_up({"word": {"late": 2, "unknown": 1}})
        10
        >>> LinearModel(("good", "bad"), {"word": {"late": 5}}).add_up({"word": ("late", "unknown")})
        500
        """
        return sum(
            self.add_names(kind, told) if isinstance(told, tuple) else self.add_values(kind, told)
            for kind, told in features.items()
        )

    def add_names(self, kind: str, names: Iterable[str]) -> int:
        """What `add_up` adds for features of one kind that are one each."""
        known = self.packed.get(kind)
        return HUNDREDTHS * sum(map(known.get, names, _NOUGHTS)) if known else 0

    def add_values(self, kind: str, values: Mapping[str, int]) -> int:
        """What `add_up` adds for values of features of one kind."""
        known = self.packed.get(kind, _NO_WEIGHTS)
        return sum([known[name] * value for name, value in values.items() if name in known])

    def score(self, features: Features, *, besides: int = 0) -> tuple[int, ...]:
        """The score of each label for the features of a sentence, in `ONE`: the sum of values times weights.

        `besides` is what `add_up` gave for features that several sentences share.

        >>> model = LinearModel(("good", "bad"), {"word": {"late": pack((0, 50))}})
        >>> [score / ONE for score in model.score({"word": {"late": 200, "unknown": 100}, "cue": {}})]
        [0.0, 1.0]
        """
        count = len(self.labels)
        return unpack_first(raise_scores(self.add_up(features) + besides, count), count)

    def weight(self, kind: str, name: str, label: str) -> int:
        """The weight of one feature for one label, in hundredths.

        >>> LinearModel(("good", "bad"), {"word": {"late": pack((-25, 50))}}).weight("word", "late", "good")
        -25
        """
        return _part(self.packed.get(kind, {}).get(name, 0), self.labels.index(label))

    def telling_words(self, words: Iterable[str], label: str) -> list[str]:
        """The words that speak most for a label.

        >>> model = LinearModel(("good", "bad"), {}, {"bad": {"late": 50, "never": 90}})
        >>> model.telling_words(["late", "soon", "never"], "bad")
        ['never', 'late']
        """
        known = self.speaking_for.get(label, {})
        telling = sorted([(-known[word], word) for word in dict.fromkeys(words) if word in known])
        return [word for _, word in telling[:_TELLING]]


def pack(hundredths: Sequence[int]) -> int:
    """Weights in hundredths, one for each label, as one number.

    >>> pack((1, 0)), pack((0, 1)) == 2**32
    (1, True)
    """
    return sum(weight << (BITS * place) for place, weight in enumerate(hundredths))


def join_models(models: Iterable[LinearModel]) -> LinearModel:
    """One model with the labels of several, one after another: one sum instead of one for each.

    They must be told the same of a sentence; a kind of feature that one has no weights for is nought to it.

    >>> both = join_models([LinearModel(("a",), {"word": {"x": 1}}), LinearModel(("b",), {"word": {"x": 2}})])
    >>> both.labels, both.score({"word": {"x": 100}})
    (('a', 'b'), (100, 200))
    """
    labels: tuple[str, ...] = ()
    packed: dict[str, dict[str, int]] = {}
    for model in models:
        for kind, weights in model.packed.items():
            known = packed.setdefault(kind, {})
            for name, weight in weights.items():
                known[name] = known.get(name, 0) + (weight << (BITS * len(labels)))
        labels += model.labels
    return LinearModel(labels, packed)


def _part(packed: int, place: int) -> int:
    """One of the numbers that `pack` put into one: what stands below it may have borrowed from it."""
    part = ((packed + _half_below(place)) >> (BITS * place)) & _ALL_BITS
    return (part ^ _HALF) - _HALF


@cache
def _half_below(place: int) -> int:
    """What makes good a one that the numbers below a place have borrowed."""
    return _HALF << (BITS * (place - 1)) if place else 0


def raise_scores(packed: int, count: int) -> int:
    """Packed scores, each half of what it can be too high: none is negative, and none borrows from the next.

    >>> unpack_first(raise_scores(pack((-10, 20)), 2), 2)
    (-10, 20)
    """
    return packed + _in_each(count, _HALF)


def unpack_first(raised: int, count: int) -> tuple[int, ...]:
    """The scores of the first labels, from raised ones."""
    every_bit, halves, unpack = _first(count)
    # with its highest bit turned, a raised number is what the machine takes for one with a sign
    return unpack(((raised & every_bit) ^ halves).to_bytes(count * BITS // 8, "little"))


@cache
def _first(count: int) -> tuple[int, int, Callable[[bytes], tuple[int, ...]]]:
    return (1 << (BITS * count)) - 1, _in_each(count, _HALF), struct.Struct(f"<{count}i").unpack


def score_at(raised: int, place: int) -> int:
    """The score of the label at a place, from raised ones.

    >>> score_at(raise_scores(pack((-10, 20)), 2), 1)
    20
    """
    return ((raised >> (BITS * place)) & _ALL_BITS) - _HALF


def places_reaching(raised: int, count: int, least: int) -> list[int]:
    """The places, among so many labels, of those that reach a score; highest first, of equal ones the first.

    >>> places_reaching(raise_scores(pack((-10, 20, 30, 20)), 4), 4, 20)
    [2, 1, 3]
    """
    reached = (raised - _in_each(count, least)) & _in_each(count, _HALF)  # the highest bit of those that do
    found: list[tuple[int, int]] = []
    while reached:
        highest = reached.bit_length() - 1
        found.append((-(raised >> (highest + 1 - BITS) & _ALL_BITS), highest // BITS))
        reached ^= 1 << highest
    found.sort()
    return [place for _, place in found]


@lru_cache(maxsize=64)
def _in_each(count: int, number: int) -> int:
    return pack([number] * count)


def best_label(labels: Sequence[str], scores: Sequence[int]) -> str:
    """The label with the highest score, the first of equal ones.

    >>> best_label(("good", "bad", "ugly"), [1, 5, 5])
    'bad'
    """
    return labels[scores.index(max(scores))]


def likely_labels(
    labels: Sequence[str], raised: int, *, least: int, least_further: int, at_most: int
) -> list[str]:
    """The most likely label and what is likely besides, most likely first; none where nothing is.

    They go by raised scores. The first label needs a score of `least`, further ones of `least_further`.

    >>> chosen = {"least": -2 * ONE, "least_further": -ONE, "at_most": 3}
    >>> likely_labels(("a", "b", "c"), raise_scores(pack((2 * ONE, -3 * ONE, -ONE // 2)), 3), **chosen)
    ['a', 'c']
    """
    count = len(labels)
    likely = places_reaching(raised, count, least_further)[:at_most]
    return [labels[place] for place in likely or places_reaching(raised, count, least)[:1]]


@cache
def log_odds(probability: float) -> int:
    """The score of a label that has this probability, in `ONE`.

    >>> log_odds(0.5)
    0
    """
    return round(math.log(probability / (1 - probability)) * ONE)


@cache
def load_model(name: str) -> LinearModel:
    """The shipped model `ontology/labels/weights-<name>.csv`.

    Raises DataError where the file is not as it must be.

    >>> load_model("polarity").labels
    ('strength', 'concern', 'mixed', 'neutral')
    """
    file = f"labels/weights-{name}.csv"
    rows = load_table(file, columns=("feature", "weights"))
    labels = tuple(rows[0]["weights"].split())
    places = {label: place for place, label in enumerate(labels)}
    packed: dict[str, dict[str, int]] = {}
    speaking_for: dict[str, dict[str, int]] = {label: {} for label in labels}
    for row in rows[1:]:
        kind, _, feature = row["feature"].partition(":")
        try:
            pairs = [part.rpartition("=") for part in row["weights"].split()]
            weights = [(label, round(float(weight) * HUNDREDTHS)) for label, _, weight in pairs]
            whole = sum(weight << (BITS * places[label]) for label, weight in weights)
        except (KeyError, ValueError) as error:
            raise DataError(
                f"the weights of {row['feature']!r} are not labels with numbers: {error}",
                where=f"ontology/{file}",
                remedy="make the file anew with benchmarks/fit_labels.py",
            ) from error
        packed.setdefault(kind, {})[feature] = whole
        if kind == "word":
            for label, weight in weights:
                if weight > 0:
                    speaking_for[label][feature] = weight
    return LinearModel(labels, packed, speaking_for)


@cache
def load_joint_model() -> LinearModel:
    """All shipped models as one, with the labels of polarity first, then those of change, then themes."""
    return join_models(map(load_model, MODELS))


def values_of(told: Mapping[str, int] | tuple[str, ...]) -> Mapping[str, int]:
    """The values of features of one kind, also of such that are one each.

    >>> values_of(("late",))
    {'late': 100}
    """
    return dict.fromkeys(told, HUNDREDTHS) if isinstance(told, tuple) else told
