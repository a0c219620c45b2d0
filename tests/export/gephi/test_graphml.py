"""GraphML, read back by networkx."""

from __future__ import annotations

import io
import sys
import xml.etree.ElementTree as ElementTree
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from tests.networks.strategies import networks

from inspectgraph.export.gephi.graphml import write_graphml
from inspectgraph.export.gephi.static import static_variant
from inspectgraph.export.gephi.words import number, one_line, short_label
from inspectgraph.networks.model import Network, Spell, Timed, network_kind


def written(network: Network) -> bytes:
    out = io.BytesIO()
    write_graphml(network, out)
    return out.getvalue()


def read(data: bytes) -> Any:
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


def told() -> Network:
    graph = nx.MultiDiGraph()
    graph.add_node(
        "a",
        label="The partnership’s arrangements for the multi-agency safeguarding hub",
        type="issue",
        status=(Timed("single", Spell(None, "2019-01-01")), Timed("recurring", Spell("2019-01-01"))),
        aliases=("A & B", "é\x00"),
        findings=3,
        spells=(Spell("2012-03-05", "2013-01-01"),),
    )
    graph.add_node("b", label="B", type="visit", aliases=())
    graph.add_edge("a", "b", key="x", kind="raised at", weight=2, visits=1)
    graph.add_edge("a", "b", key="y", kind="stated", weight=0.1 + 0.2)
    graph.add_edge("b", "a", key="x", kind="raised at", weight=1)
    return Network(kind=network_kind("full"), graph=graph)


def test_values_are_plain() -> None:
    graph = read(written(told()))
    assert graph.nodes["a"] == {
        "label": "The partnership’s arrangements for the multi-agency…",
        "type": "issue",
        "first_year": 2012,
        "last_year": 2012,
        "status": "recurring",
        "findings": 3,
        "aliases": "A & B; é",
        "full_label": "The partnership’s arrangements for the multi-agency safeguarding hub",
    }
    assert list(graph.edges(keys=True, data=True)) == [
        ("a", "b", "e0", {"kind": "raised at", "weight": 2.0, "visits": 1}),
        ("a", "b", "e1", {"kind": "stated", "weight": 0.3}),
        ("b", "a", "e2", {"kind": "raised at", "weight": 1.0}),
    ]


def test_a_name_has_one_type() -> None:
    root = ElementTree.fromstring(written(told()))
    keys = [
        (key.get("for"), key.get("attr.name"))
        for key in root.iter("{http://graphml.graphdrawing.org/xmlns}key")
    ]
    assert len(keys) == len(set(keys)) > 8


def test_the_same_bytes_without_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    with_lxml = written(told())
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    assert written(told()) == with_lxml


@given(networks())
def test_any_network(network: Network) -> None:
    data = written(network)
    assert data == written(network)
    assert data == written(static_variant(network))
    graph = read(data)
    assert list(graph) == list(network.graph)
    for node, cells in network.graph.nodes(data=True):
        assert graph.nodes[node].get("label", "") == short_label(one_line(cells["label"]))
    assert [(*ends, cells["kind"], cells["weight"]) for *ends, cells in graph.edges(data=True)] == [
        (*ends, one_line(cells["kind"]), float(number(cells["weight"])))
        for *ends, cells in network.graph.edges(data=True)
    ]
