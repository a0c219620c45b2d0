"""GEXF: valid against the official grammar, read by networkx, the same to the byte."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import etree

from inspectgraph.export.gexf import write_gexf
from inspectgraph.networks import project_full
from inspectgraph.store import open_store

GRAMMAR = Path(__file__).parents[3] / "shared" / "gexf" / "gexf.rng"


def written(network: Any) -> bytes:
    stream = io.BytesIO()
    write_gexf(network, stream, description="A & B <test>")
    return stream.getvalue()


@pytest.fixture(scope="module")
def network(seed_store: Path) -> Any:
    with open_store(seed_store) as store:
        return project_full(store.graph)


@pytest.fixture
def awkward() -> Any:
    network = nx.MultiDiGraph()
    network.add_node('a"<&>', label="line\nbreak \x00\x1b ￿ ‘é’ 😀", type="team")
    network.add_node("b", label="", type="person", status=None)
    network.add_edge('a"<&>', "b", key="x", kind="<x>", weight=2)
    network.add_edge('a"<&>', "b", key="y", kind="y")
    return network


def check(data: bytes) -> None:
    if not GRAMMAR.exists():
        pytest.skip("the official grammar is not beside the checkout")
    grammar = etree.RelaxNG(etree.parse(str(GRAMMAR)))
    grammar.assertValid(etree.parse(io.BytesIO(data)))


def test_valid(network: Any) -> None:
    check(written(network))


def test_valid_whatever_names_are(awkward: Any) -> None:
    check(written(awkward))


def test_valid_when_empty() -> None:
    check(written(nx.MultiDiGraph()))


def read(data: bytes) -> Any:
    return nx.read_gexf(io.BytesIO(data), version="1.3")


def test_networkx_reads_it(network: Any) -> None:
    again = read(written(network))
    assert again.number_of_nodes() == network.number_of_nodes() > 100
    assert again.number_of_edges() == network.number_of_edges() > 300
    for node, values in network.nodes(data=True):
        assert again.nodes[node]["label"] == values["label"]
        assert again.nodes[node]["type"] == values["type"]


def test_networkx_reads_awkward_names(awkward: Any) -> None:
    again = read(written(awkward))
    assert again.nodes['a"<&>']["label"] == "line break ‘é’ 😀"
    assert again.number_of_edges() == 2


def test_the_same_to_the_byte(network: Any) -> None:
    assert written(network) == written(network.copy())
