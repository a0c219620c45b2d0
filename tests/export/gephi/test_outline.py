"""A network that is not sound is refused before anything is written, in a sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from inspectgraph.errors import DataError, InspectgraphError, MisuseError
from inspectgraph.export.gephi.gexf import write_gexf
from inspectgraph.export.gephi.graphml import write_graphml
from inspectgraph.export.gephi.outline import outline_edges, outline_nodes
from inspectgraph.export.gephi.tables import write_edges_csv, write_nodes_csv
from inspectgraph.networks.model import Network, Spell, Timed, network_kind

S = Spell
DAY, NEXT, LATER = "2019-02-12", "2019-02-13", "2020-01-01"


def of_node(node: object = "https://example.org/a", **cells: Any) -> Network:
    graph = nx.MultiDiGraph()
    graph.add_node(node, **{"label": "A", "type": "team"} | cells)
    return Network(kind=network_kind("full"), graph=graph)


def of_edge(**cells: Any) -> Network:
    network = of_node("a")
    network.graph.add_node("b", label="B", type="person")
    network.graph.add_edge("a", "b", key="x", **cells)
    return network


def dangling() -> Network:
    network = of_node("a")
    network.graph.add_edge("a", "nowhere", key="x", kind="x", weight=1)
    return network


UNSOUND: dict[str, tuple[Network, type[InspectgraphError], str]] = {
    "dangling": (dangling(), MisuseError, "an edge ends at a node that the network lacks ('nowhere')"),
    "no id": (of_node(""), MisuseError, "id of a node"),
    "a control in an id": (of_node("a\x1b"), MisuseError, "('a\\x1b'): use an IRI"),
    "half a character in an id": (of_node("a\ud800"), MisuseError, "id of a node"),
    "a number for an id": (of_node(7), MisuseError, "id of a node"),
    "no such column": (of_node(colour="red"), DataError, "no column of nodes is called 'colour'"),
    "no such column of edges": (of_edge(kind="x", weight=1, grade="good"), DataError, "no column of edges"),
    "no kind": (of_edge(weight=1), MisuseError, "(a to b)"),
    "no weight": (of_edge(kind="x"), MisuseError, "above 0"),
    "weight 0": (of_edge(kind="x", weight=0), MisuseError, "above 0"),
    "weight below 0": (of_edge(kind="x", weight=-1.5), MisuseError, "above 0"),
    "weight no number": (of_edge(kind="x", weight=float("nan")), MisuseError, "above 0"),
    "endless weight": (of_edge(kind="x", weight=float("inf")), MisuseError, "finite"),
    "no day long": (of_node(spells=(S(DAY, DAY),)), MisuseError, "spells overlap, end before they start"),
    "backwards": (of_node(spells=(S(NEXT, DAY),)), MisuseError, "spells"),
    "overlap": (of_node(spells=(S(DAY, LATER), S(NEXT, None))), MisuseError, "(https://example.org/a)"),
    "after an open end": (of_node(spells=(S(DAY, None), S(LATER, None))), MisuseError, "spells"),
    "open start second": (of_node(spells=(S(DAY, NEXT), S(None, LATER))), MisuseError, "spells"),
    "a year": (of_node(spells=(S("2019", "2020"),)), MisuseError, "are no days"),
    "out of order": (of_node(spells=(S(LATER, None), S(DAY, NEXT))), MisuseError, "in order of time"),
    "overlapping values": (
        of_node(status=(Timed("single", S(DAY, LATER)), Timed("recurring", S(NEXT)))),
        MisuseError,
        "status of https://example.org/a",
    ),
    "an edge's spells": (of_edge(kind="x", weight=1, spells=(S(NEXT, DAY),)), MisuseError, "(a to b)"),
}

SOUND: dict[str, Network] = {
    "one day": of_node(spells=(S(DAY, NEXT),)),
    "always": of_node(spells=(S(None, None),)),
    "no spells": of_node(spells=()),
    "touching": of_node(spells=(S(None, DAY), S(DAY, NEXT), S(NEXT, None))),
    "apart": of_node(spells=(S(DAY, NEXT), S(LATER, None))),
    "steady status": of_node(status="single"),
    "no status known": of_node(status=()),
    "touching values": of_node(status=(Timed("single", S(DAY, LATER)), Timed("recurring", S(LATER)))),
    "long label": of_node(label="a" * 100),
    "no label": of_node(label=""),
    "tiny weight": of_edge(kind="x", weight=1e-9),
}

WRITERS: tuple[Callable[[Network, io.BytesIO], None], ...] = (write_gexf, write_graphml)


def test_tables_are_whole() -> None:
    assert (len(UNSOUND), len(SOUND)) == (22, 11)


@pytest.mark.parametrize("name", UNSOUND)
def test_unsound(name: str) -> None:
    network, fault, words = UNSOUND[name]
    for write in WRITERS:
        out = io.BytesIO()
        with pytest.raises(fault) as caught:
            write(network, out)
        assert words in str(caught.value)
        assert caught.value.remedy
        assert out.getvalue() == b""


@pytest.mark.parametrize("name", SOUND)
def test_sound(name: str) -> None:
    outline_nodes(SOUND[name])
    outline_edges(SOUND[name])


def test_the_tables_refuse_too() -> None:
    for network, write in ((dangling(), write_nodes_csv), (of_edge(kind="x"), write_edges_csv)):
        out = io.BytesIO()
        with pytest.raises(MisuseError):
            write(network, out)
        assert out.getvalue() == b""


def test_what_changes_is_told_from_what_could() -> None:
    steady, changing = of_node(status="single"), of_node(status=(Timed("single", S(DAY)),), region="London")
    assert outline_nodes(steady).changing == frozenset()
    assert outline_nodes(changing).changing == {"status"}
    assert [column.name for column in outline_nodes(changing).columns] == ["region", "status"]
    assert [column.name for column in outline_nodes(SOUND["long label"]).columns] == ["full_label"]
