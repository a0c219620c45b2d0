"""Figures and what they are made of: shares, precision and recall, means of F1; rounded to four digits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: its value from 0 to 1 (None where there was nothing to count), or a count.

    `n` is how many were counted over and `of` what they are. The value of a figure with `precision` is F1.
    """

    name: str
    value: float | None
    n: int
    of: str
    precision: float | None = None
    recall: float | None = None
    specificity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Where the gold and the store differ: what about, where (a letter, an issue), and what each says."""

    about: str
    where: str
    gold: str
    store: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyScore:
    """The figures of one family (letters, statements, teams, threads, pairs) and what was missed."""

    family: str
    figures: tuple[Figure, ...]
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """How two lists agree: in both, in the store's alone, in the gold's alone.

    >>> m = Matches(found=3, extra=1, missed=2)
    >>> m.precision, m.recall, round(m.f1, 4)
    (0.75, 0.6, 0.6667)
    """

    found: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Matches) -> Matches:
        return Matches(
            found=self.found + other.found, extra=self.extra + other.extra, missed=self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """The share of the store's that the gold has; 0 where the store has none."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold's that the store has; 0 where the gold has none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are (van Rijsbergen 1979, chapter 7)."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def match_sets(gold: Set[str], said: Set[str]) -> Matches:
    """How two sets agree.

    >>> match_sets({"a", "b"}, {"b", "c", "d"})
    Matches(found=1, extra=2, missed=1)
    """
    return Matches(found=len(gold & said), extra=len(said - gold), missed=len(gold - said))


def add_up(matches: Iterable[Matches]) -> Matches:
    """The sum of matches.

    >>> add_up([Matches(found=1), Matches(extra=2)])
    Matches(found=1, extra=2, missed=0)
    """
    return sum(matches, Matches())


def share(name: str, hits: Sequence[bool], of: str) -> Figure:
    """The share of hits.

    >>> share("kind", [True, False, True, True], "letters").value
    0.75
    """
    value = round(sum(hits) / len(hits), _DIGITS) if hits else None
    return Figure(name=name, value=value, n=len(hits), of=of)


def agreement(name: str, matches: Matches, of: str) -> Figure:
    """F1 with precision and recall; `n` is how many the gold has.

    >>> agreement("teams", Matches(found=3, extra=1, missed=2), "teams").value
    0.6667
    """
    return Figure(
        name=name,
        value=round(matches.f1, _DIGITS),
        n=matches.found + matches.missed,
        of=of,
        precision=round(matches.precision, _DIGITS),
        recall=round(matches.recall, _DIGITS),
    )


def balanced_accuracy(name: str, *, raised: Sequence[bool], spared: Sequence[bool], of: str) -> Figure:
    """The mean of the share of what is so and found, and of what is not so and not found.

    >>> balanced_accuracy("raised", raised=[True, True], spared=[True, False], of="issues").value
    0.75
    """
    recall = sum(raised) / len(raised) if raised else 0.0
    specificity = sum(spared) / len(spared) if spared else 0.0
    return Figure(
        name=name,
        value=round((recall + specificity) / 2, _DIGITS),
        n=len(raised) + len(spared),
        of=of,
        recall=round(recall, _DIGITS),
        specificity=round(specificity, _DIGITS),
    )


def matches_by_label(pairs: Iterable[tuple[str, str]], labels: Sequence[str]) -> Mapping[str, Matches]:
    """For each label, how pairs of (gold, store) agree on it; other labels are in nobody's favour.

    >>> matches_by_label([("a", "a"), ("a", "b")], ["a"])["a"]
    Matches(found=1, extra=0, missed=1)
    """
    given = list(pairs)
    return {
        label: Matches(
            found=sum(gold == said == label for gold, said in given),
            extra=sum(said == label != gold for gold, said in given),
            missed=sum(gold == label != said for gold, said in given),
        )
        for label in labels
    }


def macro_f1(name: str, matches: Mapping[str, Matches], *, n: int, of: str) -> Figure:
    """The plain mean of the labels' F1, so that rare labels weigh as much as frequent ones.

    >>> macro_f1("polarity", {"a": Matches(found=1), "b": Matches(missed=1)}, n=2, of="sentences").value
    0.5
    """
    values = [round(m.f1, _DIGITS) for m in matches.values()]
    return Figure(name=name, value=round(sum(values) / len(values), _DIGITS), n=n, of=of)


def readable_value(figure: Figure) -> str:
    """A figure's value as a person reads it.

    >>> readable_value(Figure(name="teams", value=0.8, n=9, of="teams", precision=1.0, recall=0.667))
    'F1 0.800, precision 1.000, recall 0.667'
    >>> readable_value(Figure(name="letters scored", value=5, n=5, of="letters"))
    '5'
    """
    if isinstance(figure.value, int):
        return str(figure.value)
    if figure.value is None or not (figure.value or figure.n):
        return "nothing to count"
    parts = [
        f"{name} {part:.3f}"
        for name, part in (
            ("precision", figure.precision),
            ("recall", figure.recall),
            ("specificity", figure.specificity),
        )
        if part is not None
    ]
    is_f1 = figure.precision is not None
    return ", ".join([f"F1 {figure.value:.3f}" if is_f1 else f"{figure.value:.3f}", *parts])
