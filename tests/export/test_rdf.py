"""The graph in files: each format says the same when it is read again, and is the same to the byte."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, parse

from inspectgraph.describe.namespaces import ID, PREFIXES
from inspectgraph.export.rdf import RDF_FORMATS, write_rdf
from inspectgraph.store import open_store


@pytest.fixture(scope="module")
def graph(seed_store: Path) -> Iterator[Store]:
    with open_store(seed_store) as store:
        yield store.graph


def written(graph: Store, format: str) -> bytes:
    stream = io.BytesIO()
    write_rdf(graph, stream, format=format)
    return stream.getvalue()


def test_formats() -> None:
    assert list(RDF_FORMATS) == ["turtle", "trig", "nquads", "ntriples", "jsonld"]


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_says_the_same_when_read_again(graph: Store, format: str) -> None:
    read = set(parse(written(graph, format), RDF_FORMATS[format]))
    if RDF_FORMATS[format].supports_datasets:
        assert read == set(graph)
    else:
        assert {quad.triple for quad in read} == {quad.triple for quad in graph}


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_the_order_of_coming_changes_no_byte(graph: Store, format: str) -> None:
    backwards = Store()
    for quad in sorted(graph, key=str, reverse=True):
        backwards.add(quad)
    assert written(backwards, format) == written(graph, format)


def test_rdflib_reads_it_too(graph: Store) -> None:
    import rdflib

    read = rdflib.Graph().parse(data=written(graph, "turtle"), format="turtle")
    assert len(read) == len({quad.triple for quad in graph})


def test_prefixes_are_declared(graph: Store) -> None:
    assert b"@prefix ig: <https://w3id.org/inspectgraph/ontology#> ." in written(graph, "turtle")


def test_awkward_literals() -> None:
    line = '<urn:s> <urn:p> "a\\"b\\nc\\u0085d \\U0001F600"@en <urn:g> .'
    store = Store()
    store.load(line.encode(), RdfFormat.N_QUADS)
    for format in RDF_FORMATS:
        (read,) = parse(written(store, format), RDF_FORMATS[format])
        assert isinstance(read, Quad)
        assert read.object == next(iter(store)).object


@pytest.mark.parametrize("format", RDF_FORMATS)
def test_nobody_is_named_without_people(graph: Store, format: str) -> None:
    stream = io.BytesIO()
    write_rdf(graph, stream, format=format, people=False)
    left = {quad.triple for quad in parse(stream.getvalue(), RDF_FORMATS[format])}
    gone = {quad.triple for quad in graph} - left
    assert left < {quad.triple for quad in graph}
    assert not [triple for triple in left if f"{ID}person/" in str(triple)]
    people = {str(row[0]) for row in asked(graph, "SELECT ?who { ?who a foaf:Person }")}
    roles = {str(row[0]) for row in asked(graph, "SELECT ?role { ?role a ig:Role }")}
    assert people
    assert roles
    names = {str(row[0]) for row in asked(graph, "SELECT ?name { ?who a foaf:Person ; foaf:name ?name }")}
    for triple in left:
        assert not {str(triple.subject), str(triple.object)} & (people | roles), triple
        assert str(triple.object) not in names, f"write_rdf leaves a name: {triple}"
    # and nothing else is gone
    for triple in gone:
        assert {str(triple.subject), str(triple.object)} & (people | roles), triple


def asked(graph: Store, sparql: str) -> QuerySolutions:
    found = graph.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found
