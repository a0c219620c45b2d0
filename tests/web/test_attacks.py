"""Raw bytes on a connection: what is no HTTP, what never ends, and what wants more than it may have."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from inspectgraph.web import connections

GOOD = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
POST = b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-type: application/sparql-query\r\n"


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def problem_of(answer: bytes) -> dict[str, Any]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower()
    problem: dict[str, Any] = json.loads(body)
    return problem


def any_page_may_read(answer: bytes) -> bool:
    return b"\r\naccess-control-allow-origin: *\r\n" in answer.partition(b"\r\n\r\n")[0] + b"\r\n"


BROKEN = {
    "no http": b"hello\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a bare line": b"GET /\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "a line in a header": b"GET / HTTP/1.1\r\nhost: a\r\nx: a\rb\r\n\r\n",
    "a zero in a header": b"GET / HTTP/1.1\r\nhost: a\r\nx: a\x00b\r\n\r\n",
    "a space in a name": b"GET / HTTP/1.1\r\nhost: a\r\nx y: a\r\n\r\n",
    "two lengths": POST + b"content-length: 5\r\ncontent-length: 6\r\n\r\nASK{}",
    "a length that is none": POST + b"content-length: five\r\n\r\nASK{}",
    "a negative length": POST + b"content-length: -5\r\n\r\nASK{}",
    "an unknown coding": POST + b"transfer-encoding: gzip\r\n\r\nASK{}",
    "a piece that is none": POST + b"transfer-encoding: chunked\r\n\r\nzz\r\nASK{}\r\n0\r\n\r\n",
    "a line in the address": b"GET /a\nb HTTP/1.1\r\nhost: a\r\n\r\n",
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_request(what: str, server: Any) -> None:
    answer = server.talk(BROKEN[what])
    assert status_of(answer) == 400, answer
    assert problem_of(answer)["status"] == 400
    assert any_page_may_read(answer)
    assert status_of(server.talk(GOOD)) == 200


def test_some_of_them_are_told_why(server: Any) -> None:
    answer = server.talk(BROKEN["two hosts"])
    assert problem_of(answer)["type"] == "https://w3id.org/inspectgraph/problem/malformed-request"


ODD = {
    "a whole address": (b"GET http://evil.example/sparql?query=ASK%7B%7D HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (200,)),
    "a whole address alone": (b"GET HTTPS://a:1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (200,)),
    "a whole address, encoded": (b"GET http://a/ask/h%6Fw-common.csv HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (200,)),
    "a whole address of nothing": (b"GET http://a/nothing HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "a whole address that is wrong": (b"GET http://a/sparql?query=ASK HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (400,)),
    "an address within one": (b"GET /http://a/sparql HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "another scheme": (b"GET file:///etc/passwd HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "up and up": (b"GET /ask/../../../etc/passwd HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "up, encoded": (b"GET /ask/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "up, twice encoded": (b"GET /%252e%252e/etc/passwd HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "up the other way": (b"GET /ask/..\\..\\etc\\passwd HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "a zero": (b"GET /ask/how-common%00.csv HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "a star": (b"OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "an upgrade": (b"GET / HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade, close\r\n\r\n", (200,)),
    "a proxy's words": (b"GET / HTTP/1.1\r\nhost: a\r\nx-forwarded-for: 1\r\nx-forwarded-proto: gopher\r\nconnection: close\r\n\r\n", (200,)),
    "a huge Accept": (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nhost: a\r\nconnection: close\r\naccept: " + b"a/b;q=0.1," * 5_000 + b"*/*\r\n\r\n", (200, 406)),
    "length and pieces": (POST + b"content-length: 3\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n", (200, 400)),
    "lines in a parameter": (b"GET /ask/how-common.csv?%0d%0aset-cookie:a=b HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (400,)),
    "lines in the path": (b"GET /ask/a%0d%0aset-cookie:a=b HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (404,)),
    "a method of our own": (b"FROBNICATE /sparql HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", (405,)),
    "an odd type": (b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-type: \xff\xfe\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", (415,)),
    "a hundred megabytes": (POST + b"content-length: 100000000\r\n\r\nASK", (413,)),
    "an unknown version": (b"GET / HTTP/9.9\r\nhost: a\r\nconnection: close\r\n\r\n", (200, 400)),
    "a huge header": (b"GET / HTTP/1.1\r\nhost: a\r\nx: " + b"a" * 100_000 + b"\r\n\r\n", (400, 431)),
    "an endless header": (b"GET / HTTP/1.1\r\nhost: a\r\nx: " + b"a" * 3_000_000, (400, 0)),
    "many headers": (b"GET / HTTP/1.1\r\nhost: a\r\n" + b"x: abcde\r\n" * 20_000 + b"\r\n", (400, 431)),
    "a huge address": (b"GET /sparql?query=" + b"a" * 100_000 + b" HTTP/1.1\r\nhost: a\r\n\r\n", (400, 414)),
    "old http": (b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n", (200,)),
}  # fmt: skip


@pytest.mark.parametrize("what", ODD)
def test_odd_requests(what: str, server: Any) -> None:
    data, expected = ODD[what]
    answer = server.talk(data)
    assert status_of(answer) in expected, answer
    assert b"set-cookie" not in answer.partition(b"\r\n\r\n")[0].lower()
    assert b"root:" not in answer
    assert status_of(server.talk(GOOD)) == 200


def test_a_hundred_megabytes_without_a_length(server: Any) -> None:
    piece = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=30)) as line:
        line.sendall(POST + b"transfer-encoding: chunked\r\n\r\n")
        sent = 0
        try:
            while sent < 100_000_000:
                line.sendall(piece)
                sent += len(piece)
        except OSError:
            pass
        assert sent < 20_000_000  # what the system's buffers take
    assert status_of(server.talk(GOOD)) == 200


def test_requests_in_one_go_are_answered_in_order(server: Any) -> None:
    first = b"GET /sparql?query=SELECT(1AS?a)%7B%7D HTTP/1.1\r\nhost: a\r\n\r\n"
    answer = server.talk(first * 20 + GOOD)
    assert answer.count(b"HTTP/1.1 200 OK") == 21
    assert answer.endswith(b'"boolean":true}')


def test_what_hangs_on_after_a_body_is_another_request(server: Any) -> None:
    hidden = (
        POST
        + b"content-length: 5\r\n\r\nASK{}"
        + b"GET /nothing HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
    )
    answer = server.talk(hidden)
    assert answer.count(b"HTTP/1.1 ") == 2
    assert b"HTTP/1.1 404" in answer


class Impatient(connections.BoundedProtocol):
    head_seconds = 0.4
    unread_seconds = 0.4
    most_connections = 5


@pytest.fixture
def impatient(open_site: Callable[..., Any]) -> Any:
    """A server within this process that waits for nobody; its port."""
    import asyncio

    from uvicorn import Server

    from inspectgraph.web.server import _config, listen

    site = open_site(workers=1, patience=0.4)
    config = _config(site.app)
    config.http = Impatient
    config.lifespan = "off"
    server = Server(config)
    listening = listen("127.0.0.1", 0)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listening])))
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()
    listening.close()


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def read_all(line: socket.socket) -> bytes:
    parts = []
    try:
        while part := line.recv(1 << 16):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def test_a_client_that_says_nothing(impatient: int) -> None:
    with closing(connect(impatient)) as line:
        assert read_all(line) == b""


def test_a_head_a_byte_at_a_time(impatient: int) -> None:
    with closing(connect(impatient)) as line:
        sent = 0
        while not select.select([line], [], [], 0.02)[0]:
            line.sendall(b"GET / HTTP/1.1\r\nx: "[sent : sent + 1] or b"a")
            sent += 1
        answer = read_all(line)
        assert problem_of(answer)["status"] == 408
        assert any_page_may_read(answer)


def test_half_a_head(impatient: int) -> None:
    with closing(connect(impatient)) as line:
        line.sendall(GOOD[:40])
        assert problem_of(read_all(line))["status"] == 408


def test_half_a_body(impatient: int) -> None:
    with closing(connect(impatient)) as line:
        line.sendall(POST + b"content-length: 5\r\n\r\nAS")
        assert problem_of(read_all(line))["status"] == 408


def test_a_second_request_that_does_not_come(impatient: int) -> None:
    with closing(connect(impatient)) as line:
        line.sendall(GOOD.replace(b"connection: close\r\n", b"") + b"GET / HT")
        answer = read_all(line)
        assert status_of(answer) == 200
        assert b"HTTP/1.1 408" in answer


def test_an_answer_that_is_not_read(impatient: int) -> None:
    ask = b"SELECT * { ?s ?p ?o . ?a a ig:Letter }"
    with closing(socket.socket()) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", impatient))
        line.settimeout(20)
        line.sendall(POST + b"content-length: %d\r\n\r\n%s" % (len(ask), ask))
        assert select.select([line], [], [], 20)[0]  # the answer begins
        time.sleep(2)
        with closing(connect(impatient)) as other:
            other.sendall(GOOD)
            assert status_of(read_all(other)) == 200
        length = len(read_all(line))
        assert length < 9_000_000  # it was cut off: all would be some 12 million bytes


def test_too_many_connections(impatient: int) -> None:
    lines = [connect(impatient) for _ in range(5)]
    with closing(connect(impatient)) as line:
        answer = read_all(line)
        assert problem_of(answer)["status"] == 503
        assert any_page_may_read(answer)
        assert b"\r\naccess-control-expose-headers: Retry-After\r\n" in answer
    for each in lines:
        each.close()
    time.sleep(0.2)
    with closing(connect(impatient)) as line:
        line.sendall(GOOD)
        assert status_of(read_all(line)) == 200
