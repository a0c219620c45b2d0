"""Which nodes stand together in a disc: a council's own things, or a node and those linked with it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inspectgraph.networks.layout.bodies import Bodies

if TYPE_CHECKING:
    import networkx as nx

Bands = list[list[int]]
"""The members of a group by number of body, the innermost first; each band is in its order of reading."""

BANDS: tuple[tuple[str, ...], ...] = (("authority",), ("visit", "letter"), ("issue",), ("team",))
"""The types on the rings of a council's disc from the middle out; all others are outside of them."""

SHARED = ("theme", "team type", "kind")
"""Types that belong to no council, even where one alone is linked with them."""


def has_councils(graph: nx.MultiDiGraph) -> bool:
    """Whether nodes say to which council they belong."""
    return any(cells.get("authority") for _, cells in graph.nodes(data=True))


def group_by_council(graph: nx.MultiDiGraph, names: Sequence[str], bodies: Bodies) -> list[Bands]:
    """The nodes of each council by types; what tells of none joins the one that all its links lead to.

    `names` are the nodes that the bodies are.
    """
    told = [_council(graph.nodes[name]) for name in names]
    councils = list(told)
    for body, others in enumerate(bodies.neighbours()):
        near = {told[other] for other in others}
        if not told[body] and len(near) == 1 and graph.nodes[names[body]]["type"] not in SHARED:
            councils[body] = near.pop()
    groups: dict[str | int, list[int]] = {}
    for body in _in_reading_order(graph, names):
        groups.setdefault(councils[body] or body, []).append(body)
    return [_in_bands(graph, names, members) for members in groups.values()]


def _council(cells: Mapping[str, Any]) -> str:
    return str(cells.get("authority") or (cells["label"] if cells["type"] == "authority" else ""))


def _in_bands(graph: nx.MultiDiGraph, names: Sequence[str], members: Sequence[int]) -> Bands:
    bands: Bands = [[] for _ in range(len(BANDS) + 1)]
    for body in members:
        node_type = graph.nodes[names[body]]["type"]
        band = next((place for place, types in enumerate(BANDS) if node_type in types), len(BANDS))
        bands[band].append(body)
    return [band for band in bands if band]


def group_leaves(graph: nx.MultiDiGraph, names: Sequence[str], bodies: Bodies) -> list[Bands]:
    """Each node with its leaves, which are linked with it alone; of a pair the first holds the other."""
    neighbours = bodies.neighbours()
    stems = list(range(len(names)))
    for body, others in enumerate(neighbours):
        if len(others) == 1 and (len(neighbours[others[0]]) > 1 or others[0] < body):
            stems[body] = others[0]
    hanging: dict[int, list[int]] = {body: [] for body in range(len(names)) if stems[body] == body}
    for body in _in_reading_order(graph, names):
        if stems[body] != body:
            hanging[stems[body]].append(body)
    return [[[body], leaves] if leaves else [[body]] for body, leaves in hanging.items()]


def _in_reading_order(graph: nx.MultiDiGraph, names: Sequence[str]) -> list[int]:
    return sorted(range(len(names)), key=lambda body: (reading_order(graph.nodes[names[body]]), names[body]))


def reading_order(cells: Mapping[str, Any]) -> tuple[str, ...]:
    """Where a reader looks for a node: visits and letters by date, issues by head and theme, all by label.

    >>> reading_order({"type": "letter", "label": "a.pdf", "date": "2018-05-01"})
    ('', '2018-05-01', 'after its visit', 'a.pdf')
    """
    if cells["type"] in ("visit", "letter"):
        which = "after its visit" if cells["type"] == "letter" else ""
        return "", str(cells.get("date") or ""), which, str(cells["label"])
    return (
        str(cells["type"]),
        str(cells.get("head") or ""),
        str(cells.get("theme") or ""),
        str(cells["label"]),
    )
