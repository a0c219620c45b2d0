"""The backbone of a network: edges that are stronger than their ends' other edges let one expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from inspectgraph.ask.table import Cell, Table
from inspectgraph.errors import MisuseError
from inspectgraph.networks.measures.cautions import cautions
from inspectgraph.networks.measures.measured import LEVEL, Measured
from inspectgraph.networks.measures.ranking import significant, tidy
from inspectgraph.networks.measures.simple import Link, to_undirected
from inspectgraph.networks.model import Network

if TYPE_CHECKING:
    import networkx as nx

COLUMNS = ("source", "source_label", "target", "target_label", "weight", "alpha", "stays")


def measure_backbone(network: Network, *, level: float = LEVEL) -> Measured:
    """Links of two nodes by the disparity filter's alpha, the smallest and least expected first.

    Source: Serrano, Boguñá and Vespignani (2009), doi 10.1073/pnas.0808904106. Parallel and opposite edges
    are summed, directions do not count. Columns: source, source_label, target, target_label, weight, alpha,
    and stays: whether alpha is below the level. Raises MisuseError for a level outside 0 to 1.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = Network(kind=network_kind("co-issues"), graph=networkx.MultiDiGraph())
    >>> len(measure_backbone(some).table)
    0
    """
    check_level(level)
    graph = to_undirected(network)
    alphas = edge_alphas(graph)
    labels = network.graph.nodes(data="label")
    rows: list[tuple[Cell, ...]] = []
    for alpha, (source, target) in sorted((alpha, link) for link, alpha in alphas.items()):
        ends = (source, labels[source], target, labels[target])
        rows.append((*ends, tidy(graph.edges[source, target]["weight"]), alpha, alpha < level))
    return Measured(
        table=Table(columns=COLUMNS, rows=tuple(rows)),
        meaning=_meaning(level),
        warnings=(*cautions(network), *_doubts(alphas, level)),
    )


def backbone(network: Network, *, level: float = LEVEL) -> Network:
    """The network with those edges alone whose link has an alpha below the level; every node stays.

    The scope says so. Raises MisuseError for a level outside 0 to 1.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> backbone(Network(kind=network_kind("co-issues"), graph=networkx.MultiDiGraph())).scope
    'backbone at 0.05'
    """
    check_level(level)
    kept = {link for link, alpha in edge_alphas(to_undirected(network)).items() if alpha < level}
    graph = network.graph.copy()
    graph.remove_edges_from(
        [
            (source, target, key)
            for source, target, key in network.graph.edges(keys=True)
            if (min(source, target), max(source, target)) not in kept
        ]
    )
    scope = ", ".join(part for part in (network.scope, f"backbone at {level:g}") if part)
    return replace(network, graph=graph, scope=scope)


def edge_alphas(graph: nx.Graph) -> dict[Link, float]:
    """The alpha of each edge by its ends in order: the smaller of what its two ends give, equation 2 there.

    To a node with k edges of sum s, an edge of weight w has (1 - w / s) to the power of k - 1: the chance
    that a sum broken at random into k parts has one so large there. A node's single edge is as expected, 1.

    >>> import networkx
    >>> triangle = networkx.Graph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 3})])
    >>> edge_alphas(triangle)
    {('a', 'b'): 0.75, ('b', 'c'): 0.25}
    """
    strengths = dict(graph.degree(weight="weight"))
    degrees = dict(graph.degree())
    alphas = {}
    for one, other, weight in graph.edges(data="weight"):
        alpha = min((1 - weight / strengths[node]) ** (degrees[node] - 1) for node in (one, other))
        alphas[min(one, other), max(one, other)] = significant(alpha)
    return alphas


def check_level(level: float) -> None:
    """Raises MisuseError unless the level lies between 0 and 1.

    >>> check_level(0.05)
    """
    if not 0 < level <= 1:
        raise MisuseError(f"the level {level:g} is not between 0 and 1", remedy="give one such as 0.05")


def _meaning(level: float) -> str:
    return (
        "Alpha is the chance that a link would be so strong if each node spread its weight over its links "
        f"at random, and a link stays in the backbone where alpha is below {level:g} for one of its two ends."
    )


def _doubts(alphas: Mapping[Link, float], level: float) -> Iterator[str]:
    if alphas and min(alphas.values()) >= level:
        yield (
            f"No link has an alpha below {level:g}: the weights are too even, or the links too few, "
            "for any to stand out."
        )
