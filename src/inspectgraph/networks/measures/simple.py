"""The simple weighted graph of a network: parallel edges summed, loops left out, all in sorted order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING

from inspectgraph.networks.model import Network

if TYPE_CHECKING:
    import networkx as nx

Link = tuple[str, str]
"""Two different nodes."""

_MUTUAL = frozenset({"with"})
"""Kinds of edges that hold both ways though they are drawn once, in networks that are directed else."""


def to_undirected(network: Network) -> nx.Graph:
    """An edge for two nodes with any link, its `weight` the sum over parallel and opposite edges.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> edges = [("b", "a", "concern", {"weight": 2}), ("a", "b", "mixed", {"weight": 1})]
    >>> some = networkx.MultiDiGraph(edges)
    >>> to_undirected(Network(kind=network_kind("full"), graph=some)).edges["a", "b"]["weight"]
    3.0
    """
    import networkx as nx

    links = (
        ((min(source, target), max(source, target)), weight) for source, target, weight in _edges(network)
    )
    return _assembled(nx.Graph(), network, links)


def to_directed(network: Network) -> nx.DiGraph:
    """The same with directions kept; in a symmetric network, and for mutual kinds, an edge goes both ways.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph([("a", "b", "together", {"weight": 2})])
    >>> sorted(to_directed(Network(kind=network_kind("co-issues"), graph=some)).edges())
    [('a', 'b'), ('b', 'a')]
    """
    import networkx as nx

    return _assembled(nx.DiGraph(), network, _arrows(network))


def _edges(network: Network) -> Iterator[tuple[str, str, float]]:
    for source, target, weight in network.graph.edges(data="weight"):
        if source != target:
            yield source, target, weight


def _arrows(network: Network) -> Iterator[tuple[Link, float]]:
    for source, target, data in network.graph.edges(data=True):
        if source == target:
            continue
        yield (source, target), data["weight"]
        if network.kind.is_symmetric or data.get("kind") in _MUTUAL:
            yield (target, source), data["weight"]


def _assembled(graph: nx.Graph, network: Network, links: Iterator[tuple[Link, float]]) -> nx.Graph:
    summed: defaultdict[Link, list[float]] = defaultdict(list)
    for link, weight in links:
        summed[link].append(weight)
    graph.add_nodes_from(sorted(network.graph))
    for (source, target), weights in sorted(summed.items()):
        graph.add_edge(source, target, weight=fsum(weights))
    return graph
