"""Places by forces: bodies push each other away, links pull them together (after Jacomy and Hu).

Only + - * / and roots are iterated: their results are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from random import Random

from inspectgraph.networks.layout.bodies import GAP, Bodies, Link, Place, add_up, damp
from inspectgraph.networks.layout.coarsening import coarsen
from inspectgraph.networks.layout.repulsion import repel

MOST_ROUNDS, FEWEST_ROUNDS = 100, 4
WORK = 80_000
"""Bodies times rounds on one level: what takes a few seconds."""


def settle(bodies: Bodies, *, chance: Random) -> list[Place]:
    """A place for each body, by forces, from coarse to fine; bodies may still lie over each other."""
    levels = coarsen(bodies)
    chain = [bodies, *(level for level, _ in levels)]
    coarsest = chain[-1]
    spread = _spacing(coarsest) * sqrt(len(coarsest.radii))
    places = [((chance.random() - 0.5) * spread, (chance.random() - 0.5) * spread) for _ in coarsest.radii]
    places = relax(coarsest, places, heat=0.3 * sqrt(len(coarsest.radii)))
    for (_, group_of), finer in zip(reversed(levels), reversed(chain[:-1]), strict=True):
        jitter = _spacing(finer)
        started = []
        for group in group_of:
            x, y = places[group]
            started.append((x + (chance.random() - 0.5) * jitter, y + (chance.random() - 0.5) * jitter))
        places = relax(finer, started, heat=1.0)
    return places


def relax(bodies: Bodies, places: Sequence[Place], *, heat: float) -> list[Place]:
    """The places after rounds of pushes and pulls; no move is over `heat` spacings, less each round."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    spacing = _spacing(bodies)
    masses, springs = _pushing(bodies), _springs(bodies)
    rounds = max(FEWEST_ROUNDS, min(MOST_ROUNDS, WORK // max(1, len(xs))))
    for turn in range(rounds):
        longest = heat * spacing * (1.0 - turn / rounds)
        forces_x, forces_y = repel(xs, ys, masses)
        _pull(xs, ys, bodies.radii, springs, forces_x, forces_y)
        _move(xs, ys, forces_x, forces_y, longest)
    return list(zip(xs, ys, strict=True))


def _spacing(bodies: Bodies) -> float:
    return 2.0 * add_up(bodies.radii) / len(bodies.radii) + GAP


def _pushing(bodies: Bodies) -> list[float]:
    """The masses in such a unit that two bodies of middling mass, one spring apart, rest at one spacing."""
    middling = add_up(bodies.masses) / len(bodies.masses)
    spacing = _spacing(bodies)
    return [spacing * mass / middling for mass in bodies.masses]


def _springs(bodies: Bodies) -> list[Link]:
    """The links with their pull: damped weights, less between bodies that are linked with many."""
    strengths = [0.0] * len(bodies.radii)
    for first, second, weight in bodies.links:
        strengths[first] += damp(weight)
        strengths[second] += damp(weight)
    return [
        (first, second, damp(weight) / sqrt(sqrt(strengths[first] * strengths[second])))
        for first, second, weight in bodies.links
    ]


def _pull(
    xs: list[float],
    ys: list[float],
    radii: Sequence[float],
    springs: Sequence[Link],
    forces_x: list[float],
    forces_y: list[float],
) -> None:
    """Linked bodies pull each other by the clear distance between them, as springs do."""
    for first, second, strength in springs:
        away_x, away_y = xs[first] - xs[second], ys[first] - ys[second]
        distance = sqrt(away_x * away_x + away_y * away_y)
        clear = distance - radii[first] - radii[second]
        if clear > 0:
            pull = strength * clear / distance
            forces_x[first] -= pull * away_x
            forces_y[first] -= pull * away_y
            forces_x[second] += pull * away_x
            forces_y[second] += pull * away_y


def _move(
    xs: list[float], ys: list[float], forces_x: list[float], forces_y: list[float], longest: float
) -> None:
    for body, (force_x, force_y) in enumerate(zip(forces_x, forces_y, strict=True)):
        force = sqrt(force_x * force_x + force_y * force_y)
        if force > longest:
            force_x, force_y = force_x * longest / force, force_y * longest / force
        xs[body] += force_x
        ys[body] += force_y
