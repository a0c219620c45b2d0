"""Each CONSTRUCT rule of `ontology/rules/` concludes what it must from one small graph, and nothing from another."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import QueryTriples, RdfFormat, Store

from inspectgraph.knowledge.places import ontology_folder

GRAPHS = Path(__file__).parent / "rules"
ID = "https://w3id.org/inspectgraph/id/"

CONCLUDES: dict[str, set[tuple[str, str, str]]] = {
    "inspected": {("person/inspector-a", "inspected", "authority/E1")},
    "inspected-with": {
        ("person/inspector-a", "inspectedWith", "person/inspector-b"),
        ("person/inspector-b", "inspectedWith", "person/inspector-a"),
    },
    "resolved-visits": {
        ("visit/E1/2018-11/ilacs", "resolvedTo", "visit/E1/2018-11-26/ilacs"),
        ("visit/E1/2011/cra", "resolvedTo", "visit/E1/2011-01-19/cra"),
    },
}


def conclusions(rule: str, graph: str) -> set[tuple[str, str, str]]:
    """What a rule concludes, IRIs cut to what a person reads."""
    store = Store()
    store.load(path=str(GRAPHS / f"{rule}.{graph}.ttl"), format=RdfFormat.TURTLE)
    sparql = (ontology_folder() / "rules" / f"{rule}.rq").read_text(encoding="utf-8")
    triples = cast(QueryTriples, store.query(sparql, use_default_graph_as_union=True))
    return {
        (
            str(triple.subject).strip("<>").removeprefix(ID),
            str(triple.predicate).strip("<>").rpartition("#")[2],
            str(triple.object).strip("<>").removeprefix(ID),
        )
        for triple in triples
    }


def test_every_rule_has_its_examples() -> None:
    rules = {path.stem for path in (ontology_folder() / "rules").glob("*.rq")}
    assert rules == set(CONCLUDES), "add what the new rule concludes to CONCLUDES, and two small graphs"
    assert len(rules) == 3


@pytest.mark.parametrize("rule", sorted(CONCLUDES))
def test_a_rule_fires(rule: str) -> None:
    assert conclusions(rule, "fires") == CONCLUDES[rule]


@pytest.mark.parametrize("rule", sorted(CONCLUDES))
def test_a_rule_is_silent(rule: str) -> None:
    assert conclusions(rule, "silent") == set()
