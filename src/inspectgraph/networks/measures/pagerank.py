"""PageRank: where one comes to who follows links at random."""

from __future__ import annotations

from typing import Final

from inspectgraph.errors import MissingPackageError
from inspectgraph.networks.measures.cautions import cautions, is_measurable
from inspectgraph.networks.measures.measured import Measured
from inspectgraph.networks.measures.ranking import rank_nodes
from inspectgraph.networks.measures.simple import to_directed
from inspectgraph.networks.model import Network

FOLLOWS: Final = 0.85
"""How often a link is followed before a start anywhere; of Brin and Page (1998)."""
TOLERANCE, MOST_ROUNDS = 1e-12, 500
"""0.85 to the power of 170 is below the tolerance, so the rounds always suffice."""

_MEANING: Final = (
    "PageRank is the share of time that somebody spends at a node who follows links at random, stronger ones "
    "more often, and starts again anywhere every seventh step or so: a node is high where nodes that are "
    "high themselves link to it{directions}; all shares add up to 1."
)


def measure_pagerank(network: Network) -> Measured:
    """Nodes by PageRank with weights, along the directions of a directed network; columns as for betweenness.

    Raises MissingPackageError where scipy or numpy is not installed: they come with inspectgraph[networks].

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = Network(kind=network_kind("co-issues"), graph=networkx.MultiDiGraph())
    >>> len(measure_pagerank(some).table)
    0
    """
    directions = "" if network.kind.is_symmetric else " (links count in their direction alone)"
    return Measured(
        table=rank_nodes(network, _shares(network), name="pagerank"),
        meaning=_MEANING.format(directions=directions),
        warnings=cautions(network),
    )


def _shares(network: Network) -> dict[str, float]:
    if not is_measurable(network):
        return {}
    import networkx as nx

    try:
        shares: dict[str, float] = nx.pagerank(
            to_directed(network), alpha=FOLLOWS, tol=TOLERANCE, max_iter=MOST_ROUNDS
        )
    except ImportError as error:
        raise MissingPackageError(error.name or "scipy", install="'inspectgraph[networks]'") from error
    return shares
