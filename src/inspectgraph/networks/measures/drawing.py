"""Chance from a seed that gives the same in every release of Python."""

from __future__ import annotations

import random
from collections.abc import Iterable, MutableSequence, Sequence
from typing import Any, TypeVar

_T = TypeVar("_T")


class Draws(random.Random):
    """A seeded generator whose order and samples are worked out from `random()` alone.

    Python promises that the sequence of `random()` stays the same for a seed, and of no other method.
    networkx takes it as its seed.

    >>> Draws(1).sample("abcdef", 3)
    ['b', 'c', 'f']
    """

    def below(self, end: int) -> int:
        """A whole number from 0 to below `end`."""
        return int(self.random() * end)

    def shuffle(self, x: MutableSequence[Any]) -> None:
        """Bring `x` into an order drawn from all orders."""
        for place in range(len(x) - 1, 0, -1):
            other = self.below(place + 1)
            x[place], x[other] = x[other], x[place]

    def sample(self, population: Sequence[_T], k: int, *, counts: Iterable[int] | None = None) -> list[_T]:
        """The first `k` of the population in an order drawn; `counts` repeat its members."""
        times = [1] * len(population) if counts is None else list(counts)
        drawn = [one for one, count in zip(population, times, strict=True) for _ in range(count)]
        self.shuffle(drawn)
        return drawn[:k]
