"""The disparity filter, its alphas worked out by hand."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.networks.measures.graphs import Weighted, network_of
from tests.networks.strategies import networks

from inspectgraph.errors import MisuseError
from inspectgraph.networks.measures import backbone, measure_backbone
from inspectgraph.networks.model import Network

STAR = [("hub", f"leaf {leaf}", 2.0) for leaf in range(4)]
COMPLETE = [(one, other, 7.0) for one, other in combinations("abcde", 2)]
LOPSIDED = [("hub", "big", 97.0), ("hub", "x", 1.0), ("hub", "y", 1.0), ("hub", "z", 1.0)]


@pytest.mark.parametrize(
    ("edges", "alphas"),
    [
        (STAR, [(3 / 4) ** 3] * 4),
        (COMPLETE, [(3 / 4) ** 3] * 10),
        (LOPSIDED, [0.03**3, 0.99**3, 0.99**3, 0.99**3]),
        ([("a", "b", 5.0)], [1.0]),
        ([("a", "b", 1.0), ("b", "c", 3.0)], [1 / 4, 3 / 4]),
    ],
)
def test_alphas(edges: list[Weighted], alphas: list[float]) -> None:
    found = [record["alpha"] for record in measure_backbone(network_of(edges)).table.records()]
    assert found == pytest.approx(alphas, rel=1e-5)


def test_rows_and_what_stays() -> None:
    first, *others = measure_backbone(network_of(LOPSIDED)).table.records()
    assert first == {
        "source": "big",
        "source_label": "BIG",
        "target": "hub",
        "target_label": "HUB",
        "weight": 97,
        "alpha": 2.7e-05,
        "stays": True,
    }
    assert [record["stays"] for record in others] == [False] * 3


def test_nothing_stays_of_an_even_network() -> None:
    assert "No link has an alpha below 0.05" in measure_backbone(network_of(COMPLETE)).warnings[-1]
    assert backbone(network_of(COMPLETE)).graph.number_of_edges() == 0


def test_the_filter_keeps_parallel_edges_nodes_and_the_original() -> None:
    network = network_of([*LOPSIDED[:1], ("big", "hub", 3.0), *LOPSIDED[1:]], kind="full")
    kept = backbone(network, level=0.01)
    assert sorted((source, target) for source, target in kept.graph.edges()) == [
        ("big", "hub"),
        ("hub", "big"),
    ]
    assert list(kept.graph) == list(network.graph)
    assert (kept.scope, kept.kind) == ("backbone at 0.01", network.kind)
    assert network.graph.number_of_edges() == 5


@pytest.mark.parametrize("level", [0.0, -1.0, 1.5])
def test_a_level_out_of_range(level: float) -> None:
    for work in (measure_backbone, backbone):
        with pytest.raises(MisuseError, match="not between 0 and 1"):
            work(network_of(STAR), level=level)


@settings(max_examples=40)
@given(networks(max_nodes=8, max_edges=16), st.floats(0.01, 1))
def test_the_filter_keeps_what_the_table_says(network: Network, level: float) -> None:
    stays = {
        (record["source"], record["target"])
        for record in measure_backbone(network, level=level).table.records()
        if record["stays"]
    }
    kept = backbone(network, level=level).graph
    assert {(min(pair), max(pair)) for pair in kept.edges()} == stays
    assert set(kept.edges(keys=True)) <= set(network.graph.edges(keys=True))
