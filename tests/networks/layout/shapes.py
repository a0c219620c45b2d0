"""Networks as the layout sees them: types, labels, dates, councils, edges and weights, and no other cells."""

from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import strategies as st

from inspectgraph.networks.model import Network, network_kind

TYPES = ("authority", "visit", "letter", "team", "team type", "person", "issue", "theme", "kind")
DAYS = ("2009-06-01", "2009-07", "2012-03-04", "2012-03-20", "2022")


def shapes(*, kind: str = "full", max_nodes: int = 12) -> st.SearchStrategy[Network]:
    """Small networks with parallel edges, loops, weights from tiny to large, and nodes of one council or another."""
    nodes = st.fixed_dictionaries(
        {"type": st.sampled_from(TYPES), "label": st.text("ab é", max_size=40)},
        optional={"date": st.sampled_from(DAYS), "authority": st.sampled_from(("Blackpool", "Kent"))},
    )
    ends = st.integers(0, max_nodes - 1)
    weights = st.sampled_from((1, 2, 30, 1e-6, 0.1, 1e6))
    edges = st.lists(st.tuples(ends, ends, st.sampled_from(("of", "with")), weights), max_size=2 * max_nodes)
    return st.builds(lambda *parts: _network(kind, *parts), st.lists(nodes, max_size=max_nodes), edges)


def _network(kind: str, nodes: list[dict[str, Any]], edges: list[tuple[int, int, str, float]]) -> Network:
    graph = nx.MultiDiGraph()
    for number, cells in enumerate(nodes):
        graph.add_node(f"node {number:02}", **cells)
    for source, target, name, weight in edges:
        if source < len(nodes) and target < len(nodes):
            graph.add_edge(f"node {source:02}", f"node {target:02}", key=name, kind=name, weight=weight)
    return Network(kind=network_kind(kind), graph=graph)
