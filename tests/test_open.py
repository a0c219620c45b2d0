"""The users' door in Python: `inspectgraph.open(path)`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import inspectgraph
from inspectgraph.ask.table import Table
from inspectgraph.door import CutAnswerWarning
from inspectgraph.errors import MissingPackageError, MisuseError, QueryEndedError, StoreError
from inspectgraph.networks import load_kinds

COUNT = "SELECT (COUNT(DISTINCT ?letter) AS ?n) { ?letter a ig:Letter }"


def test_query(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        assert store.query(COUNT).records() == [{"n": 5}]
        assert store.query("SELECT ?x { ?x a ig:Nothing }").rows == ()


def test_a_path_as_text(seed_store: Path) -> None:
    with inspectgraph.open(str(seed_store)) as store:
        assert store.query(COUNT).rows == ((5,),)


@pytest.mark.parametrize("sparql", ["DROP ALL", "SELECT {"])
def test_what_is_no_table(sparql: str, seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store, pytest.raises(MisuseError):
        store.query(sparql)


def test_triples_are_a_table(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        table = store.query("CONSTRUCT WHERE { ?s a ig:Letter }")
    assert table.columns == ("subject", "predicate", "object")
    assert len(set(table.rows)) == 5


def test_true_is_a_table(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        assert store.query("ASK { ?letter a ig:Letter }").records() == [{"answer": True}]


def test_what_only_says_to_be_a_number(seed_store: Path) -> None:
    odd = """SELECT ("abc"^^xsd:integer AS ?a) ("7"^^<http://e#int> AS ?b) ("NaN"^^xsd:double AS ?c) (2 AS ?d) {}"""
    with inspectgraph.open(seed_store) as store:
        assert store.query(odd).rows == (("abc", "7", "NaN", 2),)


def test_a_cut_answer_says_so(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        with pytest.warns(CutAnswerWarning, match="first 2 rows"):
            assert len(store.query("SELECT ?s { ?s a ig:Letter }", rows=2)) == 2
        assert len(store.query("SELECT ?s { ?s a ig:Letter }", rows=None)) == 5


def test_a_query_of_death_is_ended(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        with pytest.raises(QueryEndedError, match="longer than"):
            store.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", seconds=0.3)
        assert store.query(COUNT).rows == ((5,),)


LISTED = ("letters", "visits", "findings", "teams", "people", "issues")


@pytest.mark.parametrize("name", LISTED)
def test_listings_are_the_commands(name: str, seed_store: Path) -> None:
    command = [sys.executable, "-m", "inspectgraph", name, "--store", str(seed_store), "--format", "csv"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    with inspectgraph.open(seed_store) as store:
        table: Table = getattr(store, name)()
    assert table.to_csv().encode() == printed
    assert len(table) > 3


def test_listings_have_a_scope(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        persistent = store.issues(authority="Blackpool", status="persistent", since="2022")
        assert {row["status"] for row in persistent.records()} == {"persistent"}
        assert {row["authority"] for row in store.findings(authority="Blackpool").records()} == {"Blackpool"}
        for wrong in ({"status": "persistant"}, {"since": "soon"}, {"authority": "Blackpoool"}):
            with pytest.raises(MisuseError):
                store.issues(**wrong)


NETWORKS: dict[str, dict[str, str]] = {
    "full": {},
    "issues": {"authority": "Blackpool", "status": "persistent"},
    "co-issues": {"region": "North West", "since": "2018", "until": "2022-12-31"},
    "similar": {"theme": "caseloads"},
    "inspectors": {"letter_kind": "monitoring-visit"},
    "teams": {},
    "around": {"name": "MASH"},
    "timeline": {"authority": "Blackpool"},
}


@pytest.mark.parametrize("kind", NETWORKS)
def test_networks(kind: str, seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        network = store.network(kind, **NETWORKS[kind])  # type: ignore[arg-type]
        again = store.network(kind, **NETWORKS[kind])  # type: ignore[arg-type]
    assert network.kind.name == kind
    assert network.graph.number_of_nodes() > 0
    assert network.graph.is_directed()
    assert network.graph.is_multigraph()
    assert list(network.graph.edges(keys=True, data=True)) == list(again.graph.edges(keys=True, data=True))
    assert set(NETWORKS) == set(load_kinds())


def test_a_networks_nodes_are_those_of_sparql(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        graph = store.network("full").graph
        people = store.query("SELECT DISTINCT (STR(?person) AS ?who) { ?person a foaf:Person }")
        bare = store.network("full", people=False).graph
    named = {str(row[0]) for row in people.rows}
    assert named
    assert set(graph) - set(bare) == named


WRONG: tuple[tuple[str, dict[str, str]], ...] = (
    ("hairball", {}),
    ("timeline", {}),
    ("around", {}),
    ("around", {"name": "Quidditch"}),
    ("full", {"name": "MASH"}),
    ("full", {"authority": "Blackpoool"}),
    ("full", {"since": "soon"}),
)


@pytest.mark.parametrize(("kind", "words"), WRONG)
def test_networks_that_are_none(kind: str, words: dict[str, str], seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store, pytest.raises(MisuseError):
        store.network(kind, **words)  # type: ignore[arg-type]
    assert len(WRONG) == 7


def test_search(seed_store: Path) -> None:
    with inspectgraph.open(seed_store) as store:
        hits = store.search("caseloads", authority="Blackpool", limit=5)
        assert 0 < len(hits) <= 5
        assert all("caseload" in str(row["text"]).lower() for row in hits.records())


def test_pandas_has_the_same_cells(seed_store: Path) -> None:
    pandas = pytest.importorskip("pandas")
    with inspectgraph.open(seed_store) as store:
        table = store.visits()
    frame = table.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert (tuple(frame.columns), len(frame)) == (table.columns, len(table))
    assert list(frame["visit"]) == [row["visit"] for row in table.records()]


def test_without_pandas_its_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingPackageError, match="pip install pandas"):
        Table(columns=("a",), rows=()).to_pandas()


def test_a_door_stays_on_its_state(seed_store: Path, tmp_path: Path) -> None:
    store_path = tmp_path / "store"
    shutil.copytree(seed_store, store_path)
    with inspectgraph.open(store_path) as store:
        before = store.query(COUNT).rows
        gone = [sys.executable, "-m", "inspectgraph", "remove", "--store", str(store_path)]
        file = str(store.letters().records()[0]["file"])
        subprocess.run([*gone, file], capture_output=True, check=True)
        assert store.query(COUNT).rows == before == ((5,),)
        assert len(store.letters()) == 5
    with inspectgraph.open(store_path) as store:
        assert store.query(COUNT).rows == ((4,),)


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
    for ask in (
        lambda: store.query(COUNT),
        store.issues,
        lambda: store.network("full"),
        lambda: store.search("drift"),
        store.dataset,
    ):
        with pytest.raises(ValueError, match="closed"):
            ask()


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
