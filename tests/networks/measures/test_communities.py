"""Communities, and how stable they are."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.networks.measures.graphs import column, network_of, two_cliques

from inspectgraph.errors import MisuseError
from inspectgraph.networks.measures import Limits, measure_communities
from inspectgraph.networks.measures.agreement import adjusted_rand, companions_kept, mean_agreement
from inspectgraph.networks.measures.drawing import Draws

GROUPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12)


def test_two_cliques_are_two_communities() -> None:
    measured = measure_communities(network_of([*two_cliques(), ("a0", "a9", 3)]))
    found = column(measured, "community")
    assert {node for node, group in found.items() if group == 1} == {*(f"a{n}" for n in range(6)), "a9"}
    assert {node for node, group in found.items() if group == 2} == {f"b{n}" for n in range(6)}
    assert set(column(measured, "steady").values()) == {1}
    assert column(measured, "size")["b3"] == 6
    assert "nearly the same groups each time (adjusted Rand index 1.00" in measured.meaning
    assert measured.warnings == ()


def test_equal_communities_are_ordered_by_their_smallest_id() -> None:
    assert column(measure_communities(network_of(two_cliques())), "community")["a3"] == 1


def test_one_run_is_networkx_own() -> None:
    graph = nx.karate_club_graph()
    network = network_of([(f"{a:02}", f"{b:02}", weight) for a, b, weight in graph.edges(data="weight")])
    simple = nx.Graph()
    simple.add_nodes_from(range(34))
    simple.add_weighted_edges_from(sorted(graph.edges(data="weight")))
    expected = {
        frozenset(f"{node:02}" for node in one)
        for one in nx.community.louvain_communities(simple, seed=Draws(5))
    }
    found = column(measure_communities(network, seed=5, runs=1), "community")
    groups = {frozenset(node for node in found if found[node] == group) for group in found.values()}
    assert groups == expected


def test_an_even_network_is_doubted() -> None:
    chance = Draws(0)
    pairs = [pair for pair in combinations([f"n{node:02}" for node in range(40)], 2) if chance.random() < 0.5]
    warnings = measure_communities(network_of([(one, other, 1) for one, other in pairs])).warnings
    assert [warning.split(" (")[0] for warning in warnings] == [
        "The communities are not stable",
        "The communities hardly stand out",
    ]


def test_nodes_without_links_are_each_alone() -> None:
    measured = measure_communities(network_of([], nodes=["b", "a"]))
    assert column(measured, "community") == {"a": 1, "b": 2}
    assert "No two nodes of the network are linked" in measured.warnings[0]


def test_a_network_above_the_limit_is_refused() -> None:
    with pytest.raises(MisuseError, match=r"12 nodes and 31 edges, too many to find communities"):
        measure_communities(network_of(two_cliques()), limits=Limits(communities=4 * 43 - 1))


def test_a_large_network_has_fewer_runs() -> None:
    measured = measure_communities(network_of(two_cliques()), limits=Limits(communities=5 * 43))
    assert "and 5 runs with other seeds" in measured.meaning


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [
        ([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2], 0.2424),  # Scikit-learn gives the same.
        ([0, 0, 1, 1], [0, 0, 1, 2], 0.5714),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0),
        ([0, 1, 2, 3], [3, 2, 1, 0], 1),
        ([0, 0, 0, 0], [1, 1, 1, 1], 1),
    ],
)
def test_adjusted_rand(one: list[int], other: list[int], index: float) -> None:
    assert adjusted_rand(one, other) == pytest.approx(index, abs=1e-4)


@given(GROUPS)
def test_agreement_is_symmetric_and_at_most_whole(pairs: list[tuple[int, int]]) -> None:
    one, other = [first for first, _ in pairs], [second for _, second in pairs]
    assert adjusted_rand(one, other) == pytest.approx(adjusted_rand(other, one))
    assert adjusted_rand(one, other) <= 1 + 1e-9
    assert adjusted_rand(one, [9 - group for group in one]) == pytest.approx(1)
    assert mean_agreement([one, one, one]) == pytest.approx(1)
    assert companions_kept(one, [one, one]) == [1] * len(one)
