"""Servers that fail: each time a message that helps, no traceback, and no credential anywhere."""

from __future__ import annotations

import base64
import threading
import traceback
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from inspectgraph.ask.opening import open_for_questions
from inspectgraph.ask.query import run_query
from inspectgraph.ask.remote import read_answer
from inspectgraph.remote import (
    Address,
    Connection,
    Credentials,
    Patience,
    RemoteError,
    ServerAnswer,
    read_address,
)

BASIC = "Basic " + base64.b64encode(b"ann-of-the-archive:open-sesame").decode()
Serve = Callable[..., Any]
Say = Callable[..., Any]


@pytest.fixture(params=["publish", "letters"])
def command(request: pytest.FixtureRequest, seed_store: Path) -> Callable[[str], list[str]]:
    """The words of a command that speaks to a server, one that writes and one that asks."""

    def words(url: str) -> list[str]:
        if request.param == "publish":
            return ["publish", f"{url}/store", "--store", str(seed_store)]
        return ["letters", "--store", f"{url}/query"]

    return words


def always(status: int, body: bytes = b"", **headers: str) -> Callable[[Any], Callable[..., None]]:
    """An `act` that gives one answer to everything, of the fixture `answer`."""
    return lambda answer: lambda handler, asked, number: answer(handler, status, body, **headers)


SAID = [
    (always(500, b"<html><h1>Out of\x1b[31m memory</h1>\nat Foo.java:7</html>"),
     'the server answered 500 Internal Server Error: "Out of [31m memory"'),
    (always(500, b"x" * 10_000), f'the server answered 500 Internal Server Error: "{"x" * 160}..."'),
    (always(400, b"no such thing: ann-of-the-archive/open-sesame"), '400 Bad Request: "no such thing: ***/***"'),
    (always(404), "the server answered 404 Not Found"),
    (always(405), "check the address: it must be that of the service itself"),
    (always(413), "let the server take larger requests"),
    (always(507), "the server answered 507 Insufficient Storage"),
    (always(799), "the server answered 799"),
    (always(302, location="http://ann-of-the-archive:open-sesame@elsewhere.example/in?key=open-sesame"),
     "the server points elsewhere, to http://elsewhere.example/in, and nothing was sent there"),
    (always(301), "the server points elsewhere, to nowhere"),
    (always(308, location="https://a.example/\x1b]0;x"), "Invalid URL in location header"),
    (always(401, www_authenticate="Basic realm=a"),
     "check INSPECTGRAPH_"),
    (always(403, b"not you"), '403 Forbidden: "not you"'),
]  # fmt: skip
assert len(SAID) == 13


@pytest.mark.parametrize("number", range(len(SAID)))
def test_refusals(
    number: int,
    command: Any,
    serve: Serve,
    answer: Any,
    say: Say,
    secrets: dict[str, str],
    waits: list[float],
) -> None:
    act, words = SAID[number]
    server = serve(act(answer))
    if number == 3 and command("")[0] == "publish":
        pytest.skip("a graph store says 404 of a graph that is not there yet")
    said = say(*command(server.url))
    assert (said.code, said.out) == (3, "")
    assert words in said.err
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err
    assert waits == []


def test_without_credentials_it_says_where_they_go(command: Any, serve: Serve, answer: Any, say: Say) -> None:
    said = say(*command(serve(always(401)(answer)).url))
    room = "PUBLISH" if command("")[0] == "publish" else "STORE"
    assert f"set INSPECTGRAPH_{room}_USER and INSPECTGRAPH_{room}_PASSWORD" in said.err


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_busy_and_then_fine(
    status: int,
    seed_store: Path,
    oxigraph: Any,
    serve: Serve,
    answer: Any,
    forward: Any,
    say: Say,
    waits: list[float],
) -> None:
    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        if number in (1, 4):
            answer(handler, status, **({"retry_after": "7"} if number == 4 else {}))
        else:
            forward(handler, asked, oxigraph)

    said = say("publish", f"{serve(act).url}/store", "--store", seed_store)
    assert said.code == 0
    assert waits[:2] in ([1.0], [1.0, 7.0])


def test_busy_for_ever(command: Any, serve: Serve, answer: Any, say: Say, waits: list[float]) -> None:
    server = serve(always(503, b"in repair", retry_after="999999999")(answer))
    said = say(*command(server.url))
    assert said.code == 3
    assert '503 Service Unavailable: "in repair"' in said.err
    assert set(waits) == {30.0}
    assert len(server.asked) == len(waits) + 1 <= 5


@pytest.mark.parametrize("asked_for", ["-1", "soon", "١", "1e9", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_strange_wait(asked_for: str, serve: Serve, say: Say, waits: list[float]) -> None:
    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        value = asked_for.encode()
        handler.wfile.write(b"HTTP/1.1 503 no\r\ncontent-length: 0\r\nretry-after: " + value + b"\r\n\r\n")

    assert say("letters", "--store", f"{serve(act).url}/query").code == 3
    assert waits == [0.5, 1.0, 2.0]


def test_nobody_there(command: Any, serve: Serve, say: Say, waits: list[float]) -> None:
    said = say(*command("http://127.0.0.1:9"))
    assert said.code == 3
    assert "the server can't be reached: [Errno 111] Connection refused" in said.err or "refused" in said.err
    assert waits == []


def test_no_such_host(command: Any, say: Say, waits: list[float]) -> None:
    said = say(*command("http://no-such-host.invalid"))
    assert said.code == 3
    assert "the server can't be reached" in said.err


def hang_up(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
    handler.close_connection = True


def half_an_answer(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{")
    handler.close_connection = True


@pytest.mark.parametrize("act", [hang_up, half_an_answer])
def test_the_connection_is_lost(act: Any, command: Any, serve: Serve, say: Say, waits: list[float]) -> None:
    said = say(*command(serve(act).url))
    assert said.code == 3
    assert "the connection was lost" in said.err
    assert waits in ([1.0, 2.0, 4.0, 8.0], [0.5, 1.0, 2.0])


def no_http(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\x1b[2J\r\n\r\n")
    handler.close_connection = True


def test_no_http(command: Any, serve: Serve, say: Say, waits: list[float]) -> None:
    said = say(*command(serve(no_http).url))
    assert said.code == 3
    assert "the server's answer is no HTTP" in said.err
    assert "\x1b" not in said.err


GARBAGE = [
    (b"<html>Welcome</html>", "text/html"),
    (b"\xff\xfe\x00garbage", "application/octet-stream"),
    (b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri"', "application/sparql-results+json"),
    (b'{"head":{"vars":["letter"]},"results":{"bindings":[]}}', "application/sparql-results+json"),
    (b"<a> <b> .", "application/n-triples"),
    (b"", "text/plain\x1b[2J"),
    (b'{"head":{},"boolean":true}', "text/turtle"),
]


@pytest.mark.parametrize("number", range(len(GARBAGE)))
def test_garbage(number: int, command: Any, serve: Serve, answer: Any, say: Say) -> None:
    body, kind = GARBAGE[number]
    if command("")[0] == "publish" and not body:
        pytest.skip("an empty graph is nothing published yet")
    if command("")[0] == "letters" and kind == "text/turtle":
        pytest.skip("an answer with another type than its own is read all the same")
    said = say(*command(serve(always(200, body, content_type=kind)(answer)).url))
    assert (said.code, said.out) == (3, "")
    assert "check that this is the address of its" in said.err
    assert "\x1b" not in said.err


def rows(count: int) -> bytes:
    row = b'{"a":{"type":"literal","value":"x"}}'
    return b'{"head":{"vars":["a"]},"results":{"bindings":[' + b",".join([row] * count) + b"]}}"


PARTS = [
    ({"x_sql_state": "S1TAT"}, "stopped at its limit of time and answered a part"),
    ({"x_sparql_maxrows": "3"}, "the server answered the first 3 rows only"),
]


@pytest.mark.parametrize(("header", "words"), PARTS)
def test_a_part_of_the_answer(
    header: dict[str, str], words: str, serve: Serve, answer: Any, say: Say
) -> None:
    """Virtuoso at its limits."""

    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        body = b'{"head":{},"boolean":true}' if number == 1 else rows(3)
        part = header if number > 1 else {}
        answer(handler, 200, body, content_type="application/sparql-results+json", **part)

    said = say("query", "SELECT ?a { ?b ?c ?a }", "--store", f"{serve(act).url}/sparql")
    assert said.code == 3
    assert words in said.err


def test_as_many_rows_as_a_server_gives_at_the_most(serve: Serve, answer: Any, say: Say) -> None:
    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        body = b'{"head":{},"boolean":true}' if number == 1 else rows(2)
        answer(handler, 200, body, x_sparql_maxrows="3")

    said = say("query", "SELECT ?a { ?b ?c ?a }", "--store", f"{serve(act).url}/sparql")
    assert said.code == 0


def ask_within(url: str, patience: Patience) -> str:
    with (
        open_for_questions(read_address(url), patience=patience) as store,
        pytest.raises(RemoteError) as said,
    ):
        run_query(store.graph, "SELECT * { ?s ?p ?o }")
    return str(said.value)


def endless(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 65_536)


def test_an_endless_answer(serve: Serve) -> None:
    said = ask_within(serve(endless).url, Patience(largest=3 * 1024 * 1024))
    assert said.startswith("the server's answer is larger than 3 MB")


def test_an_endless_answer_packed(serve: Serve) -> None:
    import zlib

    packer = zlib.compressobj(wbits=31)
    bomb = b"".join([*(packer.compress(bytes(1024 * 1024)) for _ in range(64)), packer.flush()])

    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n" + bomb)
        handler.close_connection = True

    said = ask_within(serve(act).url, Patience(largest=3 * 1024 * 1024))
    assert said.startswith("the server's answer is larger than 3 MB")


def test_a_server_that_hangs(serve: Serve) -> None:
    done = threading.Event()
    server = serve(lambda handler, asked, number: done.wait(30))
    said = ask_within(server.url, Patience(silence=0.2))
    done.set()
    assert said.startswith("the server did not answer within 0.2 seconds")
    assert len(server.asked) == 1


def test_a_server_that_drips(serve: Serve) -> None:
    done = threading.Event()

    def drip(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not done.wait(0.02):
            handler.wfile.write(b" ")

    said = ask_within(serve(drip).url, Patience(silence=5, whole=0.3))
    done.set()
    assert said.startswith("the server did not answer within 0.3 seconds")


def test_a_redirect_halfway(
    seed_store: Path,
    empty_oxigraph: Any,
    serve: Serve,
    answer: Any,
    forward: Any,
    say: Say,
    secrets: dict[str, str],
) -> None:
    other = serve(always(200)(answer))

    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        if asked.authorization is None:
            answer(handler, 401, www_authenticate='Basic realm="a"')
        elif number > 9:
            answer(handler, 307, location=f"{other.url}/store")
        else:
            forward(handler, asked, empty_oxigraph)

    front = serve(act)
    said = say("publish", f"{front.url}/store", "--store", seed_store)
    assert said.code == 1
    assert "3 of 10 graphs were published, then the server points elsewhere" in said.err
    assert other.asked == []
    assert {asked.authorization for asked in front.asked} == {None, BASIC}


def test_digest(seed_store: Path, serve: Serve, answer: Any, say: Say, secrets: dict[str, str]) -> None:
    """As Virtuoso wants it: the password itself is not sent."""

    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        if not (asked.authorization or "").startswith("Digest "):
            nonce = "Digest realm=SPARQL, nonce=abc, qop=auth, algorithm=MD5"
            answer(handler, 401, www_authenticate=nonce)
        else:
            answer(handler, 404 if asked.method == "GET" else 204)

    server = serve(act)
    said = say("publish", f"{server.url}/store", "--store", seed_store)
    assert (said.code, said.err) == (0, "")
    assert sum(asked.authorization is None for asked in server.asked) <= 2
    assert not any((asked.authorization or "").startswith("Basic") for asked in server.asked)


def test_a_token(command: Any, serve: Serve, answer: Any, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSPECTGRAPH_PUBLISH_TOKEN", "tok-123456")
    monkeypatch.setenv("INSPECTGRAPH_STORE_TOKEN", "tok-123456")
    server = serve(always(403, b"tok-123456 has run out")(answer))
    said = say(*command(server.url))
    assert said.code == 3
    assert '"*** has run out"' in said.err
    assert server.asked[0].authorization == "Bearer tok-123456"


@pytest.mark.parametrize(
    ("user", "password", "token"),
    [
        ("ann", "", ""),
        ("", "pw", ""),
        ("ann", "pw", "tok"),
        ("ann", "p\nw", ""),
        ("", "", "to\rk"),
        ("a:b", "pw", ""),
        ("", "", "tök"),
        ("", "", "s3cr\\et "),
        ("", "", "s3 cret"),
        ("", "", " "),
    ],
)
def test_unclear_credentials(
    user: str, password: str, token: str, command: Any, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("PUBLISH", "STORE"):
        for name, value in (("USER", user), ("PASSWORD", password), ("TOKEN", token)):
            monkeypatch.setenv(f"INSPECTGRAPH_{room}_{name}", value)
    said = say(*command("http://127.0.0.1:9"))
    assert (said.code, said.out) == (2, "")
    assert "the credentials" in said.err
    assert "s3" not in said.err


WRONG = [
    "https://ann-of-the-archive:open-sesame@graph.example/sparql",
    "http://open-sesame@127.0.0.1:9/",
    "http://[::1/open-sesame@x",
    "http://127.0.0.1:99999/",
    "http:///x",
    "https://a b.example/",
    "http://a.example/\x1b[2J",
    "http://ex_ample-.é/query",
    f"http://{'a' * 70}.example/?key=open-sesame",
    "http://a..b/",
    "http://xn--a/",
    f"http://a.example/{'a' * 70_000}",
]
assert len(WRONG) == 12


@pytest.mark.parametrize("url", WRONG)
def test_wrong_addresses(url: str, say: Say, seed_store: Path) -> None:
    for words in (["letters", "--store", url], ["publish", url, "--store", seed_store]):
        said = say(*words)
        assert (said.code, said.out) == (2, "")
        assert "address" in said.err
        assert len(said.err) < 500
        assert "\x1b" not in said.err


@pytest.mark.parametrize("url", ["http://a..b/", "http://xn--a/", "http://ex_ample-.é/"])
def test_an_address_that_nobody_read(url: str) -> None:
    with (
        Connection(Address(url), credentials=Credentials(names="X_USER")) as connection,
        pytest.raises(RemoteError),
    ):
        connection.send("GET")


def test_a_request_that_http_does_not_carry(serve: Serve, answer: Any) -> None:
    token = Credentials(token="s3cr\\et ", names="X_TOKEN")
    address = read_address(serve(always(200)(answer)).url)
    with Connection(address, credentials=token) as connection, pytest.raises(RemoteError) as said:
        connection.send("GET")
    assert "HTTP can't carry this request" in str(said.value)
    assert "s3cr" not in str(said.value)


ODD = "p/ä s's\"<&%\\w"
ENCODED = [
    ODD,
    "p/%C3%A4%20s%27s%22%3C%26%25%5Cw",
    "p%2f%c3%a4%20s%27s%22%3c%26%25%5cw",
    "p%2F%C3%A4+s%27s%22%3C%26%25%5Cw",
    "p/ä s&#x27;s&quot;&lt;&amp;%\\w",
    "p/ä s&#39;s&quot;&lt;&amp;%\\w",
    "p/ä s's\"&lt;&amp;%\\w",
    "p/\\u00e4 s's\\\"<&%\\\\w",
    "p/ä s's\\\"<&%\\\\w",
    "p\\/ä s's\\\"<&%\\\\w",
]
assert len(ENCODED) == 10


@pytest.mark.parametrize("encoded", ENCODED)
def test_a_password_however_it_is_repeated(
    encoded: str, command: Any, serve: Serve, answer: Any, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("PUBLISH", "STORE"):
        monkeypatch.setenv(f"INSPECTGRAPH_{room}_USER", "anne")
        monkeypatch.setenv(f"INSPECTGRAPH_{room}_PASSWORD", ODD)
    said = say(*command(serve(always(403, f"no ({encoded}) here".encode())(answer)).url))
    assert said.code == 3
    assert '403 Forbidden: "no (***) here"' in said.err


def test_of_short_credentials_nothing_is_said(
    command: Any, serve: Serve, answer: Any, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("PUBLISH", "STORE"):
        monkeypatch.setenv(f"INSPECTGRAPH_{room}_USER", "e")
        monkeypatch.setenv(f"INSPECTGRAPH_{room}_PASSWORD", "o")
    said = say(*command(serve(always(403, b"not one")(answer)).url))
    assert "the server answered 403 Forbidden (http://127.0.0.1:" in said.err
    moved = say(*command(serve(always(307, location="http://o.example/e")(answer)).url))
    assert "to an address that is not shown, and nothing was sent there" in moved.err
    nonsense = say(*command(serve(no_http).url))
    assert "the server's answer is no HTTP (" in nonsense.err
    assert "***" not in said.err + moved.err + nonsense.err


def test_a_folder_is_no_address(say: Say, seed_store: Path) -> None:
    assert say("publish", "graph.example/store", "--store", seed_store).code == 2


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_may_read_along_is_said(
    scheme: str, say: Say, seed_store: Path, secrets: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = say("publish", f"{scheme}://no-such-host.invalid/store", "--store", seed_store)
    assert said.code == 3
    warning = "warning: credentials go to no-such-host.invalid unencrypted: use https"
    assert (warning in said.err) is (scheme == "http")


def test_credentials_stay_out_of_every_repr(secrets: dict[str, str]) -> None:
    from inspectgraph.remote import Connection, read_credentials

    credentials = read_credentials("INSPECTGRAPH_PUBLISH")
    with Connection(read_address("http://127.0.0.1:9/"), credentials=credentials) as connection:
        shown = repr([credentials, connection, vars(connection)])
    assert "sesame" not in shown
    assert "archive" not in shown


REFUSED = [
    (QuerySolutions, 3, {"x_sql_state": "S1TAT"}),
    (QuerySolutions, 3, {"x_sparql_maxrows": "3"}),
    (QueryBoolean, 3, {}),
    (QueryTriples, 3, {}),
]


@pytest.mark.parametrize(("form", "count", "headers"), REFUSED)
def test_a_refusal_holds_no_rows(form: Any, count: int, headers: dict[str, str]) -> None:
    """An error can live until another thread drops it, which pyoxigraph's rows do not survive."""
    given = {"content-type": "application/sparql-results+json"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    answer = ServerAnswer(status=200, headers=given, content=rows(count))
    with pytest.raises(RemoteError) as said:
        read_answer(answer, form=form, where="a server")
    held = [
        value
        for error in (said.value, said.value.__cause__)
        if error is not None
        for frame, _ in traceback.walk_tb(error.__traceback__)
        for value in frame.f_locals.values()
    ]
    assert held
    assert not any(isinstance(value, QuerySolutions | QueryTriples) for value in held)
