"""A network without time, for Gephi Lite, sigma and all else that knows none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from inspectgraph.networks.model import Network, Spell, load_columns


def static_variant(network: Network) -> Network:
    """The same network with no spells: a changing column keeps its last value, and years say when things are.

    `first_year` and `last_year` are filled in, where they are not there, for what has spells: from the start
    of the first spell to the last day of the last one. An open end counts as the first or last year that any
    spell of the network names, so that a range of years finds what lasts.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph()
    >>> spells = (Spell("2018-03-01", "2019-01-01"),)
    >>> some.add_node("a", label="A", type="issue", spells=spells)
    >>> dict(static_variant(Network(kind=network_kind("full"), graph=some)).graph.nodes["a"])
    {'label': 'A', 'type': 'issue', 'first_year': 2018, 'last_year': 2018}
    """
    import networkx as nx

    first, last = _range_of(network)
    graph = nx.MultiDiGraph()
    for node, cells in network.graph.nodes(data=True):
        graph.add_node(node, **_still(cells, _changing("node"), first, last))
    for source, target, key, cells in network.graph.edges(keys=True, data=True):
        graph.add_edge(source, target, key=key, **_still(cells, _changing("edge"), first, last))
    return replace(network, graph=graph)


def _still(
    cells: Mapping[str, Any], changing: frozenset[str], first: int | None, last: int | None
) -> dict[str, Any]:
    """Cells without spells and without what came before."""
    still = {}
    for name, cell in cells.items():
        if name in changing and isinstance(cell, tuple):
            if cell:
                still[name] = cell[-1].value
        elif name != "spells":
            still[name] = cell
    if spells := cells.get("spells"):
        begun, ended = _first_year(spells[0]), _last_year(spells[-1])
        still.setdefault("first_year", first if begun is None else begun)
        still.setdefault("last_year", last if ended is None else ended)
    return {name: cell for name, cell in still.items() if cell is not None}


def _changing(of: str) -> frozenset[str]:
    return frozenset(column.name for column in load_columns() if column.of == of and column.changes)


def _range_of(network: Network) -> tuple[int | None, int | None]:
    """The first and the last year that a spell of the network names."""
    years = [year for spell in _spells_of(network) for year in (_first_year(spell), _last_year(spell))]
    named = [year for year in years if year is not None]
    return min(named, default=None), max(named, default=None)


def _spells_of(network: Network) -> Iterator[Spell]:
    for _, cells in network.graph.nodes(data=True):
        yield from cells.get("spells", ())
    for _, _, cells in network.graph.edges(data=True):
        yield from cells.get("spells", ())


def _first_year(spell: Spell) -> int | None:
    return int(spell.start[:4]) if spell.start else None


def _last_year(spell: Spell) -> int | None:
    """The year of the last day of a spell, whose end is the day after it."""
    if not spell.end:
        return None
    return int(spell.end[:4]) - spell.end.endswith("-01-01")
