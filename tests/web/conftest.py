"""The server within this process, asked by httpx; and as a process of its own on a free port."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

import inspectgraph
from inspectgraph.ask.limited import QueryLimits
from inspectgraph.ask.questions import load_questions
from inspectgraph.web.app import make_app
from inspectgraph.web.settings import ServeSettings

T = TypeVar("T")


class Site:
    """An application in an event loop of its own; several requests may be under way at once."""

    HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    """A cross product that no machine sees the end of."""

    def __init__(self, settings: ServeSettings) -> None:
        self.app = make_app(settings, load_questions())
        self.service = self.app.state.service
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://site.test", timeout=60)

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def send(self, method: str, address: str, **words: Any) -> Future[httpx.Response]:
        return self.begin(self._client.request(method, address, **words))

    def get(self, address: str, **words: Any) -> httpx.Response:
        return self.send("GET", address, **words).result(timeout=60)

    def post(self, address: str, **words: Any) -> httpx.Response:
        return self.send("POST", address, **words).result(timeout=60)

    def query(self, sparql: str, accept: str = "*/*", **headers: str) -> httpx.Response:
        return self.get("/sparql", params={"query": sparql}, headers={"accept": accept, **headers})

    def kind_of(self, response: httpx.Response) -> tuple[int, str]:
        """Status and kind of problem details, which must be all that they should be."""
        assert response.headers["content-type"] == "application/problem+json"
        body: dict[str, Any] = response.json()
        assert set(body) == {"type", "title", "status", "detail"}
        assert body["status"] == response.status_code
        assert not re.search(r"Traceback|\.py\b|/tmp|/home|site-packages", response.text)
        before, _, kind = body["type"].rpartition("/")
        assert before == "https://w3id.org/inspectgraph/problem"
        return response.status_code, kind

    def close(self) -> None:
        self.begin(self._client.aclose()).result(timeout=60)
        self.begin(self.service.workers.close()).result(timeout=60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()


OpenSite = Callable[..., Site]


@pytest.fixture
def open_site(seed_store: Path) -> Iterator[OpenSite]:
    """Make sites with settings of one's own: `open_site(workers=1, seconds=0.5)`."""
    sites = []

    def run(*, seconds: float | None = 30, rows: int | None = 100_000, **settings: Any) -> Site:
        limits = QueryLimits(seconds=seconds, rows=rows, memory=1000)
        values = {"store": seed_store, "workers": 2, "limits": limits, **settings}
        sites.append(Site(ServeSettings(**values)))
        return sites[-1]

    yield run
    for site in sites:
        site.close()


@pytest.fixture(scope="session")
def site(seed_store: Path) -> Iterator[Site]:
    """A site on the store of the seeds with the usual settings."""
    opened = Site(ServeSettings(store=seed_store, workers=2, limits=QueryLimits(memory=1000)))
    yield opened
    opened.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """`inspectgraph serve` as a process."""

    process: subprocess.Popen[str]
    url: str
    said: tuple[str, ...]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def talk(self, data: bytes, *, seconds: float = 30) -> bytes:
        """Send bytes on a connection of its own, and read till its end."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=seconds)) as line:
            line.sendall(data)
            return read_all(line)

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C; the exit code, and what was said after the first lines."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said


def read_all(line: socket.socket) -> bytes:
    parts: list[bytes] = []
    while True:
        try:
            part = line.recv(1 << 16)
        except ConnectionResetError:
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)


Serve = Callable[..., Server]


def serving(store: Path, *options: str) -> Server:
    environment = {**os.environ, "PYTHONPATH": str(Path(inspectgraph.__file__).parents[1])}
    command = [sys.executable, "-W", "error", "-m", "inspectgraph", "serve"]
    process = subprocess.Popen(
        [*command, "--store", str(store), "--port", "0", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stderr is not None
    said: list[str] = []
    while not any("a question" in line for line in said):
        said.append(process.stderr.readline())
        if not said[-1]:
            raise AssertionError(f"the server did not start: {said}")
    match = re.search(r"http://[^/]+", "".join(said))
    assert match is not None
    return Server(process=process, url=match[0], said=tuple(said))


@pytest.fixture
def serve(seed_store: Path) -> Iterator[Serve]:
    """Start a server: `serve("--timeout", "1")`; it ends with the test."""
    servers: list[Server] = []

    def run(*options: str, store: Path = seed_store) -> Server:
        servers.append(serving(store, *options))
        return servers[-1]

    yield run
    for server in servers:
        _stop(server)


@pytest.fixture(scope="session")
def server(seed_store: Path) -> Iterator[Server]:
    """One server for tests that do it no harm."""
    running = serving(seed_store, "--workers", "2")
    yield running
    assert running.process.poll() is None, "the server has died of a test"
    _stop(running)


def _stop(server: Server) -> None:
    server.process.kill()
    server.process.wait()
    if server.process.stderr is not None:
        server.process.stderr.close()
