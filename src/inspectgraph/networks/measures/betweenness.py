"""Betweenness: which nodes lie between others."""

from __future__ import annotations

from typing import Final

from inspectgraph.networks.measures.cautions import cautions, is_measurable, too_large
from inspectgraph.networks.measures.drawing import Draws
from inspectgraph.networks.measures.measured import Limits, Measured
from inspectgraph.networks.measures.ranking import rank_nodes
from inspectgraph.networks.measures.simple import to_undirected
from inspectgraph.networks.model import Network

FEWEST_PIVOTS: Final = 100
"""Measured, six seeds each: from so many random pivots 8 to 10 of the ten most central nodes are found in the
corpus's network of inspectors, 5 to 8 in a synthetic one without clear centres; from 50 there only 3 to 6.

Pivots are those of Brandes and Pich (2007), "Centrality estimation in large networks".
"""

_MEANING: Final = (
    "Betweenness is the share of shortest ways between two other nodes that lead over this one, from 0 to 1, "
    "where directions do not count, parallel links are summed, and a stronger link is a shorter way "
    "(its length is 1 / weight)."
)


def measure_betweenness(network: Network, *, seed: int = 0, limits: Limits | None = None) -> Measured:
    """Nodes by how many shortest ways lead over them (Freeman 1977, by Brandes's algorithm in networkx).

    Exact where nodes times nodes and edges are within the limit (about 1,000 nodes with 4,000 edges); above
    that estimated from as many seeded pivots as the limit lets in, and the warnings say so. Columns: id,
    label, type, betweenness, rank, rank_in_type. Raises MisuseError where fewer than FEWEST_PIVOTS
    would be left.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = Network(kind=network_kind("co-issues"), graph=networkx.MultiDiGraph())
    >>> len(measure_betweenness(some).table)
    0
    """
    import networkx as nx

    graph = to_undirected(network)
    for *_, data in graph.edges(data=True):
        data["distance"] = 1 / data["weight"]
    pivots = _pivots(network, size=len(graph) + graph.number_of_edges(), limits=limits or Limits())
    scores, warnings = {}, cautions(network)
    if is_measurable(network):
        scores = nx.betweenness_centrality(graph, k=pivots, weight="distance", seed=Draws(seed))
    if pivots is not None:
        warnings += (_estimated(pivots, of=len(graph)),)
    table = rank_nodes(network, scores, name="betweenness")
    return Measured(table=table, meaning=_MEANING, warnings=warnings)


def _pivots(network: Network, *, size: int, limits: Limits) -> int | None:
    """How many nodes to start from; None for all of them."""
    pivots = limits.betweenness // max(size, 1)
    if pivots >= len(network.graph):
        return None
    if pivots < FEWEST_PIVOTS:
        raise too_large(network, wish="to find the shortest ways between them")
    return pivots


def _estimated(pivots: int, *, of: int) -> str:
    return (
        f"The network is too large for all its shortest ways: the numbers are estimated from {pivots:,} of "
        f"{of:,} nodes drawn by chance, so some of the highest ranks may belong to others; compare another "
        "seed, or narrow the network."
    )
