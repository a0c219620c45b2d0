"""Linear models whose weights are a small plain file: they settle what cues and rules leave open.

They are fitted by `benchmarks/fit_labels.py` on sentences labelled by reading
(`ontology/labels/sentences.csv`); `ontology/labels/weights-polarity.csv` and `weights-themes.csv` hold the
weights of each feature, rounded to two decimals. docs/model-card.md says how well they do.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
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
_BITS: Final = 32
_HALF: Final = 1 << (_BITS - 1)
_ALL_BITS: Final = (1 << _BITS) - 1
_NOUGHTS: Final = repeat(0)
_NEVER: Final = -_HALF
"""The least score there can be."""
_TELLING: Final = 3
"""Words that are named as reasons for a label."""


class LinearModel(NamedTuple):
    """Labels, and the weights of each feature by kind and name, packed into one number.

    The weight of the label at place n stands at bit 32 n. So one multiplication and one addition of long
    numbers do what would be as many as there are labels, and 60 labels cost little more than 4.
    """

    labels: tuple[str, ...]
    packed: Mapping[str, Mapping[str, int]]

    def add_up(self, features: Features) -> int:
        """Values times weights of features, packed: sums of such sums can be had by adding them.

        >>> LinearModel(("good", "bad"), {"word": {"late": 5}}).add_up({"word": {"late": 2, "unknown": 1}})
        10
        >>> LinearModel(("good", "bad"), {"word": {"late": 5}}).add_up({"word": ("late", "unknown")})
        500
        """
        total = 0
        for kind, values in features.items():
            if not values or not (known := self.packed.get(kind)):
                continue
            if isinstance(values, tuple):
                total += HUNDREDTHS * sum(map(known.get, values, _NOUGHTS))
            else:
                total += sum([known[name] * value for name, value in values.items() if name in known])
        return total

    def score(self, features: Features, *, besides: int = 0) -> tuple[int, ...]:
        """The score of each label for the features of a sentence, in `ONE`: the sum of values times weights.

        `besides` is what `add_up` gave for features that several sentences share.

        >>> model = LinearModel(("good", "bad"), {"word": {"late": pack((0, 50))}})
        >>> [score / ONE for score in model.score({"word": {"late": 200, "unknown": 100}, "cue": {}})]
        [0.0, 1.0]
        """
        return _unpack(self.add_up(features) + besides, len(self.labels))

    def weight(self, kind: str, name: str, label: str) -> int:
        """The weight of one feature for one label, in hundredths.

        >>> LinearModel(("good", "bad"), {"word": {"late": pack((-25, 50))}}).weight("word", "late", "good")
        -25
        """
        return _part(self.packed.get(kind, {}).get(name, 0), self.labels.index(label))

    def telling_words(self, words: Iterable[str], label: str) -> list[str]:
        """The words that speak most for a label.

        >>> model = LinearModel(("good", "bad"), {"word": {"late": pack((0, 50)), "soon": pack((50, 0))}})
        >>> model.telling_words(["late", "soon"], "bad")
        ['late']
        """
        known, place = self.packed.get("word", {}), self.labels.index(label)
        weighed = [(-_part(known[word], place), word) for word in dict.fromkeys(words) if word in known]
        return [word for weight, word in sorted(weighed)[:_TELLING] if weight < 0]


def pack(hundredths: Sequence[int]) -> int:
    """Weights in hundredths, one for each label, as one number.

    >>> pack((1, 0)), pack((0, 1)) == 2**32
    (1, True)
    """
    return sum(weight << (_BITS * place) for place, weight in enumerate(hundredths))


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
                known[name] = known.get(name, 0) + (weight << (_BITS * len(labels)))
        labels += model.labels
    return LinearModel(labels, packed)


def _part(packed: int, place: int) -> int:
    """One of the numbers that `pack` put into one: what stands below it may have borrowed from it."""
    return (((packed + _raise_all(place + 1)) >> (_BITS * place)) & _ALL_BITS) - _HALF


def _unpack(packed: int, count: int) -> tuple[int, ...]:
    """The numbers that `pack` put into one, or sums of such; negative ones borrow from the next."""
    halves = _raise_all(count)
    # raised by a half, and its highest bit turned, a number is what the machine takes for one with a sign
    return _signed(count).unpack(((packed + halves) ^ halves).to_bytes(count * _BITS // 8, "little"))


@cache
def _signed(count: int) -> struct.Struct:
    return struct.Struct(f"<{count}i")


@cache
def _raise_all(count: int) -> int:
    return pack([_HALF] * count)


def best_label(labels: Sequence[str], scores: Sequence[int]) -> str:
    """The label with the highest score, the first of equal ones.

    >>> best_label(("good", "bad", "ugly"), [1, 5, 5])
    'bad'
    """
    return labels[scores.index(max(scores))]


def likely_labels(
    labels: Sequence[str], scores: Sequence[int], *, least: float, least_further: float, at_most: int
) -> list[str]:
    """The most likely label and what is likely besides, most likely first; none where nothing is.

    Scores are log odds in `ONE`, one model a label, as in logistic regression: the first label needs a
    probability of `least`, further ones of `least_further`.

    >>> chosen = {"least": 0.1, "least_further": 0.3, "at_most": 3}
    >>> likely_labels(("a", "b", "c"), [2 * ONE, -3 * ONE, -ONE // 2], **chosen)
    ['a', 'c']
    """
    top, needed = max(scores), log_odds(least_further)
    if top < needed:
        return [labels[scores.index(top)]] if top >= log_odds(least) else []
    likely: list[str] = []
    left = list(scores)
    while top >= needed and len(likely) < at_most:  # few labels are likely: not worth to look at each
        place = left.index(top)
        likely.append(labels[place])
        left[place] = _NEVER
        top = max(left)
    return likely


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
    for row in rows[1:]:
        kind, _, feature = row["feature"].partition(":")
        try:
            pairs = [part.rpartition("=") for part in row["weights"].split()]
            whole = sum(
                round(float(weight) * HUNDREDTHS) << (_BITS * places[label]) for label, _, weight in pairs
            )
        except (KeyError, ValueError) as error:
            raise DataError(
                f"the weights of {row['feature']!r} are not labels with numbers: {error}",
                where=f"ontology/{file}",
                remedy="make the file anew with benchmarks/fit_labels.py",
            ) from error
        packed.setdefault(kind, {})[feature] = whole
    return LinearModel(labels, packed)


def values_of(told: Mapping[str, int] | tuple[str, ...]) -> Mapping[str, int]:
    """The values of features of one kind, also of such that are one each.

    >>> values_of(("late",))
    {'late': 100}
    """
    return dict.fromkeys(told, HUNDREDTHS) if isinstance(told, tuple) else told
