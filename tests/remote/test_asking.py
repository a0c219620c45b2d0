"""Every question asked of a server that a store was published to: the same tables as from the folder."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.ask import remote
from inspectgraph.ask.opening import open_for_questions
from inspectgraph.ask.query import run_query
from inspectgraph.ask.questions import load_questions
from inspectgraph.ask.remote import drop_open_slots
from inspectgraph.errors import MisuseError
from inspectgraph.remote import RemoteError, read_address

QUESTIONS = [name for name, q in load_questions().items() if not any(p.required for p in q.parameters)]
LINES = [
    *(f"{name} --format json" for name in ("letters", "visits", "findings", "teams", "people", "issues")),
    "letters",
    "letters --file 003_d6466b21c827d6ce.txt --format csv",
    "findings --explain --format json --authority Blackpool",
    "teams --concerns --format json",
    "issues --authority Blackpool --status persistent --evidence",
    "issues --since 2019 --format csv",
    "timeline Blackpool",
    "before Blackpool",
    "before Blackpool --format markdown",
    "compare Blackpool Lancashire --format json",
    "common --by region --format json",
    "common --theme neglect --evidence",
    "turned --theme consent",
    "show MASH",
    "show Paula_Thomson-Jones --format json",
    "ask persistent-issues --authority Blackpool",
    "ask find-words --words delay --format csv",
    "ask before-next-visit --authority Blackpool --format json",
]
QUERIES = [
    "SELECT ?letter ?kind { ?letter ig:kind ?kind } ORDER BY ?letter",
    "SELECT (COUNT(DISTINCT ?finding) AS ?n) { GRAPH ?g { ?finding a ig:Finding } }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a ?type } FILTER(STRENDS(STR(?g), 'derived')) } GROUP BY ?g",
    "SELECT ?n FROM NAMED <http://example.org/none> { GRAPH ?g { ?n ?p ?o } }",
    "ASK { ?letter a ig:Letter }",
    "ASK { ?letter a ig:Nothing }",
    "CONSTRUCT { ?visit ig:start ?day } WHERE { ?visit ig:start ?day }",
    "DESCRIBE <https://w3id.org/inspectgraph/id/authority/E06000009>",
]
assert (len(LINES), len(QUERIES)) == (24, 8)
assert len(QUESTIONS) >= 30


def same_both_ways(say: Callable[..., Any], words: list[str], folder: Path, url: str) -> None:
    here, there = say(*words, "--store", folder), say(*words, "--store", url)
    assert (there.code, there.err) == (here.code, here.err)
    assert there.out == here.out
    assert here.code == 0
    assert here.out


@pytest.mark.parametrize("line", LINES)
def test_commands(line: str, published: str, seed_store: Path, say: Callable[..., Any]) -> None:
    words = [word.replace("_Thomson", " Thomson") for word in line.split()]
    same_both_ways(say, words, seed_store, published)


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions(name: str, published: str, seed_store: Path, say: Callable[..., Any]) -> None:
    same_both_ways(say, ["ask", name, "--format", "csv"], seed_store, published)


@pytest.mark.parametrize("query", QUERIES)
def test_queries(query: str, published: str, seed_store: Path, say: Callable[..., Any]) -> None:
    same_both_ways(say, ["query", query], seed_store, published)


def test_the_store_of_the_environment(
    published: str, say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSPECTGRAPH_STORE", published)
    assert len(json.loads(say("letters", "--format", "json").out)) == 5


LOCAL = [
    "problems",
    "validate",
    "store info",
    "store check",
    "store backup copy",
    "store rebuild",
    "build seeds",
    "remove a.txt",
    "export turtle a.ttl",
    "publish http://127.0.0.1:9/store",
]


@pytest.mark.parametrize("line", LOCAL)
def test_what_needs_the_folder(line: str, published: str, say: Callable[..., Any]) -> None:
    said = say(*line.split(), "--store", published)
    assert (said.code, said.out) == (2, "")
    assert "needs a store in a folder, not one on a server" in said.err


@pytest.mark.parametrize("query", ["DROP ALL", "SELECT * { SERVICE <http://a/> {} }", "", "SELEC * {}"])
def test_what_is_no_query_is_not_sent(query: str, say: Callable[..., Any], serve: Callable[..., Any]) -> None:
    server = serve(lambda handler, asked, number: None)
    said = say("query", query, "--store", f"{server.url}/query")
    assert said.code == 2
    assert server.asked == []


WRONG = [
    ("SELECT * {", 1),
    ("SELECT ?letter {\n ?letter a ig:Letter .\n ?letter nonsense }", 3),
    ("SELECT * { ?s unknown:p ?o }", 1),
    ("# select\nASK { ?s ?p ?o", 2),
    (f"ASK {{{'(' * 20}}}", 1),
]
assert len(WRONG) == 5


@pytest.mark.parametrize(("query", "line"), WRONG)
def test_a_wrong_query_is_refused_by_the_server(
    query: str, line: int, published: str, say: Callable[..., Any]
) -> None:
    said = say("query", query, "--store", published)
    assert (said.code, said.out) == (2, "")
    assert f'the query was refused: the server answered 400 Bad Request: "error at {line}:' in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "query",
    [
        "ASK { VALUES ?a { 1 2 } FILTER(?a > 9) }",
        "SELECT ?a { VALUES ?a { 1 2 } } ORDER BY DESC(?a)",
        f"ASK {{ {'{' * 20_000} ?s ?p ?o {'}' * 20_000} }}",
    ],
)
def test_nothing_is_evaluated_or_parsed_here(
    query: str, published: str, monkeypatch: pytest.MonkeyPatch, serve: Callable[..., Any], answer: Any
) -> None:
    def in_this_process() -> None:
        raise AssertionError("the query ran in the asker's own process")

    monkeypatch.setattr(remote, "Store", in_this_process)
    server = serve(
        lambda handler, asked, number: answer(
            handler,
            200 if number == 1 else 400,
            b'{"head":{},"boolean":true}' if number == 1 else b"<b>too</b>\x1b[2J deep\nat 7",
            content_type="application/sparql-results+json",
        )
    )
    with open_for_questions(read_address(f"{server.url}/query")) as store, pytest.raises(MisuseError) as said:
        run_query(store.graph, query)
    assert '400 Bad Request: "too [2J deep"' in str(said.value)
    assert len(server.asked) == 2


def form_of(asked: Any) -> dict[str, list[str]]:
    return urllib.parse.parse_qs(asked.body.decode())


def test_one_small_question_before_the_first(
    published: str, oxigraph: Any, serve: Callable[..., Any], forward: Any
) -> None:
    front = serve(lambda handler, asked, number: forward(handler, asked, oxigraph))
    with open_for_questions(read_address(f"{front.url}/query")) as store:
        for _ in range(2):
            assert run_query(store.graph, "ASK { ?letter a ig:Letter }")
    forms = [form_of(asked) for asked in front.asked]
    assert [sorted(form) for form in forms] == [["query"], *[["query", "union-default-graph"]] * 3]


def without_option(handler: BaseHTTPRequestHandler, asked: Any, server: Any, forward: Any) -> None:
    """A server that knows the standard's parameters only."""
    kept = [(n, v) for n, v in urllib.parse.parse_qsl(asked.body.decode()) if n != "union-default-graph"]
    forward(handler, type(asked)(**{**_fields(asked), "body": urllib.parse.urlencode(kept).encode()}), server)


def _fields(asked: Any) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in ("method", "path", "body", "authorization")}


def test_a_server_that_knows_the_standard_only(
    published: str,
    oxigraph: Any,
    seed_store: Path,
    serve: Callable[..., Any],
    forward: Any,
    say: Callable[..., Any],
) -> None:
    front = serve(lambda handler, asked, number: without_option(handler, asked, oxigraph, forward))
    for words in (
        ["issues", "--format", "json"],
        ["ask", "proof-of-facts"],
        ["ask", "where-graphs-come-from"],
    ):
        same_both_ways(say, words, seed_store, f"{front.url}/query")


def test_a_server_without_letters(start_oxigraph: Callable[[], Any], say: Callable[..., Any]) -> None:
    said = say("letters", "--store", f"{start_oxigraph().url}/query")
    assert (said.code, said.out) == (3, "")
    assert "the server holds no letters" in said.err


def test_a_server_that_shows_one_graph_at_a_time(
    published: str, oxigraph: Any, serve: Callable[..., Any], forward: Any, say: Callable[..., Any]
) -> None:
    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        plain = urllib.parse.urlencode({"query": form_of(asked)["query"][0]}).encode()
        forward(handler, type(asked)(**{**_fields(asked), "body": plain}), oxigraph)

    said = say("letters", "--store", f"{serve(act).url}/query")
    assert said.code == 3
    assert "does not let all its graphs be asked at once" in said.err


OPEN = "VALUES ?x { UNDEF }"
SLOTS = [
    (f"ASK {{ {OPEN} ?x ?p ?o }}", True),
    (f"SELECT ?x {{ {OPEN} ?x ?p ?o }}", True),
    (f"SELECT * {{ {OPEN} ?x ?p ?o }}", False),
    (f"SELECT DISTINCT* {{ {OPEN} ?x ?p ?o }}", False),
    (f"SELECT (COUNT(*) AS ?n) {{ {OPEN} ?x ?p ?o }}", True),
    (f"ASK {{ ?x ?p '{OPEN}' }}", False),
    (f'ASK {{ ?x ?p """it is "{OPEN}" """ }}', False),
    (f"ASK {{ ?x ?p ?o }} # {OPEN}", False),
    ("ASK { VALUES ?x { UNDEF 1 } ?x ?p ?o }", False),
]
assert len(SLOTS) == 9


@pytest.mark.parametrize(("query", "is_dropped"), SLOTS)
def test_open_slots_are_dropped(query: str, is_dropped: bool) -> None:
    expected = query.replace(OPEN, "") if is_dropped else query
    assert drop_open_slots(query) == expected


def test_a_query_that_does_not_parse(published: str) -> None:
    with open_for_questions(read_address(published)) as store, pytest.raises(MisuseError):
        run_query(store.graph, "SELECT nonsense")


def test_a_folder_of_another_kind_is_no_address(tmp_path: Path, say: Callable[..., Any]) -> None:
    assert say("letters", "--store", tmp_path / "http").code == 3


NO_PLACES = ["http:/127.0.0.1:9/query", "https:/a", "ftp://a/b", "file:///a", "ftp://ann:open-sesame@a/b"]
assert len(NO_PLACES) == 5


@pytest.mark.parametrize("url", NO_PLACES)
def test_addresses_of_other_kinds_are_no_folders(url: str, say: Callable[..., Any]) -> None:
    for words in (["letters"], ["problems"]):
        said = say(*words, "--store", url)
        assert (said.code, said.out) == (2, "")
        assert "begin it with http:// or https://" in said.err


def test_the_address_of_something_else(oxigraph: Any) -> None:
    with (
        open_for_questions(read_address(f"{oxigraph.url}/nothing")) as store,
        pytest.raises(RemoteError) as said,
    ):
        run_query(store.graph, "ASK {}")
    assert "check the address" in str(said.value)
