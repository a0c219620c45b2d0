"""The query room: what is refused, how faults are told, which prefixes are known, how terms show."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from inspectgraph.ask.query import (
    Term,
    bare_words,
    cell_of,
    declare_prefixes,
    refuse_unfit,
    run_query,
    run_rows,
    shorten_iri,
)
from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.errors import MisuseError

XSD = "http://www.w3.org/2001/XMLSchema#"

UPDATES = [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "insert { ?s ?p 1 } where { ?s ?p ?o }",
    "DELETE WHERE { ?s ?p ?o }",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "CLEAR ALL",
    "DROP ALL",
    "CREATE GRAPH <urn:g>",
    "COPY <urn:a> TO <urn:b>",
    "MOVE <urn:a> TO <urn:b>",
    "ADD <urn:a> TO <urn:b>",
    "PREFIX a: <urn:select#> DROP ALL",
    "BASE <urn:select> # SELECT\nClear Default",
]

SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE ?x { ?s ?p ?o } }",
    "SELECT * {SERVICE<http://127.0.0.1:9/>{?s ?p ?o}}",
    "SELECT * { SERVICESILENT<http://127.0.0.1:9/>{?s ?p ?o} }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX ex: <http://127.0.0.1:9/> SELECT * { SERVICEex:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    'SELECT * { ?s ?p "a"SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }',
    "SELECT * { FILTER(?a<?b)SERVICE?x{?s ?p ?o}FILTER(3>2) }",
    "SELECT * { # a comment\rSERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n}",
    "SELECT * { # a comment\nSERVICE <http://127.0.0.1:9/> { ?s ?p ?o }\n}",
    "PREFIX ex: <urn:x#> ASK { ?s ex:a\\' 1 . SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } FILTER(''='') }",
    "PREFIX ex: <urn:x#> SELECT * { ?s ex:a\\# 1 . SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "SELECT * { FILTER('''it's''' = '') SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } FILTER('''a''' = '') }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "ASK { FILTER NOT EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
]

FIT = [
    "SELECT * { ?s ?p ?o }",
    "ASK { ?s ?p 'DROP ALL; SERVICE <http://127.0.0.1:9/> {}' }",
    'ASK { ?s ?p """\nSERVICE " ""\n""" }',
    "ASK { ?s ?p ?o } # SERVICE <http://127.0.0.1:9/>",
    "# insert data\nSELECT ?insert { ?insert ?service ?drop }",
    "ASK { ?s <http://127.0.0.1:9/service> ?o }",
    "PREFIX ex: <urn:x#> ASK { ?s ex:service ?service ; ex:out-of-hours-service $service }",
    "ASK { ?s ?p 'dienst'@x-service }",
    "ASK { _:service ?p ?o }",
    "CONSTRUCT { ?s ig:kind ?o } WHERE { ?s ig:kind ?o }",
    "DESCRIBE <urn:load>",
    r"ASK { ?s ?p 'it\'s a SERVICE' }",
]


def test_there_are_as_many_cases_as_we_think() -> None:
    assert (len(UPDATES), len(SERVICES), len(FIT)) == (13, 18, 12)


@pytest.mark.parametrize("sparql", UPDATES)
def test_updates_are_refused(sparql: str) -> None:
    with pytest.raises(MisuseError, match=r"is an update.*build.*remove.*: ask with SELECT"):
        run_query(Store(), sparql)


@pytest.mark.parametrize("sparql", SERVICES)
def test_calls_to_other_servers_are_refused(sparql: str) -> None:
    with pytest.raises(MisuseError, match="works offline: take the SERVICE part out"):
        refuse_unfit(sparql)


@pytest.mark.parametrize("sparql", FIT)
def test_words_in_strings_comments_and_names_are_let_through(sparql: str) -> None:
    assert run_query(Store(), sparql) is not None


def test_bare_words_leave_out_what_is_quoted() -> None:
    assert list(bare_words("SELECT ?a { 'b' \"c\" <d> e:f # g\n}")) == ["select"]


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT ?s { ?s ?p }", "line 1, column "),
        ("SELECT ?s\n{ ?s ?p ?o", "line 2, column "),
        ("SELECT * {\n ?s igg:kind ?o }", "a prefix is not declared (known are dcterms, foaf, id, ig"),
        ("", "the query is not SPARQL 1.1"),
        ("nonsense", "line 1, column "),
    ],
)
def test_a_fault_is_told_with_its_place(sparql: str, said: str) -> None:
    with pytest.raises(MisuseError) as refusal:
        run_query(Store(), sparql)
    assert said in str(refusal.value)
    assert len(str(refusal.value)) < 400
    assert refusal.value.remedy is not None
    assert "mend it" in refusal.value.remedy


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_each_prefix_is_known(prefix: str) -> None:
    assert not bool(run_query(Store(), f"ASK {{ ?s {prefix}:x ?o }}"))


def test_prefixes_are_declared_once_and_only_where_used() -> None:
    sparql = (
        "PREFIX ig: <urn:mine#> ASK { ?s ig:kind ?id ; skos:note 'foaf:name' ; <urn:org:x> ?o } # oa:start"
    )
    assert declare_prefixes(sparql).splitlines()[:-1] == [
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
    ]
    assert declare_prefixes(sparql).endswith(sparql)


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (None, None),
        (NamedNode("https://w3id.org/inspectgraph/id/theme/neglect"), "id:theme/neglect"),
        (NamedNode("https://w3id.org/inspectgraph/ontology#Letter"), "ig:Letter"),
        (NamedNode("urn:x"), "urn:x"),
        (Literal("plain"), "plain"),
        (Literal("Blackpool", language="en"), "Blackpool"),
        (Literal("7", datatype=NamedNode(f"{XSD}integer")), 7),
        (Literal("1.5", datatype=NamedNode(f"{XSD}decimal")), 1.5),
        (Literal("2.5e0", datatype=NamedNode(f"{XSD}double")), 2.5),
        (Literal("2019-08", datatype=NamedNode(f"{XSD}gYearMonth")), "2019-08"),
        (Literal("2019-08-14", datatype=NamedNode(f"{XSD}date")), "2019-08-14"),
        (Literal("true", datatype=NamedNode(f"{XSD}boolean")), "true"),
        (Literal("7"), "7"),
        (BlankNode("b"), "_:b"),
    ],
)
def test_terms_as_cells(term: Term | None, cell: object) -> None:
    assert cell_of(term) == cell
    assert type(cell_of(term)) is type(cell)


def test_an_iri_outside_the_prefixes_stays_whole() -> None:
    area = "http://statistics.data.gov.uk/id/statistical-geography/E06000009"
    assert shorten_iri(area) == area


def test_a_triple_of_two_graphs_is_told_once() -> None:
    store = Store()
    for graph in ("urn:g", "urn:h"):
        store.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"), NamedNode(graph)))
    assert list(run_rows(store, "SELECT ?s ?o ?unbound { ?s ?p ?o }")) == [{"s": "urn:a", "o": "c"}]


def test_rows_come_from_select_alone() -> None:
    with pytest.raises(MisuseError, match="not a SELECT query"):
        list(run_rows(Store(), "ASK { ?s ?p ?o }"))
