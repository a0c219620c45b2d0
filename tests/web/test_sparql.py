"""The query operation of the SPARQL 1.1 Protocol."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus

import pytest

ASK = "ASK { ?letter a ig:Letter }"
ROWS = "SELECT ?kind { ?letter a ig:Letter ; ig:kind/skos:notation ?kind } ORDER BY ?kind"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}


@pytest.mark.parametrize(
    ("address", "headers", "body"),
    [
        (f"/sparql?query={quote_plus(ROWS)}", None, None),
        (f"/sparql?query={quote_plus(ROWS)}&format=xml&timeout=1&query2=x", None, None),
        ("/sparql", FORM, f"query={quote_plus(ROWS)}"),
        (
            "/sparql",
            {"content-type": "application/x-www-form-urlencoded; charset=UTF-8"},
            f"query={quote_plus(ROWS)}",
        ),
        ("/sparql", DIRECT, ROWS),
        ("/sparql", {"content-type": "Application/SPARQL-Query;charset=utf-8"}, ROWS),
        ("/sparql?other=1", DIRECT, ROWS),
    ],
)
def test_each_way_to_ask(
    site: Any, address: str, headers: Mapping[str, str] | None, body: str | None
) -> None:
    sent = site.get(address) if body is None else site.post(address, headers=headers, content=body)
    assert sent.status_code == 200
    assert sent.headers["content-type"] == "application/sparql-results+json"
    assert sent.headers["inspectgraph-generation"] == "000001"
    assert sent.headers["inspectgraph-rows"] == "5"
    kinds = [row["kind"]["value"] for row in sent.json()["results"]["bindings"]]
    assert kinds == [
        "authority-summary",
        "focused-visit",
        "ilacs-standard",
        "monitoring-visit",
        "unannounced-cra",
    ]


ONTOLOGY = quote_plus("https://w3id.org/inspectgraph/id/graph/ontology")


def test_graphs_beside_the_query(site: Any) -> None:
    graphs = site.get("/sparql?query=" + quote_plus("SELECT DISTINCT ?g { GRAPH ?g { ?l a ig:Letter } }"))
    one, other, *_ = (quote_plus(row["g"]["value"]) for row in graphs.json()["results"]["bindings"])
    address = f"/sparql?query={quote_plus(ROWS)}&default-graph-uri={ONTOLOGY}&default-graph-uri={one}"
    tags = set()
    for more, count in (("", "1"), (f"&default-graph-uri={other}", "2"), (f"&named-graph-uri={other}", "1")):
        answer = site.get(address + more)
        assert answer.headers["inspectgraph-rows"] == count
        tags.add(answer.headers["etag"])
    assert len(tags) == 3


REFUSED: list[tuple[str, str, Mapping[str, str], bytes, int, str]] = [
    ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, b"", 400, "malformed-request"),
    ("GET", "/sparql?query=", {}, b"", 400, "malformed-query"),
    ("GET", "/sparql?query=ASK", {}, b"", 400, "malformed-query"),
    ("GET", "/sparql?query=%FF%FE", {}, b"", 400, "malformed-request"),
    ("GET", "/sparql?query=" + quote_plus("ASK { \x00 }"), {}, b"", 400, "malformed-query"),
    ("GET", "/sparql?update=" + quote_plus("CLEAR ALL"), {}, b"", 403, "read-only"),
    ("GET", "/sparql?query=" + quote_plus("INSERT DATA { <a:a> <a:b> 1 }"), {}, b"", 400, "malformed-query"),
    ("GET", "/sparql?query=" + quote_plus("LOAD <http://127.0.0.1:9/>"), {}, b"", 400, "malformed-query"),
    ("POST", "/sparql", FORM, b"update=CLEAR+ALL", 403, "read-only"),
    ("POST", "/sparql", FORM, b"query=ASK%7B%7D&update=CLEAR+ALL", 403, "read-only"),
    ("POST", "/sparql?update=CLEAR+ALL", FORM, b"query=ASK%7B%7D", 403, "read-only"),
    ("POST", "/sparql", {"content-type": "application/sparql-update"}, b"CLEAR ALL", 403, "read-only"),
    ("POST", "/sparql", DIRECT, b"CLEAR ALL", 400, "malformed-query"),
    ("POST", "/sparql", FORM, b"", 400, "malformed-request"),
    ("POST", "/sparql", FORM, b"other=1", 400, "malformed-request"),
    ("POST", "/sparql", FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400, "malformed-request"),
    ("POST", "/sparql?query=ASK%7B%7D", DIRECT, b"ASK{}", 400, "malformed-request"),
    ("POST", "/sparql", FORM, b"query=\xff", 400, "malformed-request"),
    ("POST", "/sparql", FORM, b"a&" * 30_000, 400, "malformed-request"),
    ("POST", "/sparql", DIRECT, b"ASK { # \xff\n }", 400, "malformed-request"),
    ("POST", "/sparql", {"content-type": "application/sparql-query; charset=latin-1"}, b"ASK{}", 415, "wrong-content"),
    ("POST", "/sparql", {"content-type": "application/json"}, b"{}", 415, "wrong-content"),
    ("POST", "/sparql", {"content-type": "multipart/form-data; boundary=a"}, b"--a--", 415, "wrong-content"),
    ("POST", "/sparql", {}, b"ASK{}", 415, "wrong-content"),
    ("PUT", "/sparql", DIRECT, b"ASK{}", 405, "wrong-method"),
    ("DELETE", "/sparql", {}, b"", 405, "wrong-method"),
    ("PATCH", "/sparql", DIRECT, b"ASK{}", 405, "wrong-method"),
    ("QUERY", "/sparql", DIRECT, b"ASK{}", 405, "wrong-method"),
    ("GET", f"/sparql?query={quote_plus(ASK)}", {"accept": "image/png"}, b"", 406, "not-acceptable"),
    ("GET", f"/sparql?query={quote_plus(ASK)}", {"accept": "text/turtle"}, b"", 406, "not-acceptable"),
    ("GET", "/sparql?query=DESCRIBE+id:theme/neglect", {"accept": "text/csv"}, b"", 406, "not-acceptable"),
    ("GET", "/sparql", {"accept": "text/csv"}, b"", 406, "not-acceptable"),
    ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no+iri", {}, b"", 400, "malformed-request"),
    ("GET", "/sparql?query=ASK%7B%7D&named-graph-uri=%3Curn:a%3E", {}, b"", 400, "malformed-request"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "address", "headers", "body", "status", "kind"), REFUSED)
def test_each_refusal(
    site: Any, method: str, address: str, headers: Mapping[str, str], body: bytes, status: int, kind: str
) -> None:
    refused = site.send(method, address, headers=headers, content=body).result(timeout=60)
    assert site.kind_of(refused) == (status, kind), refused.text


def test_number_of_refusals() -> None:
    assert len(REFUSED) == 34


def test_what_is_refused_says_what_would_do(site: Any) -> None:
    wrong_type = site.post("/sparql", headers={"content-type": "text/plain"}, content=b"ASK{}")
    assert wrong_type.headers["accept-post"] == "application/sparql-query, application/x-www-form-urlencoded"
    assert "text/csv" in site.query(ASK, "image/png").json()["detail"]
    assert "line 1, column 4" in site.query("ASK").json()["detail"]


FORMATS = {
    "application/sparql-results+json": b'{"head":{},"boolean":true}',
    "application/json": b'{"head":{},"boolean":true}',
    "application/sparql-results+xml": b"<boolean>true</boolean>",
    "text/csv": b"true",
    "text/tab-separated-values": b"true",
}


@pytest.mark.parametrize("media_type", FORMATS)
def test_each_format_of_a_truth(site: Any, media_type: str) -> None:
    answer = site.query(ASK, media_type)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert FORMATS[media_type] in answer.content


TURTLE = "text/turtle; charset=utf-8"
JSON = "application/sparql-results+json"
CONSTRUCT = "CONSTRUCT { <urn:a> <urn:b> 1 } {}"


@pytest.mark.parametrize(
    "accept", ["text/turtle", "text/csv, text/turtle", "text/csv;q=0.9, text/turtle;q=0.1"]
)
@pytest.mark.parametrize(
    "lead",
    [
        "PREFIX select: <urn:a> ",
        "# ask\n",
        "BASE <urn:select> ",
        "PREFIX a: <urn:ask> PREFIX ask-a: <urn:a> #select\r\n",
        "PREFIX \u00e9select: <urn:a> ",
    ],
)
def test_a_form_is_found_behind_its_look_alikes(site: Any, lead: str, accept: str) -> None:
    answer = site.query(lead + CONSTRUCT, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, TURTLE)


@pytest.mark.parametrize(
    ("sparql", "accept", "content_type"),
    [
        ("PREFIX select.a: <urn:a> " + CONSTRUCT, "text/csv", TURTLE),
        ("PREFIX select.a: <urn:a> " + CONSTRUCT, "text/csv, application/n-triples", TURTLE),
        ("PREFIX construct.a: <urn:a> ASK {}", "application/n-triples", JSON),
        ("PREFIX construct.a: <urn:a> SELECT (1 AS ?a) {}", "text/turtle, text/csv", JSON),
    ],
)
def test_a_query_whose_form_is_hidden(site: Any, sparql: str, accept: str, content_type: str) -> None:
    """What looks like one form and is another gets a format of its own all the same."""
    answer = site.query(sparql, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, content_type), answer.text
    parts = {TURTLE: "<urn:a> <urn:b> 1 .", JSON: '{"head":'}
    assert parts[content_type] in answer.text


@pytest.mark.parametrize(
    "sparql", ["PREFIX : " + CONSTRUCT, "'select " + CONSTRUCT, "<urn:a " + CONSTRUCT, "?ask {}"]
)
@pytest.mark.parametrize("accept", ["*/*", "text/csv, text/turtle"])
def test_a_query_without_a_form(site: Any, sparql: str, accept: str) -> None:
    assert site.kind_of(site.query(sparql, accept)) == (400, "malformed-query")


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "ASK { service<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        "ASK { SeRvIcE SILENT <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "ASK { SERVICE ?where { ?a ?b ?c } }",
        "ASK { { SELECT * { SERVICE <file:///etc/passwd> { ?a ?b ?c } } } }",
        "ASK { \\u0053ERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "ASK { FILTER(?a<?b) SERVICE#>\n<http://127.0.0.1:9/> { ?a ?b ?c } }",
        "ASK {}; LOAD <http://127.0.0.1:9/>",
        "ASK {} LOAD <file:///etc/passwd>",
        "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:a>",
        "load<file:///etc/passwd>",
        "L\\u004FAD <file:///etc/passwd>",
        "PREFIX a: <urn:a> INSERT { ?a ?b ?c } WHERE { ?a ?b ?c }",
        "DELETE WHERE { ?a ?b ?c }",
        "DROP ALL",
        "WITH <urn:a> DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }",
    ],
)
@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_nothing_is_fetched_or_changed(site: Any, sparql: str, way: str) -> None:
    if way == "get":
        answer = site.query(sparql)
    elif way == "form":
        answer = site.post("/sparql", data={"query": sparql})
    else:
        answer = site.post("/sparql", headers=DIRECT, content=sparql)
    assert site.kind_of(answer) == (400, "malformed-query")


def test_from_fetches_nothing(site: Any) -> None:
    answer = site.query("SELECT * FROM <file:///etc/passwd> FROM NAMED <http://127.0.0.1:9/> { ?a ?b ?c }")
    assert answer.json()["results"]["bindings"] == []
