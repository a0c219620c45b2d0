"""What the layout moves: round bodies and the links between them, by number instead of by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import frexp, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

Place = tuple[float, float]
Link = tuple[int, int, float]

GAP = 6.0
"""The clear space kept between two bodies, in the unit of positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """Bodies 0, 1, 2 and so on: their radii and how hard they push.

    A pair is linked once, the lower number first, with its weight.
    """

    radii: Sequence[float]
    masses: Sequence[float]
    links: Sequence[Link]

    def neighbours(self) -> list[list[int]]:
        """By body those that it is linked with, in order of their numbers."""
        found: list[list[int]] = [[] for _ in self.radii]
        for first, second, _ in self.links:
            found[first].append(second)
            found[second].append(first)
        return [sorted(others) for others in found]


def read_bodies(graph: nx.MultiDiGraph, sizes: Mapping[str, float]) -> Bodies:
    """The nodes in sorted order as bodies; parallel edges and both directions make one link, loops none."""
    number = {node: place for place, node in enumerate(sorted(graph))}
    weighed = (
        (number[source], number[target], float(weight))
        for source, target, _, weight in sorted(graph.edges(keys=True, data="weight", default=1.0))
    )
    radii = [sizes[node] for node in number]
    return Bodies(
        radii=radii, masses=[sqrt(2.0 * radius + GAP) for radius in radii], links=join_links(weighed)
    )


def join_links(links: Iterable[Link]) -> list[Link]:
    """Each pair once, in order, its weights added; links of a body with itself are left out.

    >>> join_links([(1, 0, 2.0), (0, 1, 1.0), (1, 1, 5.0)])
    [(0, 1, 3.0)]
    """
    joined: dict[tuple[int, int], float] = {}
    for first, second, weight in links:
        if first != second:
            pair = (first, second) if first < second else (second, first)
            joined[pair] = joined.get(pair, 0.0) + weight
    return [(*pair, joined[pair]) for pair in sorted(joined)]


def merge_bodies(bodies: Bodies, *, group_of: Sequence[int], radii: Sequence[float]) -> Bodies:
    """The groups as bodies: each pushes as hard as its members, links weigh what those of members do."""
    masses = [0.0] * len(radii)
    for mass, group in zip(bodies.masses, group_of, strict=True):
        masses[group] += mass
    links = join_links((group_of[first], group_of[second], weight) for first, second, weight in bodies.links)
    return Bodies(radii=radii, masses=masses, links=links)


def pick_bodies(bodies: Bodies, chosen: Sequence[int]) -> Bodies:
    """The chosen bodies alone, numbered anew in their order."""
    number = {body: place for place, body in enumerate(chosen)}
    links = (
        (number[first], number[second], weight)
        for first, second, weight in bodies.links
        if first in number and second in number
    )
    return Bodies(
        radii=[bodies.radii[body] for body in chosen],
        masses=[bodies.masses[body] for body in chosen],
        links=list(links),
    )


def add_up(numbers: Iterable[float]) -> float:
    """Their sum from left to right: the built-in one adds floats in another way since Python 3.12.

    >>> add_up([0.1] * 10)
    0.9999999999999999
    """
    total = 0.0
    for number in numbers:
        total += number
    return total


def damp(weight: float) -> float:
    """Near the logarithm of 1 + weight to base 2, in straight pieces between its powers.

    A library's logarithm may differ in its last digit between machines; this is exact on all.

    >>> [damp(weight) for weight in (0.0, 1.0, 3.0, 5.0, 7.0)]
    [0.0, 1.0, 2.0, 2.5, 3.0]
    """
    share, power = frexp(1.0 + weight)
    return power - 1 + (2.0 * share - 1.0)
