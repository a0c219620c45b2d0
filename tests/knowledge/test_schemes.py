from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from inspectgraph.errors import DataError, MisuseError
from inspectgraph.knowledge import schemes
from inspectgraph.knowledge.schemes import SchemeName, load_scheme, theme_ids

SIZES: dict[SchemeName, int] = {
    "change": 4,
    "family": 8,
    "grade": 5,
    "judgement-area": 12,
    "kind": 11,
    "outcome": 4,
    "polarity": 4,
    "role": 5,
    "status": 4,
    "team-type": 18,
    "theme": 70,
}


@pytest.mark.parametrize(("name", "size"), SIZES.items())
def test_scheme_has_its_concepts_in_order(name: SchemeName, size: int) -> None:
    concepts = load_scheme(name)
    assert len(concepts) == size
    assert list(concepts) == sorted(concepts)
    assert all(c.iri == f"https://w3id.org/inspectgraph/id/{name}/{c.id}" for c in concepts.values())


def test_each_scheme_is_tested() -> None:
    assert set(SIZES) == set(get_args(SchemeName))


def test_leaf_themes_are_those_with_a_head() -> None:
    heads = {concept.id for concept in load_scheme("theme").values() if concept.broader is None}
    assert (len(theme_ids()), len(heads)) == (61, 9)
    assert not heads & set(theme_ids())


def test_each_kind_reports_a_family() -> None:
    assert {kind.family for kind in load_scheme("kind").values()} == set(load_scheme("family"))


def test_four_grades_are_ranked() -> None:
    ranks = {grade.rank: grade.id for grade in load_scheme("grade").values() if grade.rank}
    assert ranks == {1: "outstanding", 2: "good", 3: "requires-improvement", 4: "inadequate"}


def test_an_unknown_scheme_is_misuse() -> None:
    with pytest.raises(MisuseError, match="one of change, family"):
        load_scheme("colour")


FAULTY = [
    ("ex:a a skos:Concept", "not well-formed"),
    ('ex:a skos:notation "a" ; skos:prefLabel "A" .', None),
    ('ex:a skos:notation "b" ; skos:prefLabel "A" .', "must have one notation"),
    ('ex:a skos:notation "a" .', "must have one notation"),
    ('ex:a skos:notation "a" ; skos:prefLabel "A" , "B" .', "must have one notation"),
]


@pytest.mark.parametrize(("turtle", "what"), FAULTY)
def test_a_faulty_file_is_named(
    turtle: str, what: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "grades.ttl"
    prefixes = (
        "@prefix ex: <https://example.org/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    )
    path.write_text(prefixes + turtle, encoding="utf-8")
    monkeypatch.setattr(schemes, "knowledge_file", lambda _: path)
    read = load_scheme.__wrapped__
    if what is None:
        assert list(read("grade")) == ["a"]
        return
    with pytest.raises(DataError, match=what) as caught:
        read("grade")
    assert caught.value.where == "ontology/schemes/grades.ttl"
