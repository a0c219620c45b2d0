"""How far two ways of putting the same things into groups agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb, fsum

Groups = Sequence[int]
"""The group of each thing, in one order of things."""


def adjusted_rand(one: Groups, other: Groups) -> float:
    """The adjusted Rand index: 1 where the groups are the same, about 0 where they agree by chance.

    Source: Hubert and Arabie (1985), "Comparing partitions", doi 10.1007/BF01908075.

    >>> adjusted_rand([0, 0, 1, 1], [5, 5, 3, 3])
    1.0
    >>> round(adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1]), 3)
    -0.5
    """
    pairs = comb(len(one), 2)
    together = _pairs_within(zip(one, other, strict=True))
    first, second = _pairs_within(one), _pairs_within(other)
    by_chance = first * second / pairs if pairs else 0.0
    most = (first + second) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


def mean_agreement(runs: Sequence[Groups]) -> float:
    """The mean adjusted Rand index of all pairs of runs; 1 for a single run.

    >>> mean_agreement([[0, 0, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1]])
    1.0
    """
    agreements = [adjusted_rand(one, other) for one, other in combinations(runs, 2)]
    return fsum(agreements) / len(agreements) if agreements else 1.0


def companions_kept(chosen: Groups, runs: Sequence[Groups]) -> list[float]:
    """For each thing the overlap (Jaccard) of its group in the chosen run with that in others, on average.

    >>> companions_kept([0, 0, 1], [[0, 0, 1], [0, 0, 0]])
    [0.8333333333333333, 0.8333333333333333, 0.6666666666666666]
    """
    sums = [0.0] * len(chosen)
    sizes = Counter(chosen)
    for run in runs:
        others, shared = Counter(run), Counter(zip(chosen, run, strict=True))
        for place, both in enumerate(zip(chosen, run, strict=True)):
            sums[place] += shared[both] / (sizes[both[0]] + others[both[1]] - shared[both])
    return [total / len(runs) for total in sums]


def _pairs_within(groups: Iterable[object]) -> int:
    return sum(comb(size, 2) for size in Counter(groups).values())
