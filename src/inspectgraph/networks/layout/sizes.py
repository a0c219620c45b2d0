"""How large nodes are drawn: the layout keeps room for them, the export writes them."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

LARGEST = 60.0
"""No node has a greater radius, in the unit of positions (a pixel where nothing is zoomed)."""

LEAST = {
    "authority": 14.0,
    "theme": 10.0,
    "team type": 10.0,
    "kind": 10.0,
    "visit": 7.0,
    "letter": 5.0,
    "issue": 5.0,
    "person": 4.0,
    "team": 4.0,
}
"""What a reader looks for first is never small, however few links it has."""

LEAST_OF_OTHERS = 4.0
PER_ROOT = 3.0


def node_sizes(graph: nx.MultiDiGraph) -> dict[str, float]:
    """The radius of each node, in sorted order: the area grows with the sum of the weights of its edges.

    A radius is 3 times the root of that sum, less where the heaviest node would pass 60, and at
    least what its type asks for; rounded to 1 decimal. Each of parallel edges counts, a loop once.

    >>> import networkx
    >>> some = networkx.MultiDiGraph()
    >>> some.add_node("a", label="A", type="authority")
    >>> some.add_edge("v", "a", key="visitOf", kind="visitOf", weight=49.0)
    'visitOf'
    >>> node_sizes(some)
    {'a': 21.0, 'v': 21.0}
    """
    strengths = weigh_nodes(graph)
    heaviest = max(strengths.values(), default=0.0)
    scale = min(PER_ROOT, LARGEST / sqrt(heaviest)) if heaviest > 0 else PER_ROOT
    return {
        node: round(max(_least(graph.nodes[node].get("type")), scale * sqrt(strength)), 1)
        for node, strength in strengths.items()
    }


def weigh_nodes(graph: nx.MultiDiGraph) -> dict[str, float]:
    """The sum of the weights of each node's edges, in sorted order of nodes.

    Added in sorted order of edges: the sum of floats depends on its order.
    """
    strengths = dict.fromkeys(sorted(graph), 0.0)
    for source, target, _, weight in sorted(graph.edges(keys=True, data="weight", default=1.0)):
        strengths[source] += weight
        if target != source:
            strengths[target] += weight
    return strengths


def _least(node_type: object) -> float:
    return LEAST.get(str(node_type), LEAST_OF_OTHERS)
