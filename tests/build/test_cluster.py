"""Letters read on a Dask cluster: the same bytes, and every loss either made good or said."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import inspectgraph
from inspectgraph.build import ClusterError, build_store, connect_cluster
from inspectgraph.build.cluster import ClusterExecutor
from inspectgraph.build.letter_child import StampError
from inspectgraph.errors import MissingPackageError, MisuseError

Parts = Callable[[Path], tuple[bytes, list[str]]]
Command = Callable[..., "subprocess.Popen[str]"]
needs_dask = pytest.mark.skipif(not find_spec("distributed"), reason="dask.distributed is not installed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A cluster that runs beside the tests."""

    address: str
    workers: list[int]
    host: subprocess.Popen[str]


@contextmanager
def running(*, workers: int, library: Path | None = None) -> Iterator[Cluster]:
    source = Path(inspectgraph.__file__).parents[1]
    path = [str(source), *([str(library)] if library else [])]
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("dask_cluster.py")), str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(reversed(path))},
    ) as host:
        assert host.stdout is not None
        address, pids = json.loads(host.stdout.readline())
        yield Cluster(address=address, workers=pids, host=host)
        host.communicate()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers, which die of every PDF that they open."""
    library = tmp_path_factory.mktemp("library")
    (library / "pypdfium2.py").write_text("import os\nos._exit(3)\n", encoding="utf-8")
    with running(workers=2, library=library) as started:
        yield started


@needs_dask
def test_same_bytes_although_a_worker_is_killed(
    cluster: Cluster, seeds: Path, tmp_path: Path, parts_of: Parts
) -> None:
    told: list[tuple[int, int]] = []

    def kill_one(done: int, total: int) -> None:
        told.append((done, total))
        if done == 1:
            os.kill(cluster.workers[0], getattr(signal, "SIGKILL", signal.SIGTERM))

    with connect_cluster(cluster.address) as executor:
        assert executor.jobs == 2
        build_store(tmp_path / "there", [seeds], executor=executor, progress=kill_one)
    build_store(tmp_path / "here", [seeds])
    assert parts_of(tmp_path / "there") == parts_of(tmp_path / "here")
    assert told == [(n, 5) for n in range(1, 6)]


@needs_dask
def test_a_document_that_crashes_costs_itself_alone(cluster: Cluster, letters: Path, tmp_path: Path) -> None:
    (letters / "crash.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    with connect_cluster(cluster.address) as executor:
        report = build_store(tmp_path / "store", [letters], executor=executor)
    assert [(p.code, p.where) for p in report.refused] == [("crashed", "crash.pdf")]
    assert report.letters == 2


@needs_dask
def test_command(cluster: Cluster, letters: Path, tmp_path: Path, start: Command) -> None:
    store = tmp_path / "store"
    child = start("build", letters, "--store", store, "--cluster", cluster.address)
    out, err = child.communicate()
    assert (child.returncode, err) == (0, "")
    assert out.splitlines()[-1].startswith("2 read, 0 unchanged, 0 refused; 2 letters and ")


@needs_dask
def test_another_version(
    cluster: Cluster, letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspectgraph.build.cluster.VERSION", "9.9.9")
    with (
        pytest.raises(ClusterError, match=r"another version of inspectgraph: 0\.[\d.]+; this is 9\.9\.9"),
        connect_cluster(cluster.address),
    ):
        pass


@needs_dask
def test_other_knowledge(
    cluster: Cluster, letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspectgraph.build.executors.letter_stamp", lambda: "9.9.9 0123456789")
    with (
        connect_cluster(cluster.address) as executor,
        pytest.raises(StampError, match=r"a worker has inspectgraph 0\..*, this build 9\.9\.9"),
    ):
        build_store(tmp_path / "store", [letters], executor=executor)


@needs_dask
def test_the_scheduler_dies_midway(seeds: Path, letters: Path, tmp_path: Path, parts_of: Parts) -> None:
    build_store(tmp_path / "store", [letters])
    before = parts_of(tmp_path / "store")
    with (
        running(workers=1) as cluster,
        pytest.raises(ClusterError, match=r"lost|does not answer any more"),
        connect_cluster(cluster.address, patience=2) as executor,
    ):
        build_store(tmp_path / "store", [seeds], executor=executor, progress=lambda *_: cluster.host.kill())
    assert parts_of(tmp_path / "store") == before


@needs_dask
def test_without_workers() -> None:
    with (
        running(workers=0) as cluster,
        pytest.raises(ClusterError, match=r"no worker for 1 seconds .*: start some: dask worker tcp://"),
        connect_cluster(cluster.address, patience=1),
    ):
        pass


@needs_dask
def test_nobody_there(letters: Path, tmp_path: Path, start: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    child = start("build", letters, "--store", tmp_path / "s", "--cluster", f"tcp://127.0.0.1:{port}")
    out, err = child.communicate()
    assert (child.returncode, out, err.count("\n")) == (3, "", 1)
    assert err.startswith(f"inspectgraph: no Dask scheduler answers (tcp://127.0.0.1:{port}): see that")
    assert not (tmp_path / "s").exists()


def answer(server: socket.socket, words: bytes) -> None:
    """Say the words to the first two that call, and nothing more to the last."""
    for _ in range(2):
        connection, _ = server.accept()
        with connection:
            connection.sendall(words)
            if not words:
                connection.recv(1_000_000)
                connection.recv(1)


OTHERS = {
    "a server that is silent": ("tcp", b""),
    "a web server": ("tcp", b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    "a scheduler that wants a certificate": ("tcp", b"\x15\x03\x03\x00\x02\x02\x32"),
    "no certificate of ours": ("tls", b""),
}


@needs_dask
@pytest.mark.parametrize(("scheme", "words"), OTHERS.values(), ids=OTHERS)
def test_something_else_answers(scheme: str, words: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answer, args=(server, words), daemon=True).start()
        with (
            pytest.raises(ClusterError, match="no Dask scheduler answers"),
            connect_cluster(f"{scheme}://127.0.0.1:{server.getsockname()[1]}", patience=1),
        ):
            pass
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "address",
    ["", "localhost", "localhost:8786", "http://localhost:8786", "tcp://localhost", "tcp://:8786"]
    + ["tcp://localhost:no", "tcp://localhost:99999", "tcp://a:b@localhost:8786", "tcp://localhost:8786/x"],
)
def test_no_address(address: str) -> None:
    with pytest.raises(MisuseError, match="no address of a cluster"), connect_cluster(address):
        pass


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingPackageError) as raised, connect_cluster("tcp://localhost:8786"):
        pass
    assert str(raised.value) == (
        "dask.distributed is not installed: run `pip install 'inspectgraph[cluster]'`"
    )


def test_jobs_and_cluster(letters: Path, tmp_path: Path, start: Command) -> None:
    child = start("build", letters, "--jobs", "2", "--cluster", "tcp://localhost:8786", "--store", tmp_path)
    _, err = child.communicate()
    assert (child.returncode, err.count("\n")) == (2, 1)
    assert "--jobs and --cluster exclude each other" in err


class Client:
    """A cluster as the executor sees it: its workers, and what becomes of the next task."""

    def __init__(self, threads: dict[str, int], outcome: BaseException | None = None) -> None:
        self.threads, self.outcome = threads, outcome
        self.is_frozen = self.is_closed = False

    def get_executor(self, *, pure: bool) -> Executor:
        client = self

        class Inner(Executor):
            def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
                future: Future[Any] = Future()
                if client.outcome:
                    future.set_exception(client.outcome)
                return future

        return Inner()

    def wait_for_workers(self, number: int, *, timeout: float) -> None:
        pass

    def run(self, function: Callable[..., Any], *args: Any, **options: Any) -> dict[str, Any]:
        return {worker: function(*args) for worker in self.threads}

    def nthreads(self, *, callback_timeout: float) -> dict[str, int]:
        if self.is_frozen:
            raise TimeoutError
        return self.threads

    def close(self, *, timeout: float) -> None:
        self.is_closed = True


@pytest.fixture
def hastily(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspectgraph.build.cluster._TICK", 0.01)


def executor_on(client: Client) -> ClusterExecutor:
    executor = ClusterExecutor(client, address="tcp://a:1", patience=0.05)
    executor.check_workers()
    return executor


@needs_dask
@pytest.mark.usefixtures("hastily")
def test_all_workers_leave() -> None:
    client = Client({"tcp://b:1": 4, "tcp://c:1": 4})
    with executor_on(client) as executor:
        assert executor.jobs == 8
        future = executor.submit(len, "abc")
        client.threads = {}
        with pytest.raises(ClusterError, match="has had no worker"):
            future.result(timeout=10)
    assert client.is_closed


@needs_dask
@pytest.mark.usefixtures("hastily")
def test_a_scheduler_that_hangs() -> None:
    client = Client({"tcp://b:1": 4})
    with executor_on(client) as executor:
        future = executor.submit(len, "abc")
        client.is_frozen = True
        with pytest.raises(ClusterError, match="does not answer any more"):
            future.result(timeout=10)
        with pytest.raises(ClusterError, match="does not answer any more"):
            executor.submit(len, "abc").result(timeout=10)


@needs_dask
def test_what_dask_says_in_our_words() -> None:
    distributed = import_module("distributed")
    killed = distributed.KilledWorker("task", None, 3)
    outcomes: list[tuple[BaseException, type[BaseException], str]] = [
        (killed, BrokenExecutor, "no worker lived long enough"),
        (distributed.CancelledError(), ClusterError, "the connection to the cluster was lost"),
        (
            ModuleNotFoundError("No module named 'inspectgraph'"),
            ClusterError,
            "another version of inspectgraph",
        ),
        (
            AttributeError("module 'inspectgraph.build.children' has no attribute 'read_in_child'"),
            ClusterError,
            "another version of inspectgraph",
        ),
        (
            AttributeError("Can't get attribute 'a' on <module 'inspectgraph.build.children' from 'b'>"),
            ClusterError,
            "another version of inspectgraph",
        ),
        (AttributeError("'NoneType' object has no attribute 'lower'"), AttributeError, "'lower'"),
        (ValueError("ours"), ValueError, "ours"),
    ]
    for outcome, kind, words in outcomes:
        with executor_on(Client({"tcp://b:1": 1}, outcome)) as executor:
            error = executor.submit(len, "abc").exception(timeout=10)
            assert isinstance(error, kind)
            assert words in str(error)


@needs_dask
def test_logging_is_given_back(cluster: Cluster) -> None:
    logger = logging.getLogger("distributed")
    before = list(logger.handlers)
    with connect_cluster(cluster.address):
        assert logger.handlers != before
    assert logger.handlers == before
