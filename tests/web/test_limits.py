"""Limits: of time, rows and length, of how many ask at once; and what a query that was ended leaves behind."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from inspectgraph.errors import QueryEndedError

DIRECT = {"content-type": "application/sparql-query"}


def test_time(open_site: Any) -> None:
    site = open_site(workers=1, seconds=0.5)
    for _ in range(3):  # one worker: each time it is given back
        ended = site.query(site.HEAVY)
        assert site.kind_of(ended) == (504, "query-took-too-long")
        assert "longer than 0.5 seconds" in ended.json()["detail"]
        assert "--timeout" not in ended.text
        assert site.query("ASK {}").json() == {"head": {}, "boolean": True}


def test_a_question_or_listing_has_the_same_time(open_site: Any) -> None:
    site = open_site(workers=1, seconds=0.001)
    assert site.kind_of(site.get("/ask/persistent-issues.csv")) == (504, "query-took-too-long")
    assert site.kind_of(site.get("/issues.json")) == (504, "query-took-too-long")


def test_the_others_do_not_notice(open_site: Any) -> None:
    site = open_site(workers=2, seconds=3)
    heavy = site.send("GET", "/sparql", params={"query": site.HEAVY})
    answered = 0
    while not heavy.done() and answered < 200:
        assert site.get("/ask/how-common.json").status_code == 200
        answered += 1
    assert answered > 5
    assert site.kind_of(heavy.result(timeout=60)) == (504, "query-took-too-long")


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?s ig:text ?t FILTER(REGEX(?t, "^(([a-z])+.)+[A-Z]([a-z])+$")) }',
        'SELECT * { ?s ig:text ?t FILTER(REGEX(?t, "(a|a)*(a|a)*(a|a)*b")) }',
        'SELECT * { ?s ig:text ?t FILTER(REGEX(?t, "(.*a){20}")) }',
        'SELECT * { ?s ig:text ?t FILTER(REGEX(?t, "((a{0,100}){0,100}){0,100}")) }',
        'SELECT (REPLACE(?t, "(x+x+)+y", "$1$1$1$1$1$1$1$1") AS ?r) { ?s ig:text ?t }',
    ],
)
def test_regular_expressions_as_bombs(open_site: Any, sparql: str) -> None:
    site = open_site(workers=1, seconds=5)
    assert site.query(sparql).status_code in (200, 400, 504)
    assert site.query("ASK {}").status_code == 200


NESTED = {
    "groups": "SELECT * " + "{" * 10_000 + "}" * 10_000,
    "queries": "SELECT * { " * 10_000 + "}" * 10_000,
    "filters": "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "not": "ASK { FILTER(" + "!" * 10_000 + "true) }",
    "paths": "ASK { ?a " + "(" * 10_000 + "ig:text" + ")" * 10_000 + " ?b }",
    "exists": "ASK { " + "FILTER EXISTS { " * 10_000 + "}" * 10_000 + "}",
    "optional": "ASK { " + "OPTIONAL { " * 10_000 + "}" * 10_000 + "}",
    "lists": "ASK { ?a ?b " + "(" * 10_000 + ")" * 10_000 + " }",
    "triples": "ASK { " + "<< " * 10_000 + "?a ?b ?c" + " >>" * 10_000 + " ?d ?e }",
    "unions": "ASK { {}" + " UNION {}" * 10_000 + " }",
}


@pytest.mark.parametrize("what", NESTED)
def test_nesting_ten_thousand_levels_deep(what: str, open_site: Any) -> None:
    site = open_site(workers=1, seconds=10)
    answer = site.post("/sparql", headers=DIRECT, content=NESTED[what])
    assert answer.status_code in (200, 400, 422, 500, 504)
    if answer.status_code != 200:
        assert site.kind_of(answer)[1] in (
            "malformed-query",
            "engine-failed",
            "query-took-too-much",
            "query-took-too-long",
        )
    assert site.query("ASK {}").status_code == 200


def test_rows(open_site: Any) -> None:
    site = open_site(rows=3)
    cut = site.query("SELECT * { ?s ?p ?o }")
    assert len(cut.json()["results"]["bindings"]) == 3
    assert (cut.headers["inspectgraph-rows"], cut.headers["inspectgraph-cut"]) == ("3", "true")
    assert cut.headers["link"].startswith('<https://w3id.org/inspectgraph/problem/cut>; rel="help"')
    whole = site.query("SELECT * { VALUES ?a { 1 2 3 } }")
    assert "inspectgraph-cut" not in whole.headers
    assert "link" not in whole.headers
    question = site.get("/ask/how-common.json")
    assert (len(question.json()), question.headers["inspectgraph-cut"]) == (3, "true")


def test_a_listing_is_whole_or_not_given(open_site: Any) -> None:
    site = open_site(rows=2)
    assert site.kind_of(site.get("/findings.json")) == (422, "answer-too-long")


async def lazily(total: int, made: list[int]) -> AsyncIterator[bytes]:
    for _ in range(total >> 16):
        made.append(1 << 16)
        yield b"a" * (1 << 16)


@pytest.mark.parametrize("headers", [DIRECT, {"content-type": "application/x-www-form-urlencoded"}])
def test_a_hundred_megabytes(site: Any, headers: dict[str, str]) -> None:
    made: list[int] = []
    answer = site.post("/sparql", headers=headers, content=lazily(100_000_000, made))
    assert site.kind_of(answer) == (413, "too-long")
    assert sum(made) < 2_000_000
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize("length", ["1000001", "100000000", "9" * 400, "-1", "1e3", "0x10", "²"])
def test_an_announced_length(site: Any, length: str) -> None:
    headers = [(b"content-type", b"application/sparql-query"), (b"content-length", length.encode())]
    answer = site.post("/sparql", headers=headers, content=lazily(1 << 16, []))
    assert site.kind_of(answer) == (413, "too-long")


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/", {"x": "a" * 70_000}, 431),
        ("/", {f"x-{number}": "a" * 60 for number in range(1_200)}, 431),
        ("/", {"accept": "a/b," * 10_000}, 200),
        ("/sparql?query=ASK%7B%7D%23" + "a" * 60_000, {}, 200),
    ],
)
def test_long_heads(site: Any, address: str, headers: dict[str, str], status: int) -> None:
    answer = site.get(address, headers=headers)
    assert answer.status_code == status
    if status != 200:
        assert site.kind_of(answer) == (status, "too-long")


@pytest.mark.parametrize(
    ("path", "query"), [("a" * 70_000, ""), ("", "a" * 70_000), ("a" * 40_000, "b" * 40_000)]
)
def test_a_long_address(site: Any, path: str, query: str) -> None:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    more = {"path": f"/{path}", "raw_path": f"/{path}".encode(), "query_string": query.encode()}
    site.begin(site.app({**scope_of(""), **more}, receive, send)).result()
    assert sent[0]["status"] == 414


def test_a_megabyte_is_read(site: Any) -> None:
    sparql = "ASK {} #" + "a" * 999_990
    assert site.post("/sparql", headers=DIRECT, content=sparql).json()["boolean"] is True
    assert site.kind_of(site.post("/sparql", headers=DIRECT, content=sparql + "aaa")) == (413, "too-long")


def test_a_body_that_does_not_come(open_site: Any) -> None:
    site = open_site(patience=0.2)

    async def slowly() -> AsyncIterator[bytes]:
        yield b"ASK"
        await asyncio.sleep(5)
        yield b"{}"

    assert site.kind_of(site.post("/sparql", headers=DIRECT, content=slowly())) == (408, "too-slow")


def test_too_many_at_once(open_site: Any) -> None:
    site = open_site(workers=1, waiting=2, seconds=4)
    under_way = [site.send("GET", "/sparql", params={"query": site.HEAVY}) for _ in range(3)]
    while site.service.workers._waiting < 2:
        site.begin(asyncio.sleep(0.01)).result()
    refused = site.query("ASK {}")
    assert site.kind_of(refused) == (503, "busy")
    assert refused.headers["retry-after"] == "5"
    assert site.get("/").status_code == site.get("/ask/").status_code == 200
    ends = [site.kind_of(answer.result(timeout=60)) for answer in under_way]
    assert ends[0] == (504, "query-took-too-long")
    assert set(ends) <= {(504, "query-took-too-long"), (503, "busy")}
    assert site.query("ASK {}").status_code == 200


def test_who_waits_gets_the_worker_that_becomes_free(open_site: Any) -> None:
    site = open_site(workers=1, seconds=1)
    heavy = site.send("GET", "/sparql", params={"query": site.HEAVY})
    while site.service.workers._idle.qsize():
        site.begin(asyncio.sleep(0.01)).result()
    assert site.query("ASK {}").status_code == 200
    assert site.kind_of(heavy.result(timeout=60)) == (504, "query-took-too-long")


def test_a_client_that_goes_away_ends_its_query(open_site: Any) -> None:
    site = open_site(workers=1, seconds=None)
    gone = asyncio.Event()

    async def visit() -> list[Any]:
        sent: list[Any] = []
        first = asyncio.get_running_loop().create_future()

        async def receive() -> dict[str, Any]:
            if not first.done():
                first.set_result(None)
                return {"type": "http.request", "body": b"", "more_body": False}
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await site.app(scope_of(site.HEAVY), receive, send)
        return sent

    visit_ = site.begin(visit())
    while site.service.workers._idle.qsize():
        site.begin(asyncio.sleep(0.01)).result()
    site.begin(asyncio.sleep(0.3)).result()
    site._loop.call_soon_threadsafe(gone.set)
    assert [message.get("status") for message in visit_.result(timeout=20)] == [503, None]
    assert site.query("ASK {}").status_code == 200  # by the one worker there is


def scope_of(sparql: str) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "GET",
        "path": "/sparql",
        "query_string": str(httpx.QueryParams({"query": sparql})).encode(),
        "headers": [],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "root_path": "",
    }


def test_a_slow_client_holds_no_worker(open_site: Any) -> None:
    site = open_site(workers=1)
    may_read = asyncio.Event()
    begun = threading.Event()

    async def visit() -> int:
        length = 0

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(60)
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            nonlocal length
            begun.set()
            await may_read.wait()
            length += len(message.get("body", b""))

        await site.app(scope_of("SELECT * { ?s ?p ?o }"), receive, send)
        return length

    slow = site.begin(visit())
    assert begun.wait(30)
    assert site.query("ASK {}").status_code == 200
    assert site.service.on_the_way > 1_000_000
    site._loop.call_soon_threadsafe(may_read.set)
    assert slow.result(timeout=30) > 1_000_000
    assert site.service.on_the_way == 0


def test_answers_on_their_way_are_bounded(open_site: Any) -> None:
    site = open_site(held=10_000)
    assert site.kind_of(site.query("SELECT * { ?s ?p ?o }")) == (503, "busy")
    assert site.query("ASK {}").status_code == 200
    assert site.service.on_the_way == 0


def test_a_stopped_worker_asks_nothing(open_site: Any) -> None:
    worker = open_site(workers=1).service.workers._workers[0]
    worker.stop()
    with pytest.raises(QueryEndedError):
        worker.ask("ASK {}")
    worker.resume()
    assert worker.ask("ASK {}").kind == "boolean"


def test_a_closed_site_answers_no_query(open_site: Any) -> None:
    site = open_site()
    site.begin(site.service.workers.close()).result()
    assert site.kind_of(site.query("ASK {}")) == (503, "busy")
