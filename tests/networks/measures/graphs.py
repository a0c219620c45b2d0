"""Networks made by hand for the tests of measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

import networkx as nx

from inspectgraph.networks.measures import Measured
from inspectgraph.networks.measures.drawing import Draws
from inspectgraph.networks.model import Network, network_kind

Weighted = tuple[str, str, float]


def network_of(
    edges: Iterable[Weighted],
    *,
    nodes: Iterable[str] = (),
    kind: str = "co-issues",
    of_type: str = "theme",
    edge_kind: str = "together",
) -> Network:
    """Nodes of one type; an edge given twice becomes two parallel ones."""
    graph = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node, label=node.upper(), type=of_type)
    for place, (source, target, weight) in enumerate(edges):
        for node in (source, target):
            graph.add_node(node, label=node.upper(), type=of_type)
        graph.add_edge(source, target, key=f"{edge_kind} {place}", kind=edge_kind, weight=weight)
    return Network(kind=network_kind(kind), graph=graph)


def issues_of(table: Mapping[str, Iterable[int]]) -> Network:
    """A network of issues: themes with the numbers of the authorities that have them."""
    graph = nx.MultiDiGraph()
    for theme, councils in table.items():
        graph.add_node(theme, label=theme.upper(), type="theme")
        for council in councils:
            graph.add_node(f"council {council:02}", label=f"Council {council}", type="authority")
            graph.add_edge(f"council {council:02}", theme, key="single", kind="single", weight=1)
    return Network(kind=network_kind("issues"), graph=graph)


def random_table(
    seed: int, *, themes: int = 8, councils: int = 24, share: float = 0.5
) -> dict[str, set[int]]:
    """Themes at councils by chance alone, the later councils with more of them than the earlier ones."""
    chance = Draws(seed)
    likely = [share * (0.6 + 0.8 * council / councils) for council in range(councils)]
    return {
        f"theme {theme}": {council for council in range(councils) if chance.random() < likely[council]}
        for theme in range(themes)
    }


def two_cliques(size: int = 6) -> list[Weighted]:
    """Two groups in which all are linked with all, and one weak link from one to the other."""
    edges = [
        (f"{group}{one}", f"{group}{other}", 3.0)
        for group in "ab"
        for one, other in combinations(range(size), 2)
    ]
    return [*edges, ("a0", "b0", 1.0)]


def column(measured: Measured, name: str, *, by: str = "id") -> dict[Any, Any]:
    """The cells of a column by those of another."""
    return {record[by]: record[name] for record in measured.table.records()}
