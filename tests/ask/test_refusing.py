"""What is refused, and that no spelling of SERVICE reaches another server, nor a query reads a file or page."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import process_time

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store

from inspectgraph.ask.query import declare_prefixes, run_query
from inspectgraph.ask.refusing import LONGEST_QUERY, disarm, names_graphs, refuse_long, refuse_unfit
from inspectgraph.errors import InspectgraphError, MisuseError

CALLS = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "ASK { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { SERV\\U00000049CE <%s> { ?s ?p ?o } }",
    "SELECT * { SER#\n VICE <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE#\n<%s> { ?s ?p ?o } }",
    "ASK { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n<%s>{ ?s ?p ?o } }",
    "ASK { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)#>'''\nSERVICE <%s>{ ?s ?p ?o } #'''\n }",
    "PREFIX urn: <urn:> ASK { BIND(1 AS ?a) FILTER(?a<urn:x#y>'''\n||true)SERVICE <%s>{ ?s ?p ?o } #'''\n }",
    "ASK { OPTIONAL { <urn:s> <http://x/\u00a0#> ?o } SERVICE <%s> { ?s ?p ?o } }",
    "ASK { OPTIONAL { <urn:s> <urn:x\u2028#> ?o } SERVICE <%s> { ?s ?p ?o } }",
    "ASK { { SELECT ?x { SERVICE <%s> { ?x ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?x { <%s> } SERVICE ?x { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <%s> { ?s ?p ?o } }",
    "\ufeffSELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "LOAD <%s>",
    "LOAD SILENT <%s> INTO GRAPH <urn:g>",
    "# SELECT\nLO\\u0041D <%s>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
]

FROM = [
    "SELECT * FROM <%s> { ?s ?p ?o }",
    "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
    "ASK FROM <%s> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <%s> WHERE { ?s ?p ?o }",
    "DESCRIBE <urn:s> FROM <file:///etc/passwd> FROM <%s>",
]

NAMES_GRAPHS = {
    "SELECT * FROM <urn:g> {}": True,
    "SELECT*FROM<urn:g>{}": True,
    "ASKFROM<urn:g>{}": True,
    "select * from named <urn:g> {}": True,
    "SELECT ?s FROMNAMED<urn:g> {}": True,
    "PREFIX : <urn:> SELECT * FROM:g {}": True,
    "SELECT * # FROM\nFROM # <urn:h>\n<urn:g> {}": True,
    "SELECT * {}": False,
    "SELECT ?from { ?from ?p ?o }": False,
    "SELECT * { ?s ?p 'FROM <urn:g>' } # FROM <urn:g>": False,
    "PREFIX from: <urn:> SELECT * { ?s from:p ?o }": False,
    "PREFIX ex: <urn:> SELECT * { ?s ex:from ?o ; ex:a-from ?p ; ex:a.from ?q ; ex:a\\'from ?r }": False,
    "SELECT * { _:from ?p 'a'@from }": False,
}

HOSTILE = [
    "'", '"', "'''", '"""', "''''", "<", "<a", "<a>", "#", "\\", "\\'", "'\\", "'\n", "'''\\'", "'''\\''\"", "?", ":",
    "@a", "a", "a-", "a:", "service", "?service", ":service", "\\u0053ervice", "'service", "<service", "from ", "from:",
    "FROM<", "(", "{", "{}", "\n", "prefix ", "prefix from", "'''\n#\\", "<'''", "<#'\"",
]  # fmt: skip


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the requests that it got."""
    got: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            got.append(self.path)
            self.send_response(500)
            self.end_headers()

        do_POST = do_GET  # noqa: N815 - the name is http.server's

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/x", got
        server.shutdown()
        thread.join()


def test_there_are_as_many_cases_as_we_think() -> None:
    assert (len(CALLS), len(FROM), len(NAMES_GRAPHS), len(HOSTILE)) == (20, 5, 13, 39)


def test_this_engine_would_call_a_server(visits: tuple[str, list[str]]) -> None:
    address, got = visits
    with pytest.raises(OSError, match="500"):
        Store().query(f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
    assert got == ["/x"], "if the engine calls no servers any more, `disarm` has nothing to do"


@pytest.mark.parametrize("sparql", CALLS)
def test_no_spelling_calls_a_server(sparql: str, visits: tuple[str, list[str]]) -> None:
    address, got = visits
    with pytest.raises(InspectgraphError) as refusal:
        run_query(Store(), sparql % address)
    assert isinstance(refusal.value, MisuseError)
    assert got == []


@pytest.mark.parametrize("sparql", CALLS)
def test_the_engine_alone_sees_no_call_either(sparql: str, visits: tuple[str, list[str]]) -> None:
    address, got = visits
    with pytest.raises(SyntaxError):
        Store().query(disarm(sparql % address))
    assert got == []


@pytest.mark.parametrize("sparql", FROM)
def test_from_fetches_nothing(sparql: str, visits: tuple[str, list[str]]) -> None:
    address, got = visits
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o"), NamedNode("urn:g")))
    answer = run_query(store, sparql % address)
    assert not (bool(answer) if isinstance(answer, QueryBoolean) else list(answer))
    assert got == []


@pytest.mark.parametrize("sparql", NAMES_GRAPHS)
def test_from_is_seen(sparql: str) -> None:
    assert names_graphs(sparql) == NAMES_GRAPHS[sparql]
    assert Store().query(sparql) is not None


def test_from_leaves_out_the_other_graphs() -> None:
    store = Store()
    for graph in ("urn:g", "urn:h"):
        store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(graph), NamedNode(graph)))
    answer = run_query(store, "SELECT ?o FROM <urn:h> { ?s ?p ?o }")
    assert isinstance(answer, QuerySolutions)
    rows = [str(row["o"]) for row in answer]
    assert rows == ['"urn:h"']


def test_a_disarmed_query_means_the_same() -> None:
    sparql = (
        "SELECT ?service ('a Service' AS ?a) ('''SERVICE's''' AS ?b) (<urn:service> AS ?c) "
        '{ OPTIONAL { ?service <urn:SERVICE#service> "SeRvIcE" } } # SERVICE'
    )
    disarmed = disarm(sparql)
    assert "?service" in disarmed
    assert len(re.findall("service", disarmed, re.IGNORECASE)) == 4, "names alone keep the word"
    said, meant = (Store().query(text) for text in (disarmed, sparql))
    assert isinstance(said, QuerySolutions)
    assert isinstance(meant, QuerySolutions)
    assert list(map(str, said)) == list(map(str, meant)) != []
    assert disarm("SELECT * { ?s ?p ?o }") == "SELECT * { ?s ?p ?o }"


@pytest.mark.parametrize(
    "before", ["'service' ", "'Service SERVICE' ", "?service ", "<urn:service> ", "'service'\n'x' "]
)
def test_a_fault_behind_a_disarmed_word_has_its_place_as_given(before: str) -> None:
    plain = before.lower().replace("service", "servace")
    places = []
    for words in (before, plain):
        with pytest.raises(MisuseError) as refusal:
            run_query(Store(), f"SELECT * {{ VALUES (?a ?b) {{ ({words} nope) }} }}")
        places.append(re.findall(r"line \d+, column \d+", str(refusal.value)))
    assert places[0] == places[1] != []


def test_long_queries_are_refused() -> None:
    refuse_long("#" * LONGEST_QUERY)
    with pytest.raises(MisuseError, match="longer than 1000000 characters"):
        refuse_long("#" * (LONGEST_QUERY + 1))
    with pytest.raises(MisuseError, match="no Unicode text"):
        refuse_long("ASK {} # \udcff")


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("head", ["", "'''", "service "])
def test_ten_times_the_length_takes_ten_times_as_long(head: str, unit: str) -> None:
    """Time of this process alone, on long texts, and far from a square's hundred times."""
    _look_at(head + unit * 1000)
    short, long = (_seconds(head + unit * (length // len(unit))) for length in (8_000, 80_000))
    assert long < 40 * max(short, 0.005), "a pattern goes over its text again and again"


def test_ten_million_characters() -> None:
    assert _seconds("'''\\'\"<a" * 1_250_000) < 400 * max(_seconds("'''\\'\"<a" * 12_500), 0.005)


def _seconds(text: str) -> float:
    start = process_time()
    _look_at(text)
    return process_time() - start


def _look_at(text: str) -> None:
    with suppress(MisuseError):
        refuse_unfit(text)
    disarm(text)
    names_graphs(text)
    declare_prefixes(text)
