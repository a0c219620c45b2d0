"""Nodes and edges put together into a network, in an order that depends on nothing but their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from inspectgraph.networks.model import Network, network_kind

Cell = object
"""A value of a column, see `networks.model`; one that is None, "" or () is left out."""
Cells = Mapping[str, Cell]
_NONE: Cells = MappingProxyType({})


class Node(NamedTuple):
    """A node to be: its IRI, label, type, and cells of columns, with `spells` among them."""

    iri: str
    label: str
    type: str
    cells: Cells = _NONE


class Edge(NamedTuple):
    """An edge to be, of a kind and with a weight above 0; cells as of nodes."""

    source: str
    target: str
    kind: str
    weight: float = 1.0
    cells: Cells = _NONE


def assemble(
    kind: str, *, nodes: Iterable[Node], edges: Iterable[Edge], scope: str = "", corpus: str = ""
) -> Network:
    """A network of nodes and of such edges as have both their ends among them.

    Edges of one kind between two nodes are one, with the sum of their weights and the cells of the first.

    >>> nodes = [Node("b", "B", "theme"), Node("a", "A", "theme", {"head": ""})]
    >>> edges = [Edge("a", "b", "together"), Edge("a", "b", "together", 2.0), Edge("a", "c", "together")]
    >>> network = assemble("co-issues", nodes=nodes, edges=edges)
    >>> list(network.graph.nodes(data=True))
    [('a', {'label': 'A', 'type': 'theme'}), ('b', {'label': 'B', 'type': 'theme'})]
    >>> list(network.graph.edges(keys=True, data=True))
    [('a', 'b', 'together', {'kind': 'together', 'weight': 3.0})]
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for node in sorted(nodes, key=lambda node: node.iri):
        graph.add_node(node.iri, label=node.label, type=node.type, **_said(node.cells))
    for edge in sorted(edges, key=lambda edge: edge[:3]):
        if edge.source not in graph or edge.target not in graph:
            continue
        if graph.has_edge(edge.source, edge.target, edge.kind):
            graph[edge.source][edge.target][edge.kind]["weight"] += float(edge.weight)
        else:
            cells = {"kind": edge.kind, "weight": float(edge.weight), **_said(edge.cells)}
            graph.add_edge(edge.source, edge.target, key=edge.kind, **cells)
    return Network(kind=network_kind(kind), graph=graph, scope=scope, corpus=corpus)


def _said(cells: Cells) -> dict[str, Cell]:
    return {name: cell for name, cell in cells.items() if cell not in (None, "", ())}
