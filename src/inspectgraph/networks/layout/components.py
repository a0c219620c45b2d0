"""Which bodies hang together."""

from __future__ import annotations

from inspectgraph.networks.layout.bodies import Bodies


def find_components(bodies: Bodies) -> list[list[int]]:
    """The numbers of the bodies that links join, each list in order; largest first, then by first number.

    >>> find_components(Bodies(radii=[1.0] * 4, masses=[1.0] * 4, links=[(1, 3, 1.0)]))
    [[1, 3], [0], [2]]
    """
    neighbours = bodies.neighbours()
    seen = [False] * len(bodies.radii)
    components = []
    for start in range(len(bodies.radii)):
        if not seen[start]:
            components.append(sorted(_reach(start, neighbours, seen)))
    return sorted(components, key=lambda component: (-len(component), component[0]))


def _reach(start: int, neighbours: list[list[int]], seen: list[bool]) -> list[int]:
    seen[start] = True
    reached = [start]
    for body in reached:
        for other in neighbours[body]:
            if not seen[other]:
                seen[other] = True
                reached.append(other)
    return reached
