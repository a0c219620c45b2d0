"""What holds of every measure: same input, same table; small networks; people; unknown names."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.networks.measures.graphs import issues_of, network_of, random_table, two_cliques
from tests.networks.strategies import networks

from inspectgraph.errors import MisuseError
from inspectgraph.networks.measures import MEASURES, measure_network
from inspectgraph.networks.measures.drawing import Draws
from inspectgraph.networks.model import Network, network_kind

pytest.importorskip("scipy")
NAMES = [*MEASURES]
OF_NODES = [name for name in NAMES if name not in ("backbone", "chance")]


def kind_for(name: str) -> str:
    return "issues" if name == "chance" else "full"


def test_the_names_are_those_of_the_command() -> None:
    assert NAMES == ["degree", "strength", "betweenness", "pagerank", "communities", "backbone", "chance"]


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(MisuseError, match=r"no measure 'closeness'.*degree, strength, betweenness"):
        measure_network(network_of(two_cliques()), "closeness")


@pytest.mark.parametrize("nodes", [[], ["only"]])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_to_measure(name: str, nodes: list[str]) -> None:
    measured = measure_network(network_of([], nodes=nodes, kind=kind_for(name)), name)
    assert len(measured.table) == 0
    assert measured.table.columns
    assert measured.meaning.endswith(".")
    assert "there is nothing to" in measured.warnings[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_network_of_a_loop_alone_is_not_linked(name: str) -> None:
    network = network_of([("a", "a", 1)], nodes=["b"], kind=kind_for(name))
    if name != "chance":
        assert "No two nodes of the network are linked" in measure_network(network, name).warnings[0]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "chance"])
def test_a_few_nodes_and_people_are_warned_of(name: str) -> None:
    network = network_of(
        [("a", "b", 1), ("b", "c", 2)], kind="inspectors", of_type="person", edge_kind="with"
    )
    warnings = measure_network(network, name).warnings
    assert warnings[0].startswith("The network has only 3 nodes")
    assert warnings[1].startswith("People stand in this network in their public roles alone")


@pytest.mark.parametrize("name", OF_NODES)
def test_each_node_has_a_row(name: str) -> None:
    network = network_of(two_cliques())
    records = measure_network(network, name).table.records()
    assert {record["id"] for record in records} == set(network.graph)
    assert {(record["label"], record["type"]) for record in records} >= {("A0", "theme")}


def in_other_order(network: Network, seed: int) -> Network:
    """The same nodes and edges, put in by chance."""
    chance, graph = Draws(seed), nx.MultiDiGraph()
    nodes = list(network.graph.nodes(data=True))
    edges = list(network.graph.edges(keys=True, data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return replace(network, graph=graph)


@settings(max_examples=60)
@given(
    networks(max_nodes=8, max_edges=16),
    st.sampled_from([n for n in NAMES if n != "chance"]),
    st.integers(0, 9),
)
def test_the_order_of_insertion_changes_nothing(network: Network, name: str, seed: int) -> None:
    measured = measure_network(network, name, seed=seed)
    assert measured == measure_network(in_other_order(network, seed), name, seed=seed)


@settings(max_examples=10)
@given(st.integers(0, 9))
def test_nor_for_chance(seed: int) -> None:
    network = issues_of(random_table(seed, themes=5, councils=20))
    measured = measure_network(network, "chance", seed=seed, draws=30)
    assert measured == measure_network(in_other_order(network, seed), "chance", seed=seed, draws=30)


SAID_BY_A_PROCESS = """
import networkx as nx
from inspectgraph.networks.measures import MEASURES, measure_network
from inspectgraph.networks.model import Network, network_kind
edges = [(f"a{i}", f"t{j}", "k", {"weight": 1 + i * j % 5, "kind": "k"})
         for i in range(16) for j in range(12) if (3 * i * i + 5 * j) % 7 < 4]
graph = nx.MultiDiGraph(edges)
for node in graph:
    graph.nodes[node].update(label=node, type="authority" if node[0] == "a" else "theme")
for name in MEASURES:
    print(measure_network(Network(kind=network_kind("issues"), graph=graph), name, draws=100))
"""


def test_other_hashes_of_strings_give_the_same_bytes() -> None:
    source = str(Path(__file__).parents[3] / "src")
    said = {
        subprocess.run(
            [sys.executable, "-c", SAID_BY_A_PROCESS],
            env={**os.environ, "PYTHONHASHSEED": hashes, "PYTHONPATH": source},
            capture_output=True,
            check=True,
        ).stdout
        for hashes in ("1", "2")
    }
    assert len(said) == 1
    assert len(said.pop()) > 10_000


def test_settings_reach_their_measure() -> None:
    network = network_of(two_cliques())
    assert "below 0.3 " in measure_network(network, "backbone", level=0.3).meaning
    issues = issues_of(random_table(2))
    assert "nearly all of 70 tables" in measure_network(issues, "chance", draws=70).meaning
    assert measure_network(issues, "chance", draws=70) != measure_network(issues, "chance", draws=70, seed=1)


def test_a_table_of_whole_numbers_stays_one() -> None:
    network = Network(kind=network_kind("co-issues"), graph=network_of([("a", "b", 2)]).graph)
    assert measure_network(network, "strength").table.to_csv().splitlines()[1] == "a,A,theme,2,1,1,1"
