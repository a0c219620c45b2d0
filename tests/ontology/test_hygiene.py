"""The rules of `ontology/rules/ontology/`: none finds a fault, and each catches its example."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
FAULTS = Path(__file__).parent / "faults"
RULES = sorted(path.stem for path in (ONTOLOGY / "rules" / "ontology").glob("*.rq"))


def rule_text(rule: str) -> str:
    return (ONTOLOGY / "rules" / "ontology" / f"{rule}.rq").read_text(encoding="utf-8")


def faults_found(rule: str, *paths: Path) -> list[str]:
    store = Store()
    for path in paths:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    return _rows(store, rule)


def _rows(store: Store, rule: str) -> list[str]:
    found = store.query(rule_text(rule))
    assert isinstance(found, QuerySolutions)
    return [" ".join(str(value) for value in row) for row in found]


@cache
def ontology() -> Store:
    store = Store()
    for path in [
        ONTOLOGY / "inspectgraph.ttl",
        ONTOLOGY / "authorities.ttl",
        *ONTOLOGY.glob("schemes/*.ttl"),
    ]:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    return store


def test_each_rule_has_an_example_and_each_example_a_rule() -> None:
    assert len(RULES) == 23
    assert sorted(path.stem for path in FAULTS.glob("*.ttl")) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_rule_begins_with_its_english(rule: str) -> None:
    first = rule_text(rule).splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith("."), "the first line of a rule says it in English"


@pytest.mark.parametrize("rule", RULES)
def test_rule_finds_nothing_in_the_ontology(rule: str) -> None:
    rows = _rows(ontology(), rule)
    assert rows == [], f"mend these so that: {rule_text(rule).splitlines()[0][2:]}"


@pytest.mark.parametrize("rule", RULES)
def test_rule_catches_its_example(rule: str) -> None:
    assert len(faults_found(rule, FAULTS / f"{rule}.ttl")) == 1
