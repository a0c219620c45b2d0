"""Communities: groups of nodes with more links among them than to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inspectgraph.ask.table import Cell, Table
from inspectgraph.networks.measures.agreement import Groups, companions_kept, mean_agreement
from inspectgraph.networks.measures.cautions import cautions, is_measurable, too_large
from inspectgraph.networks.measures.drawing import Draws
from inspectgraph.networks.measures.measured import Limits, Measured
from inspectgraph.networks.measures.ranking import tidy
from inspectgraph.networks.measures.simple import to_undirected
from inspectgraph.networks.model import Network

if TYPE_CHECKING:
    import networkx as nx

RUNS, FEWEST_RUNS = 10, 4
"""Forty-five pairs of runs to compare; in a large network fewer, but six pairs at least."""
GOOD, MODERATE = 0.8, 0.65
"""Agreement that is good, and the least that is moderate.

Source: Steinley (2004), "Properties of the Hubert-Arabie adjusted Rand index".
"""
FEW_LINKS_WITHIN: Final = 0.3
"""The modularity below which groups hardly stand out.

Source: Newman and Girvan (2004), doi 10.1103/PhysRevE.69.026113.
"""

COLUMNS: Final = ("id", "label", "type", "community", "size", "steady")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grouping:
    """The group of each node, numbered from 1, and how good and how stable that is."""

    groups: Groups
    kept: Sequence[float]
    stability: float
    modularity: float


def measure_communities(
    network: Network, *, seed: int = 0, runs: int = RUNS, limits: Limits | None = None
) -> Measured:
    """Nodes by community, found by the Louvain method with weights, in the best of several seeded runs.

    Source: Blondel et al. (2008), doi 10.1088/1742-5468/2008/10/P10008; by networkx. Communities are numbered
    by size, then by their smallest id. Columns: id, label, type, community, size, steady (how much of a
    node's community is the same in all runs, from 0 to 1). A large network gets fewer runs. Raises
    MisuseError where the limit lets in fewer than FEWEST_RUNS.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = Network(kind=network_kind("co-issues"), graph=networkx.MultiDiGraph())
    >>> len(measure_communities(some).table)
    0
    """
    graph = to_undirected(network)
    runs = _affordable(network, runs, size=len(graph) + graph.number_of_edges(), limits=limits or Limits())
    if not is_measurable(network):
        table = Table(columns=COLUMNS, rows=())
        return Measured(table=table, meaning=_meaning(None, runs), warnings=cautions(network))
    grouping = _grouping(graph, seed=seed, runs=runs)
    return Measured(
        table=_tabulated(network, list(graph), grouping),
        meaning=_meaning(grouping, runs),
        warnings=(*cautions(network), *_doubts(graph, grouping)),
    )


def _affordable(network: Network, runs: int, *, size: int, limits: Limits) -> int:
    """As many of the runs as the limit lets in."""
    most = limits.communities // max(size, 1)
    if most < FEWEST_RUNS:
        raise too_large(network, wish="to find communities")
    return min(runs, most)


def _grouping(graph: nx.Graph, *, seed: int, runs: int) -> _Grouping:
    """The run with the highest modularity, the first of equals; nodes in sorted order."""
    import networkx as nx

    # Numbers for names: networkx sums over sets, whose order is the same in every run of Python for numbers.
    numbered = nx.convert_node_labels_to_integers(graph)
    partitions = [
        list(nx.community.louvain_communities(numbered, seed=Draws(seed + run))) for run in range(runs)
    ]
    results = [_numbered(partition, nodes=len(graph)) for partition in partitions]
    scores = [_modularity(numbered, partition) for partition in partitions]
    chosen = results[scores.index(max(scores))]
    return _Grouping(
        groups=chosen,
        kept=companions_kept(chosen, results),
        stability=mean_agreement(results),
        modularity=max(scores),
    )


def _modularity(graph: nx.Graph, partition: Iterable[set[int]]) -> float:
    import networkx as nx

    if not graph.number_of_edges():
        return 0.0
    return round(float(nx.community.modularity(graph, [sorted(nodes) for nodes in partition])), 9)


def _numbered(partition: Iterable[set[int]], *, nodes: int) -> Groups:
    groups = [0] * nodes
    ordered = sorted(partition, key=lambda community: (-len(community), min(community)))
    for number, community in enumerate(ordered, start=1):
        for node in community:
            groups[node] = number
    return groups


def _tabulated(network: Network, nodes: Sequence[str], grouping: _Grouping) -> Table:
    sizes = Counter(grouping.groups)
    rows: list[tuple[Cell, ...]] = []
    for group, node, kept in sorted(zip(grouping.groups, nodes, grouping.kept, strict=True)):
        data = network.graph.nodes[node]
        rows.append((node, data["label"], data["type"], group, sizes[group], tidy(kept, decimals=3)))
    return Table(columns=COLUMNS, rows=tuple(rows))


def _meaning(grouping: _Grouping | None, runs: int) -> str:
    what = (
        "A community is a group of nodes with more and stronger links among them than to others, whatever "
        "their direction; number 1 is the largest"
    )
    if grouping is None:
        return f"{what}."
    return (
        f"{what}, and {runs} runs with other seeds give {_in_words(grouping.stability)} (adjusted Rand index "
        f"{grouping.stability:.2f}; steady says for each node how much of its community stays the same)."
    )


def _in_words(stability: float) -> str:
    if stability >= GOOD:
        return "nearly the same groups each time"
    return "roughly the same groups each time" if stability >= MODERATE else "other groups each time"


def _doubts(graph: nx.Graph, grouping: _Grouping) -> Iterable[str]:
    if not graph.number_of_edges():
        return
    if grouping.stability < MODERATE:
        yield (
            f"The communities are not stable (agreement {grouping.stability:.2f} of 1): another seed gives "
            "other groups, so do not build on who is in which."
        )
    if grouping.modularity < FEW_LINKS_WITHIN:
        yield (
            f"The communities hardly stand out (modularity {grouping.modularity:.2f}, below "
            f"{FEW_LINKS_WITHIN}): nodes are linked with other groups nearly as much as within their own."
        )
