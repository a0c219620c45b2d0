"""What must be said before anybody reads the numbers of a small network, or of one with people in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from inspectgraph.errors import MisuseError
from inspectgraph.networks.model import Network

FEW_NODES: Final = 10
"""Below this one edge more or less moves a node by a tenth of all ranks or further."""

_NARROWER: Final = "narrow it with --authority, --region, --theme, --status, --since or --until"


def cautions(network: Network) -> tuple[str, ...]:
    """Sentences on the network itself, whatever is measured.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> cautions(Network(kind=network_kind("full"), graph=networkx.MultiDiGraph()))
    ('The network is empty: there is nothing to measure.',)
    """
    return (*_on_size(network), *_on_people(network))


def is_measurable(network: Network) -> bool:
    """Whether there are two nodes at least, so that one can differ from another.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> is_measurable(Network(kind=network_kind("full"), graph=networkx.MultiDiGraph()))
    False
    """
    return len(network.graph) > 1


def size_of(network: Network) -> str:
    """The nodes and edges in words.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> size_of(Network(kind=network_kind("full"), graph=networkx.MultiDiGraph([("a", "b")])))
    '2 nodes and 1 edge'
    """
    edges = network.graph.number_of_edges()
    return f"{len(network.graph):,} nodes and {edges:,} edge{'' if edges == 1 else 's'}"


def too_large(network: Network, *, wish: str) -> MisuseError:
    """The error that says the network's size, what can't be done in sensible time, and what to do.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = Network(kind=network_kind("full"), graph=networkx.MultiDiGraph([("a", "b")]))
    >>> print(too_large(some, wish="to find communities"))
    the network has 2 nodes and 1 edge, too many to find communities (Everything): narrow it with \
--authority, --region, --theme, --status, --since or --until
    """
    return MisuseError(
        f"the network has {size_of(network)}, too many {wish}", where=network.title, remedy=_NARROWER
    )


def _on_size(network: Network) -> Iterator[str]:
    nodes = len(network.graph)
    if nodes == 0:
        yield "The network is empty: there is nothing to measure."
    elif nodes == 1:
        yield "The network has a single node: there is nothing to compare it with."
    elif all(source == target for source, target in network.graph.edges()):
        yield "No two nodes of the network are linked: the numbers say nothing."
    elif nodes < FEW_NODES:
        yield f"The network has only {nodes} nodes: one link more or less would change the order."


def _on_people(network: Network) -> Iterator[str]:
    if any(kind == "person" for _, kind in network.graph.nodes(data="type")):
        yield (
            "People stand in this network in their public roles alone, as printed in inspection letters: "
            "the numbers say how letters are linked, nothing about a person."
        )
