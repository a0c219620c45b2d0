"""How bodies push each other away: all pairs, far ones by the heap (the method of Barnes and Hut)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

LEAF = 10
"""A square of so many bodies is not divided further: walking the tree costs more than looking at them."""

DEEPEST = 30
NEARNESS = 1.5
"""A square is one heap for those as far away as its width and theirs by this; more is less exact."""

NEVER_ZERO = 1e-9

Heap = tuple[float, float, float]
"""Where its centre of mass is, across and up, and its mass."""


class Square(NamedTuple):
    """A part of the plane, the heap of all bodies in it, and its quarters or, in a leaf, its members."""

    heap: Heap
    width: float
    parts: tuple[Square, ...]
    members: Sequence[int]


def repel(
    xs: Sequence[float], ys: Sequence[float], masses: Sequence[float]
) -> tuple[list[float], list[float]]:
    """By body the push that it gets, across and up: mass times mass by distance.

    >>> repel([0.0, 2.0], [0.0, 0.0], [1.0, 1.0])
    ([-0.499999999875, 0.499999999875], [0.0, 0.0])
    """
    pushes_x, pushes_y = [0.0] * len(xs), [0.0] * len(xs)
    bodies = list(zip(xs, ys, masses, strict=True))
    root = plant_tree(bodies)
    for leaf in _leaves(root):
        heaps = _heaps_around(leaf, root, bodies)
        for body in leaf.members:
            here_x, here_y, own = bodies[body]
            push_x = push_y = 0.0
            for x, y, mass in heaps:
                away_x = here_x - x
                away_y = here_y - y
                push = mass / (away_x * away_x + away_y * away_y + NEVER_ZERO)
                push_x += away_x * push
                push_y += away_y * push
            pushes_x[body], pushes_y[body] = push_x * own, push_y * own
    return pushes_x, pushes_y


def plant_tree(bodies: Sequence[Heap]) -> Square:
    """The square of all bodies, quartered until few are in each."""
    xs, ys = [x for x, _, _ in bodies], [y for _, y, _ in bodies]
    width = max(max(xs) - min(xs), max(ys) - min(ys))
    return _plant(bodies, range(len(bodies)), (min(xs), min(ys), width), depth=0)


def _plant(
    bodies: Sequence[Heap], members: Sequence[int], corner: tuple[float, float, float], *, depth: int
) -> Square:
    left, bottom, width = corner
    if len(members) <= LEAF or depth == DEEPEST:
        return Square(_joined([bodies[body] for body in members]), width, (), members)
    half = width / 2
    quarters: tuple[list[int], ...] = ([], [], [], [])
    for body in members:
        x, y, _ = bodies[body]
        quarters[(x > left + half) + 2 * (y > bottom + half)].append(body)
    parts = tuple(
        _plant(
            bodies, quarter, (left + half * (place % 2), bottom + half * (place // 2), half), depth=depth + 1
        )
        for place, quarter in enumerate(quarters)
        if quarter
    )
    return Square(_joined([part.heap for part in parts]), width, parts, ())


def _joined(heaps: Sequence[Heap]) -> Heap:
    across = up = total = 0.0
    for x, y, mass in heaps:
        across += x * mass
        up += y * mass
        total += mass
    return across / total, up / total, total


def _leaves(root: Square) -> Iterator[Square]:
    waiting = [root]
    while waiting:
        square = waiting.pop()
        if square.parts:
            waiting.extend(square.parts)
        else:
            yield square


def _heaps_around(leaf: Square, root: Square, bodies: Sequence[Heap]) -> list[Heap]:
    """What pushes the members of a leaf: far squares as a heap, the bodies of near ones each."""
    (here_x, here_y, _), own_width = leaf.heap, leaf.width
    heaps: list[Heap] = []
    waiting = [root]
    while waiting:
        heap, width, parts, members = waiting.pop()
        away_x, away_y = heap[0] - here_x, heap[1] - here_y
        if width + own_width < NEARNESS * sqrt(away_x * away_x + away_y * away_y):
            heaps.append(heap)
        elif parts:
            waiting.extend(parts)
        else:
            heaps.extend([bodies[body] for body in members])
    return heaps
