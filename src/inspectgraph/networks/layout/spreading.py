"""No body over another: push apart those that overlap, then stretch the whole until none do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, sqrt

from inspectgraph.networks.layout.bodies import GAP, Place, add_up

MOST_ROUNDS = 60
NEAR_ENOUGH = 0.97
"""Where any two are at least this part of the way apart that they should be, stretching does the rest."""

DENSEST = 0.3
"""Bodies fill at most this part of the rectangle round them before pushing begins."""


def spread(radii: Sequence[float], places: Sequence[Place], *, gap: float = GAP) -> list[Place]:
    """Places near those given at which no two bodies are nearer than their radii and a gap.

    >>> spread([1.0, 1.0], [(0.0, 0.0), (0.0, 0.0)], gap=2.0)
    [(-2.0, 0.0), (2.0, 0.0)]
    """
    xs, ys = _thin(radii, places, gap)
    for _ in range(MOST_ROUNDS):
        if _push_apart(radii, xs, ys, gap) >= NEAR_ENOUGH:
            break
    stretch = 1.0 / tightest(radii, xs, ys, gap)
    return [(x * stretch, y * stretch) for x, y in zip(xs, ys, strict=True)]


def _thin(radii: Sequence[float], places: Sequence[Place], gap: float) -> tuple[list[float], list[float]]:
    """The places as they are, or stretched to have room for all."""
    if not places:
        return [], []
    needed = add_up((2.0 * radius + gap) * (2.0 * radius + gap) for radius in radii)
    xs, ys = [x for x, _ in places], [y for _, y in places]
    room = (max(xs) - min(xs)) * (max(ys) - min(ys)) * DENSEST
    stretch = sqrt(needed / room) if 0 < room < needed else 1.0
    return [x * stretch for x in xs], [y * stretch for y in ys]


def _push_apart(radii: Sequence[float], xs: list[float], ys: list[float], gap: float) -> float:
    """Move pairs that are too near, the smaller further; returns how near the nearest were, 1 for none."""
    nearest = 1.0
    for first, second in near_pairs(radii, xs, ys, gap):
        away_x, away_y = xs[second] - xs[first], ys[second] - ys[first]
        wanted = radii[first] + radii[second] + gap
        square = away_x * away_x + away_y * away_y
        if square >= wanted * wanted:
            continue
        distance = sqrt(square)
        nearest = min(nearest, distance / wanted)
        if distance < 1e-6:
            away_x, away_y, distance = _way_out(first, second)
        missing = (wanted - sqrt(square)) / distance
        areas = (radii[first] + gap) * (radii[first] + gap), (radii[second] + gap) * (radii[second] + gap)
        share = areas[1] / (areas[0] + areas[1])
        xs[first] -= away_x * missing * share
        ys[first] -= away_y * missing * share
        xs[second] += away_x * missing * (1.0 - share)
        ys[second] += away_y * missing * (1.0 - share)
    return nearest


def _way_out(first: int, second: int) -> tuple[float, float, float]:
    """Where two stand on one place they part in a direction that differs from pair to pair."""
    across, up = 1.0, float((first * 7 + second * 3 - 3) % 11) / 5.0
    return across, up, sqrt(across * across + up * up)


def tightest(radii: Sequence[float], xs: Sequence[float], ys: Sequence[float], gap: float) -> float:
    """The least distance of two bodies as part of what it should be, 1 where all is well."""
    least = 1.0
    for first, second in near_pairs(radii, xs, ys, gap):
        away_x, away_y = xs[second] - xs[first], ys[second] - ys[first]
        wanted = radii[first] + radii[second] + gap
        least = min(least, sqrt(away_x * away_x + away_y * away_y) / wanted)
    return least


def near_pairs(
    radii: Sequence[float], xs: Sequence[float], ys: Sequence[float], gap: float
) -> Iterator[tuple[int, int]]:
    """All pairs that may be too near, some more than once: those that reach into one cell of a grid."""
    cell = _cell_width(radii, gap)
    grid: dict[tuple[int, int], list[int]] = {}
    for body, radius in enumerate(radii):
        reach = radius + gap / 2
        columns = range(floor((xs[body] - reach) / cell), floor((xs[body] + reach) / cell) + 1)
        rows = range(floor((ys[body] - reach) / cell), floor((ys[body] + reach) / cell) + 1)
        for column in columns:
            for row in rows:
                grid.setdefault((column, row), []).append(body)
    for members in grid.values():
        for place, first in enumerate(members):
            for second in members[place + 1 :]:
                yield first, second


def _cell_width(radii: Sequence[float], gap: float) -> float:
    return max(1e-3, add_up(2.0 * radius + gap for radius in radii) / max(1, len(radii)))
