"""The terms: none is missing, none is idle."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from inspectgraph.extract.model import Change, Polarity, RoleKind
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.ledger.model import Status

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
TERM = re.compile(r"(?<![\w-])ig:([A-Za-z][A-Za-z0-9]*)")
DEFINED = re.compile(r"^ig:([A-Za-z0-9]+) a owl:", re.MULTILINE)


def defined_terms() -> set[str]:
    return set(DEFINED.findall((ONTOLOGY / "inspectgraph.ttl").read_text(encoding="utf-8")))


def terms_in(*paths: Path) -> set[str]:
    return {term for path in paths for term in TERM.findall(path.read_text(encoding="utf-8"))}


def test_there_are_as_many_terms_as_we_think() -> None:
    assert len(defined_terms()) == 92


def test_each_term_of_the_manual_is_defined() -> None:
    missing = terms_in(ROOT / "docs" / "graph.md") - defined_terms()
    assert not missing, (
        f"define in ontology/inspectgraph.ttl, or take out of docs/graph.md: {sorted(missing)}"
    )


def test_each_term_is_used_by_a_question_rule_listing_or_shape() -> None:
    queries = [path for path in ONTOLOGY.rglob("*.rq") if path.parent != ONTOLOGY / "rules" / "ontology"]
    idle = defined_terms() - terms_in(*queries, *ONTOLOGY.glob("shapes/*.ttl"))
    assert not idle, f"use in a question, rule, listing or shape, or take out of the ontology: {sorted(idle)}"


def test_each_term_in_use_is_defined() -> None:
    turtle = [*ONTOLOGY.glob("shapes/*.ttl"), *ONTOLOGY.glob("schemes/*.ttl"), ONTOLOGY / "authorities.ttl"]
    unknown = terms_in(*ONTOLOGY.rglob("*.rq"), *turtle) - defined_terms()
    assert not unknown, f"define in ontology/inspectgraph.ttl: {sorted(unknown)}"


def test_each_term_that_the_code_states_is_defined() -> None:
    unknown = terms_in(*(ROOT / "src").rglob("*.py")) - defined_terms()
    assert not unknown, f"define in ontology/inspectgraph.ttl: {sorted(unknown)}"


def test_schemes_hold_the_values_that_the_code_knows() -> None:
    assert set(load_scheme("polarity")) == set(get_args(Polarity))
    assert set(load_scheme("change")) == set(get_args(Change))
    assert set(load_scheme("role")) == set(get_args(RoleKind))
    assert set(load_scheme("status")) == set(get_args(Status))
