"""The full network against the graph that it is projected from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.ask import run_rows
from inspectgraph.describe.namespaces import ID
from inspectgraph.networks import project_full
from inspectgraph.store import OpenStore, open_store


@pytest.fixture(scope="module")
def opened(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as store:
        yield store


@pytest.fixture(scope="module")
def network(opened: OpenStore) -> Any:
    return project_full(opened.graph)


def counted(store: OpenStore, pattern: str) -> int:
    (row,) = run_rows(store.graph, f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {pattern} }}")
    return int(row["n"])


NODES = {
    "authority": "SELECT DISTINCT ?x { ?l ig:aboutAuthority ?x }",
    "visit": "SELECT DISTINCT ?x { ?x a ig:Visit FILTER NOT EXISTS { ?x ig:resolvedTo ?y } }",
    "letter": "SELECT DISTINCT ?x { ?x a ig:Letter }",
    "person": "SELECT DISTINCT ?x { ?x a foaf:Person }",
    "issue": "SELECT DISTINCT ?x { ?x a ig:Issue }",
    "team": "SELECT DISTINCT ?x { ?x a ig:Team FILTER NOT EXISTS { ?x ig:sameTeamAs ?y } }",
    "theme": "SELECT DISTINCT ?x { ?i a ig:Issue ; ig:theme ?x }",
    "team type": "SELECT DISTINCT ?x { ?t a ig:Team ; ig:teamType ?x }",
    "kind": "SELECT DISTINCT ?x { ?l a ig:Letter ; ig:kind ?x }",
}


def test_as_many_nodes_as_things(opened: OpenStore, network: Any) -> None:
    types = Counter(values["type"] for _, values in network.nodes(data=True))
    assert types == {name: len(list(run_rows(opened.graph, query))) for name, query in NODES.items()}


EDGES = {
    "reports": "SELECT DISTINCT ?a ?b { ?a ig:reports ?b }",
    "issueOf": "SELECT DISTINCT ?a ?b { ?a ig:issueOf ?b }",
    "inspector": "SELECT DISTINCT ?a ?b {?r org:member ?a ; ig:ofVisit ?b; ig:roleKind id:role\\/inspector }",
    "concern": "SELECT DISTINCT ?a ?b { ?s ig:ofIssue ?a ; ig:atVisit ?b ; ig:stance id:polarity\\/concern }",
    "kind": "SELECT DISTINCT ?a ?b { ?a a ig:Letter ; ig:kind ?b }",
}


def test_as_many_edges_as_links(opened: OpenStore, network: Any) -> None:
    kinds = Counter(kind for _, _, kind in network.edges(keys=True))
    for kind, query in EDGES.items():
        assert kinds[kind] == len(list(run_rows(opened.graph, query))), kind


def test_a_weight_counts_facts(opened: OpenStore, network: Any) -> None:
    issue, visit = f"{ID}issue/E06000009/caseloads", f"{ID}visit/E06000009/2022-12-05/ilacs"
    facts = f"<{ID}issue/E06000009/caseloads/stance/2022-12-05/ilacs> ig:supportedBy ?finding"
    ((_, _, values),) = [e for e in network.edges(issue, data=True) if e[1] == visit]
    assert values["weight"] == counted(opened, facts)


def test_what_two_letters_state_alike_weighs_once(network: Any) -> None:
    """Oxigraph's union of graphs keeps a triple of two letters twice."""
    once = {"visitOf", "unitOf", "teamType", "reports", "kind", "issueOf", "theme"}
    weights = {values["weight"] for _, _, kind, values in network.edges(keys=True, data=True) if kind in once}
    assert weights == {1.0}


def test_the_order_is_fixed(opened: OpenStore, network: Any) -> None:
    again = project_full(opened.graph)
    assert list(again.nodes(data=True)) == list(network.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))
    assert list(network.nodes) == sorted(network.nodes)


def test_no_loops_and_no_strangers(network: Any) -> None:
    assert not [edge for edge in network.edges if edge[0] == edge[1]]
    assert not [node for node, degree in network.degree if degree == 0]
