"""A group in a disc: one node in the middle, the others on rings around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

from inspectgraph.networks.layout.bodies import GAP, Place, add_up
from inspectgraph.networks.layout.spreading import tightest

WIDER = 1.35
"""A band gets one ring where that must be no wider than this times the next free one, else several."""


FEW = 8
"""So many always get one ring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """The members of a group by number, where they are from its middle, and how far it reaches."""

    members: Sequence[int]
    places: Sequence[Place]
    radius: float


def arrange_disc(bands: Sequence[Sequence[int]], radii: Sequence[float]) -> Disc:
    """Each band on rings of its own, from the middle out, clockwise from the top in the order given.

    A first band of one member is the middle. `radii` is by number of body.

    >>> arrange_disc([[1], [0, 2]], [2.0, 5.0, 2.0]).places
    [(0.0, 0.0), (0.0, 13.0), (0.0, -13.0)]
    """
    members: list[int] = []
    places: list[Place] = []
    reach = 0.0
    for band in bands:
        for ring, distance in _rings(band, radii, reach):
            members.extend(ring)
            places.extend(_on_ring(ring, radii, distance))
            reach = distance + max(radii[body] for body in ring)
    return Disc(members=members, places=places, radius=reach)


def _rings(band: Sequence[int], radii: Sequence[float], reach: float) -> list[tuple[Sequence[int], float]]:
    """A band in rings around what reaches so far: of each its members and how far from the middle it is."""
    if len(band) == 1 and not reach:
        return [(band, 0.0)]
    rings: list[tuple[Sequence[int], float]] = []
    left = band
    while left:
        step = GAP + max(radii[body] for body in left)
        least = reach + step if reach else 0.0
        ring = left[: _how_many(left, radii, least)]
        distance = max(least, _needed_distance(ring, radii))
        rings.append((ring, distance))
        reach = distance + max(radii[body] for body in ring)
        left = left[len(ring) :]
    return rings


def _how_many(band: Sequence[int], radii: Sequence[float], least: float) -> int:
    """How many of a band go on a ring at this distance: all, or as many as make its rings equally full."""
    whole = _needed_distance(band, radii)
    if whole <= least * WIDER or len(band) <= FEW:
        return len(band)
    if not least:
        return FEW
    full = max(1, int(len(band) * least / whole))
    return -(-len(band) // -(-len(band) // full))


def _needed_distance(ring: Sequence[int], radii: Sequence[float]) -> float:
    """How far from the middle a ring must be for its members to stand clear of each other."""
    if len(ring) == 1:
        return 0.0
    widths = _widths(ring, radii)
    total = add_up(widths)
    distance = max(width / (2.0 * turn(width / total / 2.0)[0]) for width in widths)
    # That is enough for neighbours; large ones across a small ring may need more.
    places = _on_ring(ring, radii, distance)
    own = [radii[body] for body in ring]
    return distance / tightest(own, [x for x, _ in places], [y for _, y in places], GAP)


def _on_ring(ring: Sequence[int], radii: Sequence[float], distance: float) -> list[Place]:
    """The places on a ring: each pair of neighbours as far apart as their radii ask for."""
    if not distance:
        return [(0.0, 0.0)]
    widths = _widths(ring, radii)
    total, gone, places = add_up(widths), 0.0, []
    for width in widths:
        across, up = turn(gone / total)
        places.append((distance * across, distance * up))
        gone += width
    return places


def _widths(ring: Sequence[int], radii: Sequence[float]) -> list[float]:
    following = [*ring[1:], ring[0]]
    return [radii[one] + radii[other] + GAP for one, other in zip(ring, following, strict=True)]


@lru_cache(maxsize=4096)
def turn(share: float) -> Place:
    """The place at distance 1 after a share of a whole turn, clockwise from the top.

    Rounded: the last digits of sines differ between machines.

    >>> turn(0.25)
    (1.0, 0.0)
    """
    angle = 2.0 * pi * share
    return round(sin(angle), 9) + 0.0, round(cos(angle), 9) + 0.0
