"""Letters read on any executor: the same bytes, a few at a time, and what breaks costs itself alone."""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.build import build_store
from inspectgraph.build.children import Sent, StampError, end_children, read_in_child
from inspectgraph.build.executors import processes, read_all
from inspectgraph.build.reading import Document, DocumentFile, DocumentRead, read_bytes
from inspectgraph.build.stamp import letter_stamp
from inspectgraph.errors import Problem

Parts = Callable[[Path], tuple[bytes, list[str]]]
CRASHING = "import os\nos._exit(3)\n"
"""In place of the library that reads PDFs: whatever opens one dies."""


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
def test_same_bytes_on_any_executor(name: str, letters: Path, tmp_path: Path, parts_of: Parts) -> None:
    build_store(tmp_path / "here", [letters])
    with EXECUTORS[name]() as executor:
        build_store(tmp_path / "there", [letters], executor=executor, jobs=2)
        assert executor.submit(len, "still open").result() == 10
    assert parts_of(tmp_path / "there") == parts_of(tmp_path / "here")
    assert multiprocessing.active_children() == []


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
            code="too-slow",
            where="crash.pdf",
            message="reading it took longer than 120 seconds, or crashed",
            remedy="leave it out, or report it",
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
    assert [r.document.files[0] for r in results if r.refusal] == [guilty]
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
def no_children_left() -> Iterator[None]:
    yield
    end_children()
    assert multiprocessing.active_children() == []


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
def test_a_child_that_is_killed_costs_nothing(seeds: Path, letters: Path) -> None:
    killed = False
    results = []
    given = documents(letters) * 3
    for result in read_all(given, jobs=1):
        results.append(result.refusal)
        if not killed:
            killed = True
            for child in multiprocessing.active_children():
                child.kill()
    assert results == [None] * 6


@pytest.mark.usefixtures("no_children_left")
def test_a_child_that_nobody_needs_ends(letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspectgraph.build.children._SECONDS_IDLE", 0.1)
    data = b"buy milk"
    document = Document(sha256=hashlib.sha256(data).hexdigest(), files=("a.txt",))
    sent = Sent(document=document, data=data, stamp=letter_stamp(), limit=100)
    for _ in range(2):
        assert read_in_child(sent).refusal == read_bytes(document, data).refusal
        (child,) = multiprocessing.active_children()
        child.join(30)
        assert child.exitcode == 0
