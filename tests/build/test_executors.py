"""Letters read on any executor: the same bytes, a few at a time, and what breaks costs itself alone."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, ClassVar

import pytest

import inspectgraph
from inspectgraph.build import build_store
from inspectgraph.build.children import StoppedError, end_children, read_in_child, stop_children
from inspectgraph.build.executors import processes, read_all
from inspectgraph.build.letter_child import Sent, StampError
from inspectgraph.build.reading import Document, DocumentFile, DocumentRead, read_bytes
from inspectgraph.build.stamp import letter_stamp
from inspectgraph.errors import InspectgraphError, Problem

Parts = Callable[[Path], tuple[bytes, list[str]]]
SOURCE = Path(inspectgraph.__file__).parents[1]
CRASHING = "import os\nos._exit(3)\n"
"""In place of the library that reads PDFs: whatever opens one dies."""


class Recorded(subprocess.Popen[bytes]):
    """A process that is remembered."""

    all: ClassVar[list[Recorded]] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.all.append(self)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Recorded]:
    """The children that were started, dead ones among them."""
    monkeypatch.setattr(Recorded, "all", [])
    monkeypatch.setattr("inspectgraph.build.children.subprocess.Popen", Recorded)
    return Recorded.all


def alive(children: list[Recorded]) -> list[Recorded]:
    return [child for child in children if child.poll() is None]


def documents(folder: Path) -> list[DocumentFile]:
    return [
        DocumentFile(path=path, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), files=(path.name,))
        for path in sorted(folder.glob("*.txt"))
    ]


class Backwards(Executor):
    """Does nothing until somebody waits, and then the newest first."""

    def __init__(self) -> None:
        self.tasks: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        executor = self

        class Awaited(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                executor.work()
                return super().result(timeout)

        future = Awaited()
        self.tasks.append((future, lambda: fn(*args, **kwargs)))
        self.most = max(self.most, len(self.tasks))
        return future

    def work(self) -> None:
        while self.tasks:
            future, call = self.tasks.pop()
            future.set_result(call())


EXECUTORS: dict[str, Callable[[], AbstractContextManager[Executor]]] = {
    "one thread": lambda: ThreadPoolExecutor(1),
    "two threads": lambda: ThreadPoolExecutor(2),
    "a process": lambda: ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")),
    "our processes": lambda: processes(2),
    "backwards": Backwards,
}


@pytest.mark.parametrize("name", EXECUTORS)
def test_same_bytes_on_any_executor(
    name: str, letters: Path, tmp_path: Path, parts_of: Parts, started: list[Recorded]
) -> None:
    build_store(tmp_path / "here", [letters])
    with EXECUTORS[name]() as executor:
        build_store(tmp_path / "there", [letters], executor=executor, jobs=2)
        assert executor.submit(len, "still open").result() == 10
    assert parts_of(tmp_path / "there") == parts_of(tmp_path / "here")
    assert alive(started) == []


def test_number_of_executors() -> None:
    assert len(EXECUTORS) == 5


@pytest.mark.parametrize(("jobs", "most"), [(1, 2), (2, 4)])
def test_a_few_under_way(
    jobs: int, most: int, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(sent: Sent) -> DocumentRead:
        return DocumentRead(document=sent.document)

    monkeypatch.setattr("inspectgraph.build.executors.read_in_child", read)
    executor = Backwards()
    given = documents(seeds) * 3
    assert [r.document for r in read_all(given, jobs=jobs, executor=executor)] == [d.bare for d in given]
    assert executor.most == most


@pytest.fixture
def crashing(letters: Path, tmp_path: Path) -> Path:
    """A folder for Python's path, with which the PDF among the letters ends whatever reads it."""
    (letters / "crash.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "pypdfium2.py").write_text(CRASHING, encoding="utf-8")
    return folder


def test_a_crash_costs_itself_alone(
    crashing: Path, letters: Path, tmp_path: Path, parts_of: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(crashing), *sys.path])
    report = build_store(tmp_path / "store", [letters], jobs=2)
    assert report.refused == (
        Problem(
            code="crashed",
            where="crash.pdf",
            message="what read it crashed twice",
            remedy="see whether another program opens it; leave it out, or report it",
        ),
    )
    (letters / "crash.pdf").unlink()
    build_store(tmp_path / "clean", [letters])
    assert parts_of(tmp_path / "store")[1] == parts_of(tmp_path / "clean")[1]


class Breaking(Backwards):
    """Its workers die of one document, and of whatever they read beside it."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file

    def work(self) -> None:
        ill = any(self.file in call().document.files for _, call in self.tasks)
        for future, call in self.tasks:
            if ill:
                future.set_exception(BrokenExecutor("killed"))
            else:
                future.set_result(call())
        self.tasks.clear()


def test_who_kills_workers_is_found_out(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(sent: Sent) -> DocumentRead:
        return DocumentRead(document=sent.document)

    monkeypatch.setattr("inspectgraph.build.executors.read_in_child", read)
    guilty = "002_903346c6d2940e08.txt"
    results = list(read_all(documents(seeds), jobs=1, executor=Breaking(guilty)))
    assert [(r.document.files[0], r.refusal.code) for r in results if r.refusal] == [(guilty, "crashed")]
    assert len(results) == 5


class Dead(Executor):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise BrokenExecutor("all of it")


def test_an_executor_that_is_broken_for_good(letters: Path, tmp_path: Path, parts_of: Parts) -> None:
    build_store(tmp_path / "store", [letters / "003_d6466b21c827d6ce.txt"])
    before = parts_of(tmp_path / "store")
    with pytest.raises(BrokenExecutor):
        build_store(tmp_path / "store", [letters], executor=Dead())
    assert parts_of(tmp_path / "store") == before


@pytest.fixture
def no_children_left(started: list[Recorded]) -> Iterator[None]:
    yield
    end_children()
    assert started
    assert alive(started) == []


@pytest.mark.usefixtures("no_children_left")
def test_another_version_is_told() -> None:
    data = b"buy milk"
    document = Document(sha256=hashlib.sha256(data).hexdigest(), files=("a.txt",))
    sent = Sent(document=document, data=data, stamp="9.9.9 0123456789abcdef", limit=100)
    for _ in range(2):  # the child lives on
        with pytest.raises(StampError) as raised:
            read_in_child(sent)
    assert "has inspectgraph 0." in str(raised.value)
    assert "this build 9.9.9 with the knowledge 01234567" in str(raised.value)


@pytest.mark.usefixtures("no_children_left")
def test_a_child_that_is_killed_costs_nothing(letters: Path, started: list[Recorded]) -> None:
    killed = False
    results = []
    given = documents(letters) * 3
    for result in read_all(given, jobs=1):
        results.append(result.refusal)
        if not killed:
            killed = True
            for child in alive(started):
                child.kill()
    assert results == [None] * 6


def sent_note(*, build: str = "") -> Sent:
    data = b"buy milk"
    document = Document(sha256=hashlib.sha256(data).hexdigest(), files=("a.txt",))
    return Sent(document=document, data=data, stamp=letter_stamp(), limit=100, build=build)


@pytest.mark.usefixtures("no_children_left")
def test_a_child_that_nobody_needs_ends(monkeypatch: pytest.MonkeyPatch, started: list[Recorded]) -> None:
    monkeypatch.setattr("inspectgraph.build.children._SECONDS_IDLE", 0.1)
    sent = sent_note()
    for number in range(2):
        assert read_in_child(sent).refusal == read_bytes(sent.document, sent.data).refusal
        assert started[number].wait(30) == 0


@pytest.mark.usefixtures("no_children_left")
def test_a_child_without_a_parent_ends(started: list[Recorded]) -> None:
    read_in_child(sent_note())
    (child,) = started
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(30) == 0


@pytest.mark.usefixtures("no_children_left")
def test_no_letter_is_read_for_a_build_that_has_ended(started: list[Recorded]) -> None:
    stop_children("ended")
    with pytest.raises(StoppedError):
        read_in_child(sent_note(build="ended"))
    assert read_in_child(sent_note(build="another")).refusal


def test_a_child_that_can_not_start_is_no_fault_of_the_letter(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspectgraph.build.children._START", "raise SystemExit(1)")
    with pytest.raises(InspectgraphError, match=r"can't be started: it died at once: free some memory"):
        build_store(tmp_path / "store", [letters], jobs=2)
    assert not list(tmp_path.glob("store/generations/*"))


UNGUARDED = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from inspectgraph.build import build_store
report = build_store(Path(sys.argv[1]), [Path(sys.argv[2])], {how})
print(report.letters, report.refused)
"""


@pytest.mark.parametrize("how", ["jobs=2", "executor=ThreadPoolExecutor(1)"])
def test_a_script_that_does_not_guard_its_main(how: str, letters: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED.format(how=how), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "store"), str(letters)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("2 ()\n", "")


HANGING = """
import os, time
from pathlib import Path
Path({told!r}).write_text(str(os.getpid()))
time.sleep(1000)
"""
"""In place of the library that reads PDFs: whatever opens one says who it is, and hangs."""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_while_a_letter_hangs(jobs: str, letters: Path, tmp_path: Path, parts_of: Parts) -> None:
    build_store(tmp_path / "store", [letters / "003_d6466b21c827d6ce.txt"])
    before, told = parts_of(tmp_path / "store"), tmp_path / "told"
    (letters / "hangs.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    (tmp_path / "pypdfium2.py").write_text(HANGING.format(told=str(told)), encoding="utf-8")
    build = subprocess.Popen(
        [sys.executable, "-m", "inspectgraph", "build", str(letters)]
        + ["--store", str(tmp_path / "store"), "--jobs", jobs],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(SOURCE)])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (told.exists() and told.read_text()):
        assert build.poll() is None
        time.sleep(0.05)
    build.send_signal(signal.SIGINT)
    out, said = build.communicate(timeout=60)  # the time limit of a letter is twice that
    assert (build.returncode, out) == (3, "")
    assert said.strip().endswith("inspectgraph: interrupted; nothing was changed")
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)
    assert parts_of(tmp_path / "store") == before


def test_an_end_of_reading_harms_no_other(letters: Path, started: list[Recorded]) -> None:
    """Two builds in one process: what is given up for one is read for the other."""
    given, results = documents(letters) * 3, []
    with ThreadPoolExecutor(4) as executor:
        other = read_all(given, jobs=2, executor=executor)
        results.append(next(other))
        ending = read_all(given, jobs=2, executor=executor)
        next(ending)
        closing = threading.Thread(target=getattr(ending, "close"))  # noqa: B009 - a generator, by its type an iterator
        closing.start()
        results += other
        closing.join()
    assert [r.refusal for r in results] == [None] * 6
    assert alive(started) == []
