"""Fewer bodies of the same shape: laid out first, they tell the many where to begin."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from inspectgraph.networks.layout.bodies import Bodies, damp, merge_bodies

FEWEST = 40
"""So few bodies find their places from anywhere."""

SHRINKS = 0.85
"""A coarser level that keeps more than this share of the bodies is not worth its time."""

MOST_IN_ONE = 6
"""No group has more members."""


def coarsen(bodies: Bodies) -> list[tuple[Bodies, list[int]]]:
    """Ever coarser bodies, each with the group that every body of the level before went into."""
    levels = []
    while len(bodies.radii) > FEWEST:
        group_of = pair_up(bodies)
        count = max(group_of) + 1
        if count > SHRINKS * len(bodies.radii):
            break
        bodies = merge_bodies(bodies, group_of=group_of, radii=_joint_radii(bodies, group_of, count))
        levels.append((bodies, group_of))
    return levels


def pair_up(bodies: Bodies) -> list[int]:
    """By body the number of its group: those with few links choose first, the neighbour that pulls most.

    Where no neighbour is free, a body joins a neighbour's group or others that have the same first neighbour,
    so that stars shrink too.
    """
    pulls = _pulls(bodies)
    group_of = [-1] * len(bodies.radii)
    groups = _Groups([], {})
    for body in sorted(range(len(pulls)), key=lambda body: (len(pulls[body]), body)):
        if group_of[body] < 0:
            group_of[body] = _group_for(pulls[body], group_of, groups)
    return group_of


class _Groups(NamedTuple):
    sizes: list[int]
    around: dict[int, int]
    """By body the last group of those that have it as first neighbour and found no free one."""

    def begin(self, size: int) -> int:
        self.sizes.append(size)
        return len(self.sizes) - 1


def _group_for(pulls: list[tuple[float, int]], group_of: list[int], groups: _Groups) -> int:
    for _, other in pulls:
        if group_of[other] < 0:
            group_of[other] = groups.begin(2)
            return group_of[other]
    joinable = [group_of[other] for _, other in pulls]
    joinable += [groups.around[other] for _, other in pulls[:1] if other in groups.around]
    for group in joinable:
        if groups.sizes[group] < MOST_IN_ONE:
            groups.sizes[group] += 1
            return group
    begun = groups.begin(1)
    groups.around.update((other, begun) for _, other in pulls[:1])
    return begun


def _pulls(bodies: Bodies) -> list[list[tuple[float, int]]]:
    """By body its neighbours, the strongest pull first; the pull of a body that many share is weak."""
    degrees = [len(others) for others in bodies.neighbours()]
    pulls: list[list[tuple[float, int]]] = [[] for _ in bodies.radii]
    for first, second, weight in bodies.links:
        pull = damp(weight)
        pulls[first].append((-pull / degrees[second], second))
        pulls[second].append((-pull / degrees[first], first))
    return [sorted(others) for others in pulls]


def _joint_radii(bodies: Bodies, group_of: list[int], count: int) -> list[float]:
    areas = [0.0] * count
    for body, group in enumerate(group_of):
        areas[group] += bodies.radii[body] * bodies.radii[body]
    return [sqrt(area) for area in areas]
