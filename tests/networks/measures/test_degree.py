"""Degree, strength, and the order of rows."""

from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from tests.networks.measures.graphs import column, network_of
from tests.networks.strategies import networks

from inspectgraph.networks.measures import measure_degree, measure_strength
from inspectgraph.networks.measures.simple import to_directed, to_undirected
from inspectgraph.networks.model import Network


def test_parallel_and_opposite_edges_are_one_link() -> None:
    network = network_of(
        [("a", "b", 2), ("a", "b", 3), ("b", "a", 4), ("b", "c", 1), ("c", "c", 9)], kind="full"
    )
    measured = measure_degree(network)
    assert column(measured, "degree") == {"b": 2, "a": 1, "c": 1}
    assert column(measured, "strength") == {"b": 10, "a": 9, "c": 1}
    assert column(measured, "in_degree") == {"b": 1, "a": 1, "c": 1}
    assert column(measured, "out_strength") == {"b": 5, "a": 5, "c": 0}
    assert column(measured, "rank") == {"b": 1, "a": 2, "c": 2}


def test_a_symmetric_network_has_no_directions() -> None:
    measured = measure_degree(network_of([("a", "b", 2)]))
    assert measured.table.columns == ("id", "label", "type", "degree", "strength", "rank", "rank_in_type")
    assert "visits" in measured.meaning, "what the weight counts is said"


def test_mutual_kinds_go_both_ways() -> None:
    network = network_of([("a", "b", 1)], kind="inspectors", of_type="person", edge_kind="with")
    assert column(measure_degree(network), "in_degree") == {"a": 1, "b": 1}


def test_strength_ranks_by_weight() -> None:
    network = network_of([("a", "b", 1), ("a", "c", 1), ("d", "e", 9)])
    assert list(column(measure_strength(network), "rank").items())[:3] == [("d", 1), ("e", 1), ("a", 3)]
    assert list(column(measure_degree(network), "rank").items())[:2] == [("a", 1), ("b", 2)]


def test_ranks_within_a_type() -> None:
    network = network_of([("a", "b", 3), ("a", "c", 2), ("a", "d", 1)])
    network.graph.nodes["c"]["type"] = network.graph.nodes["d"]["type"] = "person"
    assert column(measure_strength(network), "rank_in_type") == {"a": 1, "b": 2, "c": 1, "d": 2}


@settings(max_examples=40)
@given(networks(max_nodes=8, max_edges=16))
def test_as_networkx_has_it(network: Network) -> None:
    measured = measure_degree(network)
    if len(network.graph) < 2:
        assert len(measured.table) == 0
        return
    simple, directed = to_undirected(network), to_directed(network)
    bare = nx.Graph(network.graph)
    bare.remove_edges_from(list(nx.selfloop_edges(bare)))
    assert column(measured, "degree") == dict(bare.degree()) == dict(simple.degree())
    assert column(measured, "in_degree") == dict(directed.in_degree())
    ranks = list(column(measured, "rank").values())
    degrees = list(column(measured, "degree").values())
    assert degrees == sorted(degrees, reverse=True)
    assert ranks == [1 + sum(other > one for other in degrees) for one in degrees]
