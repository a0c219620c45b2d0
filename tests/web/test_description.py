"""The description of the service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.store import OpenStore, open_store

SPACES = {
    **PREFIXES,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
TYPES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}


@pytest.fixture(scope="module")
def store(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as opened:
        yield opened


def described(content: bytes, format: RdfFormat) -> Store:
    found = Store()
    found.load(content, format)
    return found


def ask(store: Store, sparql: str) -> list[list[str]]:
    rows = store.query(sparql, prefixes=SPACES, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    return [[getattr(term, "value", "") for term in row] for row in rows]


@pytest.mark.parametrize("media_type", TYPES)
def test_each_format_says_the_same(site: Any, media_type: str) -> None:
    answer = site.get("/sparql", headers={"accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    plain = site.get("/sparql", headers={"accept": "application/n-triples"})
    assert set(described(answer.content, TYPES[media_type])) == set(
        described(plain.content, RdfFormat.N_TRIPLES)
    )


def test_the_service(site: Any) -> None:
    found = described(site.get("/sparql").content, RdfFormat.TURTLE)
    assert ask(found, "SELECT ?e { ?s a sd:Service ; sd:endpoint ?e }") == [["http://site.test/sparql"]]
    formats = ask(found, "SELECT ?f { ?s sd:resultFormat ?f } ORDER BY ?f")
    assert len(formats) == 10
    assert ["http://www.w3.org/ns/formats/SPARQL_Results_JSON"] in formats
    assert ask(found, "SELECT ?f { ?s sd:feature ?f }") == [[SPACES["sd"] + "UnionDefaultGraph"]]


def test_the_figures(site: Any, store: OpenStore) -> None:
    found = described(site.get("/sparql").content, RdfFormat.TURTLE)
    figures = ask(
        found,
        """SELECT ?triples ?entities ?subjects ?classes ?letters { ?d a sd:Dataset ; void:triples ?triples ;
        void:entities ?entities ; void:distinctSubjects ?subjects ; void:classes ?classes ; void:documents ?letters }""",
    )
    counted = ask(
        store.graph,
        """SELECT (COUNT(DISTINCT ?e) AS ?entities) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?c) AS ?classes)
        { ?s ?p ?o OPTIONAL { ?s a ?c BIND(?s AS ?e) } }""",
    )
    assert figures == [[str(len(store.graph)), *counted[0], "5"]]


def test_each_class_and_graph(site: Any, store: OpenStore) -> None:
    found = described(site.get("/sparql").content, RdfFormat.TURTLE)
    classes = ask(
        found, "SELECT ?c ?n { ?d void:classPartition [ void:class ?c ; void:entities ?n ] } ORDER BY ?c"
    )
    assert classes == ask(
        store.graph, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c"
    )
    graphs = ask(
        found, "SELECT ?g ?n { ?d sd:namedGraph [ sd:name ?g ; sd:graph/void:triples ?n ] } ORDER BY ?g"
    )
    assert graphs == ask(
        store.graph, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
    )
    sources = ask(found, "SELECT ?l { ?g dcterms:source ?l } ORDER BY ?l")
    assert sources == ask(store.graph, "SELECT DISTINCT ?l { ?l a ig:Letter } ORDER BY ?l")
    period = ask(found, "SELECT ?p { ?d dcterms:temporal ?p }")
    assert period == [["2011-01-19/2022-12-05"]]


@pytest.mark.parametrize(
    ("host", "endpoint"),
    [
        ("example.org", "http://example.org/sparql"),
        ("localhost:8000", "http://localhost:8000/sparql"),
        ("[::1]:8000", "http://[::1]:8000/sparql"),
        ("a> . <urn:a", "http://site.test/sparql"),
        ("evil.org/x?y#", "http://site.test/sparql"),
        ("a b", "http://site.test/sparql"),
        ("", "http://site.test/sparql"),
    ],
)
def test_an_odd_host_is_not_repeated(site: Any, host: str, endpoint: str) -> None:
    answer = site.get("/sparql", headers={"host": host})
    found = described(answer.content, RdfFormat.TURTLE)
    assert ask(found, "SELECT ?e { ?s sd:endpoint ?e }") == [[endpoint]]


def test_counted_once(open_site: Any) -> None:
    site = open_site(workers=2)
    answers = [site.send("GET", "/sparql") for _ in range(4)]
    assert len({answer.result(timeout=60).headers["etag"] for answer in answers}) == 1
    counted = site.service.counted
    site.get("/sparql", headers={"accept": "application/n-triples"})
    assert site.service.counted is counted
