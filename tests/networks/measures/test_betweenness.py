"""Betweenness against networkx, its sample, and its limit."""

from __future__ import annotations

import networkx as nx
import pytest
from tests.networks.measures.graphs import column, network_of

from inspectgraph.errors import MisuseError
from inspectgraph.networks.measures import Limits, measure_betweenness
from inspectgraph.networks.measures.betweenness import FEWEST_PIVOTS
from inspectgraph.networks.model import Network


def chain(length: int) -> Network:
    return network_of([(f"{node:04}", f"{node + 1:04}", 1) for node in range(length - 1)])


def test_as_networkx_has_it() -> None:
    graph = nx.karate_club_graph()
    network = network_of([(f"{a:02}", f"{b:02}", weight) for a, b, weight in graph.edges(data="weight")])
    for *_, data in graph.edges(data=True):
        data["distance"] = 1 / data["weight"]
    expected = nx.betweenness_centrality(graph, weight="distance")
    assert column(measure_betweenness(network), "betweenness") == {
        f"{node:02}": pytest.approx(score, abs=1e-8) for node, score in expected.items()
    }


def test_a_strong_detour_is_shorter() -> None:
    network = network_of([("a", "b", 1), ("a", "c", 4), ("c", "b", 4)])
    assert column(measure_betweenness(network), "betweenness") == {"c": 1, "a": 0, "b": 0}


def test_a_large_network_is_sampled_and_it_is_said() -> None:
    size = 250
    limits = Limits(betweenness=150 * (2 * size - 1))
    measured = measure_betweenness(chain(size), seed=3, limits=limits)
    assert "estimated from 150 of 250 nodes" in measured.warnings[-1]
    middle = [int(str(node)) for node in list(column(measured, "rank"))[:20]]
    assert all(60 < node < 190 for node in middle)
    assert measured == measure_betweenness(chain(size), seed=3, limits=limits)
    assert measured.table != measure_betweenness(chain(size), seed=4, limits=limits).table


def test_a_network_within_the_limit_is_exact() -> None:
    limits = Limits(betweenness=50 * 99)
    assert measure_betweenness(chain(50), limits=limits).warnings == ()


def test_a_network_too_large_for_a_sample_is_refused() -> None:
    size = FEWEST_PIVOTS + 50
    limits = Limits(betweenness=(FEWEST_PIVOTS - 1) * (2 * size - 1))
    with pytest.raises(MisuseError, match=r"has 150 nodes and 149 edges.*narrow it with --authority"):
        measure_betweenness(chain(size), limits=limits)
