"""Real and faulty servers on this machine, and the command line that speaks to them."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from inspectgraph.cli import main
from inspectgraph.remote import connection

SECRETS = {"USER": "ann-of-the-archive", "PASSWORD": "open-sesame", "TOKEN": "tok-123456"}


@dataclass(kw_only=True)
class OxigraphServer:
    """Oxigraph's own server, with its process."""

    binary: str
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        place = ("--location", str(self.folder), "--bind", f"127.0.0.1:{self.port}")
        self.process = subprocess.Popen(
            [self.binary, "serve", *place], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as host:
            host.request(
                method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
            )
            return host.getresponse().read()

    def quads(self) -> list[str]:
        """All quads of named graphs but the index, as sorted lines."""
        lines = self.request("GET", "/store", accept="application/n-quads").decode().split("\n")
        return sorted(line for line in lines if line and not line.endswith("/id/published> ."))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def start_oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], OxigraphServer]]:
    """Start a server with an empty store; all are stopped at the end."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if binary is None:
        pytest.skip("there is no Oxigraph server here: pip install oxigraph")
    with ExitStack() as stack:

        def start() -> OxigraphServer:
            server = OxigraphServer(
                binary=binary, folder=tmp_path_factory.mktemp("oxigraph"), port=free_port()
            )
            stack.callback(server.kill)
            server.start()
            return server

        yield start


@pytest.fixture(scope="module")
def oxigraph(start_oxigraph: Callable[[], OxigraphServer]) -> OxigraphServer:
    """A server of this file's own; its tests leave it as they like."""
    return start_oxigraph()


@pytest.fixture
def empty_oxigraph(oxigraph: OxigraphServer) -> OxigraphServer:
    """The same with nothing in it."""
    oxigraph.request("POST", "/update", b"DROP ALL", content_type="application/sparql-update")
    return oxigraph


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request that a server got."""

    method: str
    path: str
    body: bytes
    authorization: str | None


@dataclass(kw_only=True)
class FaultyServer:
    """A server that does with each request what `act` does, and remembers the requests."""

    act: Callable[[BaseHTTPRequestHandler, Asked, int], None]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    @property
    def written(self) -> list[str]:
        """Method and graph of the requests that change something."""
        return [f"{a.method} {a.path.rpartition('%2F')[2]}" for a in self.asked if a.method != "GET"]


def answer(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    """A whole answer."""
    handler.send_response(status)
    for name, value in {**headers, "content-length": str(len(body))}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def forward(handler: BaseHTTPRequestHandler, asked: Asked, server: OxigraphServer) -> None:
    """Let another server answer."""
    headers = {name: value for name, value in handler.headers.items() if name in ("content-type", "accept")}
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as host:
        host.request(asked.method, asked.path, asked.body, headers)
        said = host.getresponse()
        content, kind = said.read(), said.headers.get("content-type") or "text/plain"
    answer(handler, said.status, content, content_type=kind)


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[BaseHTTPRequestHandler, Asked, int], None]], FaultyServer]]:
    """Serve with a function of one's own; the third argument counts requests from 1."""
    with ExitStack() as stack:

        def begin(act: Callable[[BaseHTTPRequestHandler, Asked, int], None]) -> FaultyServer:
            faulty = FaultyServer(act=act)
            server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(faulty))
            server.daemon_threads = True
            faulty.url = f"http://127.0.0.1:{server.server_address[1]}"
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            return faulty

        yield begin


def _handler(faulty: FaultyServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            asked = Asked(
                method=self.command,
                path=self.path,
                body=body,
                authorization=self.headers.get("authorization"),
            )
            faulty.asked.append(asked)
            with suppress(OSError):
                faulty.act(self, asked, len(faulty.asked))

        do_GET = do_PUT = do_POST = do_DELETE = _do  # noqa: N815

        def log_message(self, format: str, *values: object) -> None:
            pass

    return Handler


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a command answered: exit code, standard output and error."""

    code: int
    out: str
    err: str


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Run a command line; no secret may stand in anything that it says."""
    for name in ("INSPECTGRAPH_STORE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str | Path) -> Said:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["inspectgraph", *map(str, words)])
            with pytest.raises(SystemExit) as end:
                main()
        said = capsys.readouterr()
        for secret in SECRETS.values():
            assert secret not in said.out + said.err
        assert "Traceback" not in said.err
        assert isinstance(end.value.code, int)
        return Said(code=end.value.code, out=said.out, err=said.err)

    return run


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses that are noted down, not made."""
    noted: list[float] = []
    clock = SimpleNamespace(sleep=noted.append, monotonic=time.monotonic)
    monkeypatch.setattr(connection, "time", clock)
    return noted


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A user and a password in the environment, for writing and for asking."""
    for room in ("PUBLISH", "STORE"):
        for name in ("USER", "PASSWORD"):
            monkeypatch.setenv(f"INSPECTGRAPH_{room}_{name}", SECRETS[name])
    return SECRETS


@pytest.fixture(name="forward")
def forward_fixture() -> Callable[..., None]:
    """`forward`, for tests."""
    return forward


@pytest.fixture(name="answer")
def answer_fixture() -> Callable[..., None]:
    """`answer`, for tests."""
    return answer


@pytest.fixture(scope="module")
def published(oxigraph: Any, seed_store: Path) -> str:
    """The address of the queries of a server with all of the seeds' store."""
    from inspectgraph.export.publishing import open_target, publish_store
    from inspectgraph.remote import Credentials, read_address
    from inspectgraph.store import open_store

    address = read_address(f"{oxigraph.url}/store")
    with (
        open_store(seed_store) as store,
        open_target(address, update=None, credentials=Credentials(names="")) as target,
    ):
        publish_store(store, target)
    return f"{oxigraph.url}/query"
