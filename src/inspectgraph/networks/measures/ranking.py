"""Nodes in the order of a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspectgraph.ask.table import Cell, Table
from inspectgraph.networks.model import Network

DECIMALS = 8
"""Of scores: the share of a node among millions is still there, the last bits of a machine's sums are not."""


def rank_nodes(
    network: Network,
    scores: Mapping[str, float],
    *,
    name: str,
    more: Mapping[str, Mapping[str, float]] | None = None,
) -> Table:
    """A row for each node with a score: id, label, type, the score as `name`, `more` columns, and ranks.

    The highest score has rank 1, equal ones have the same rank, and the next rank is as much higher as there
    are equal ones (1, 2, 2, 4). `rank_in_type` is the rank among nodes of the same type.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph()
    >>> some.add_node("a", label="A", type="theme")
    >>> rank_nodes(Network(kind=network_kind("full"), graph=some), {"a": 2.0}, name="degree").rows
    (('a', 'A', 'theme', 2, 1, 1),)
    """
    nodes, further = network.graph.nodes, more or {}
    rounded = {node: tidy(score) for node, score in scores.items()}
    types = {node: str(nodes[node]["type"]) for node in rounded}
    ranks = _ranks(rounded.values())
    of_type = {
        kind: _ranks(score for node, score in rounded.items() if types[node] == kind)
        for kind in set(types.values())
    }
    rows: list[tuple[Cell, ...]] = []
    for node in sorted(rounded, key=lambda node: (-rounded[node], node)):
        score = rounded[node]
        others = [tidy(column[node]) for column in further.values()]
        both = (ranks[score], of_type[types[node]][score])
        rows.append((node, nodes[node]["label"], types[node], score, *others, *both))
    columns = ("id", "label", "type", name, *further, "rank", "rank_in_type")
    return Table(columns=columns, rows=tuple(rows))


def tidy(number: float, *, decimals: int = DECIMALS) -> float:
    """The number rounded; a whole one without a fraction.

    >>> tidy(3.0), tidy(1 / 3)
    (3, 0.33333333)
    """
    rounded = round(float(number), decimals)
    return int(rounded) if rounded.is_integer() else rounded


def significant(number: float) -> float:
    """The number with six significant figures, so that the smallest keep their order.

    >>> significant(1 / 3e9)
    3.33333e-10
    """
    return float(f"{number:.6g}")


def _ranks(scores: Iterable[float]) -> dict[float, int]:
    ordered = sorted(scores, reverse=True)
    return {score: place for place, score in reversed(list(enumerate(ordered, start=1)))}
