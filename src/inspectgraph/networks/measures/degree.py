"""Degree and strength: how many a node is linked with, and how strongly."""

from __future__ import annotations

from typing import Literal

from inspectgraph.networks.measures.cautions import cautions, is_measurable
from inspectgraph.networks.measures.measured import Measured
from inspectgraph.networks.measures.ranking import rank_nodes
from inspectgraph.networks.measures.simple import to_directed, to_undirected
from inspectgraph.networks.model import Network

_OF = {
    "degree": "Degree counts the others that a node is linked with, strength adds up the weights of links",
    "strength": "Strength adds up the weights of a node's links, degree counts the others that it leads to",
}
_DIRECTIONS = "; in_ and out_ count only links that come to the node or leave it"


def measure_degree(network: Network) -> Measured:
    """Nodes by how many others they are linked with, whatever the direction and number of edges.

    Columns: id, label, type, degree, strength, in a directed network in_degree, out_degree, in_strength and
    out_strength too, rank, rank_in_type.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> measure_degree(Network(kind=network_kind("co-issues"), graph=networkx.MultiDiGraph())).table.columns
    ('id', 'label', 'type', 'degree', 'strength', 'rank', 'rank_in_type')
    """
    return _measured(network, by="degree")


def measure_strength(network: Network) -> Measured:
    """Nodes by the sum of the weights of their edges; columns as for the degree, strength first.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> measure_strength(Network(kind=network_kind("co-issues"), graph=networkx.MultiDiGraph())).table.columns
    ('id', 'label', 'type', 'strength', 'degree', 'rank', 'rank_in_type')
    """
    return _measured(network, by="strength")


def _measured(network: Network, *, by: Literal["degree", "strength"]) -> Measured:
    graph = to_undirected(network)
    numbers = {"degree": dict(graph.degree()), "strength": dict(graph.degree(weight="weight"))}
    meaning = f"{_OF[by]} (a weight says: {network.kind.weight.rstrip('.').lower()})"
    if not network.kind.is_symmetric:
        numbers |= _by_direction(network)
        meaning += _DIRECTIONS
    scores = numbers.pop(by)
    table = rank_nodes(network, scores if is_measurable(network) else {}, name=by, more=numbers)
    return Measured(table=table, meaning=f"{meaning}.", warnings=cautions(network))


def _by_direction(network: Network) -> dict[str, dict[str, float]]:
    graph = to_directed(network)
    return {
        "in_degree": dict(graph.in_degree()),
        "out_degree": dict(graph.out_degree()),
        "in_strength": dict(graph.in_degree(weight="weight")),
        "out_strength": dict(graph.out_degree(weight="weight")),
    }
