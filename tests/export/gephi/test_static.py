"""The variant without time."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from tests.networks.strategies import networks

from inspectgraph.export.gephi.outline import outline_edges, outline_nodes
from inspectgraph.export.gephi.static import static_variant
from inspectgraph.networks.model import Network, Spell, Timed, network_kind

S = Spell
RECORD = (S("2010-06-01", "2024-01-01"),)
"""Of another node: what the network knows is from 2010 to 2023."""

YEARS: dict[tuple[Spell, ...], tuple[int | None, int | None]] = {
    (): (None, None),
    (S("2012-05-01", "2012-05-02"),): (2012, 2012),
    (S("2012-12-31", "2013-01-01"),): (2012, 2012),
    (S("2012-12-31", "2013-01-02"),): (2012, 2013),
    (S("2012-05-01", "2014-01-01"), S("2018-02-03", "2019-07-01")): (2012, 2019),
    (S("2012-05-01", "2014-01-01"), S("2018-02-03", None)): (2012, 2023),
    (S(None, "2014-03-01"),): (2010, 2014),
    (S(None, None),): (2010, 2023),
}


def made(**cells: Any) -> Network:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", type="issue", **cells)
    graph.add_node("b", label="B", type="visit", spells=RECORD)
    graph.add_edge(
        "b", "a", key="raises", kind="raises", weight=1, **{k: v for k, v in cells.items() if k == "spells"}
    )
    return Network(kind=network_kind("full"), graph=graph, scope="Blackpool", corpus="00")


def test_table_is_whole() -> None:
    assert len(YEARS) == 8


@pytest.mark.parametrize("spells", YEARS)
def test_years(spells: tuple[Spell, ...]) -> None:
    still = static_variant(made(spells=spells)).graph
    for cells in (still.nodes["a"], still.edges["b", "a", "raises"]):
        assert (cells.get("first_year"), cells.get("last_year")) == YEARS[spells]
        assert "spells" not in cells


def test_years_that_are_there_stay() -> None:
    cells = static_variant(made(spells=(S("2012-05-01", None),), first_year=2011)).graph.nodes["a"]
    assert (cells["first_year"], cells["last_year"]) == (2011, 2023)


def test_a_network_that_knows_no_day_has_no_years() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", type="issue", spells=(S(None, None),))
    still = static_variant(Network(kind=network_kind("full"), graph=graph)).graph
    assert dict(still.nodes["a"]) == {"label": "A", "type": "issue"}


def test_the_last_value_stays() -> None:
    status = (Timed("single", S("2012-05-01", "2018-02-03")), Timed("recurring", S("2018-02-03")))
    cells = static_variant(made(status=status, grade=(), region="London")).graph.nodes["a"]
    assert dict(cells) == {"label": "A", "type": "issue", "status": "recurring", "region": "London"}


@given(networks())
def test_only_time_goes(network: Network) -> None:
    still = static_variant(network)
    assert (still.kind, still.scope, still.corpus) == (network.kind, network.scope, network.corpus)
    assert list(still.graph) == list(network.graph)
    assert list(still.graph.edges(keys=True)) == list(network.graph.edges(keys=True))
    assert not outline_nodes(still).has_time
    assert not outline_edges(still).has_time
    assert dict(static_variant(still).graph.nodes(data=True)) == dict(still.graph.nodes(data=True))
    for node, cells in network.graph.nodes(data=True):
        for name, cell in cells.items():
            if name not in ("spells", "status", "state", "grade"):
                assert still.graph.nodes[node][name] == cell
