"""Correcting for asking many questions at once."""

from __future__ import annotations

from collections.abc import Sequence


def correct_for_many(chances: Sequence[float]) -> list[float]:
    """The q value of each p value: keeping those up to 0.05 has one in twenty false ones among them at most.

    Source: Benjamini and Hochberg (1995), doi 10.1111/j.2517-6161.1995.tb02031.x: p times their number by
    rank, made to rise with p from the largest downwards.

    >>> correct_for_many([0.01, 0.04, 0.03])
    [0.03, 0.04, 0.04]
    """
    least, corrected = 1.0, [1.0] * len(chances)
    ascending = sorted(range(len(chances)), key=chances.__getitem__)
    for rank, place in reversed(list(enumerate(ascending, start=1))):
        least = min(least, chances[place] * len(chances) / rank)
        corrected[place] = least
    return corrected
