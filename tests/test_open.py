"""The users' door in Python: `inspectgraph.open(path)`."""

from __future__ import annotations

from pathlib import Path

import pytest

import inspectgraph
from inspectgraph.errors import MisuseError, StoreError

COUNT = "SELECT (COUNT(DISTINCT ?letter) AS ?n) { ?letter a ig:Letter }"


def test_query(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        assert store.query(COUNT).records() == [{"n": 5}]
        assert store.query("SELECT ?x { ?x a ig:Nothing }").rows == ()


def test_a_path_as_text(seed_store: Path) -> None:
    with inspectgraph.open(str(seed_store)) as store:
        assert store.query(COUNT).rows == ((5,),)


@pytest.mark.parametrize("sparql", ["ASK {}", "CONSTRUCT WHERE { ?s a ig:Letter }", "DROP ALL", "SELECT {"])
def test_what_is_no_select(sparql: str, seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store, pytest.raises(MisuseError):
        store.query(sparql)


def test_ask(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        table = store.ask("inspected-both", authority="Lancashire", other="Blackburn with Darwen")
        assert "Paula Thomson-Jones" in table.rows[0]
        with pytest.raises(MisuseError):
            store.ask("inspected-both", authority="Lancashire")


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        inspectgraph.open(tmp_path)


def test_closed(seed_store: Path) -> None:
    store = inspectgraph.open(seed_store)
    store.close()
    store.close()
    with pytest.raises(ValueError, match="closed"):
        store.query(COUNT)


# rdflib's Dataset warns of what rdflib's own methods do
RDFLIB_WARNS = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")


@RDFLIB_WARNS
def test_the_dataset_sees_all_letters(seed_store: Path) -> None:
    import rdflib

    with inspectgraph.open(seed_store) as store:
        dataset = store.dataset()
        assert isinstance(dataset, rdflib.Dataset)
        (row,) = dataset.query(COUNT)
        assert str(row[0]) == "5"  # type: ignore[index]
        letter = rdflib.URIRef("https://w3id.org/inspectgraph/ontology#Letter")
        assert len(set(dataset.subjects(rdflib.RDF.type, letter))) == 5


def test_named_graphs_of_the_dataset(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        rows = store.dataset().query("SELECT DISTINCT ?g { GRAPH ?g { ?letter a ig:Letter } }")
        assert len(list(rows)) == 5


def test_strings_are_answered_by_oxigraph(seed_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rdflib.plugins.sparql.processor import SPARQLProcessor

    def slow(*_: object, **__: object) -> None:
        raise AssertionError("rdflib's own engine is asked")

    monkeypatch.setattr(SPARQLProcessor, "query", slow)
    with inspectgraph.open(seed_store) as store:
        assert len(list(store.dataset().query("SELECT ?s { ?s a ig:Letter }"))) == 5


@RDFLIB_WARNS
def test_the_dataset_can_not_be_written(seed_store: Path) -> None:
    import rdflib

    with inspectgraph.open(seed_store) as store:
        dataset = store.dataset()
        before = len(dataset)
        with pytest.raises((OSError, RuntimeError, ValueError)):
            dataset.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.URIRef("urn:c")))
        assert len(dataset) == before


def test_version() -> None:
    assert inspectgraph.__version__.count(".") == 2
