"""Checking and copying whole stores."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from inspectgraph.errors import StoreError
from inspectgraph.store import ManifestEntry, backup_store, begin_build, check_store, copying, open_store
from inspectgraph.store.failures import store_error

Put = Callable[..., ManifestEntry]
Built = Callable[..., str]
Dumped = Callable[[Path], str]
Damage = Callable[[Path], object]

GRAPH_A = "https://w3id.org/inspectgraph/id/graph/a"


def _letter_file(path: Path) -> Path:
    return next((path / "letters").glob("a.*.nq"))


def _graph(path: Path) -> Store:
    return Store(path / "generations" / "000001" / "graph")


def _flip_bytes(path: Path) -> None:
    for file in (path / "generations" / "000001" / "graph").glob("*.sst"):
        content = bytearray(file.read_bytes())
        content[20:60] = bytes(byte ^ 0xFF for byte in content[20:60])
        file.write_bytes(content)


DAMAGES: dict[str, tuple[Damage, set[str]]] = {
    "none": (lambda path: None, set()),
    "no store": (lambda path: (path / "current.json").unlink(), {"store-unreadable"}),
    "pointer": (lambda path: (path / "current.json").write_text("{"), {"store-unreadable"}),
    "file gone": (lambda path: _letter_file(path).unlink(), {"letter-file-missing"}),
    "file changed": (lambda path: _letter_file(path).write_text("x"), {"letter-file-damaged"}),
    "quads gone": (lambda path: _graph(path).clear_graph(NamedNode(GRAPH_A)), {"graph-incomplete"}),
    "a graph too many": (
        lambda path: _graph(path).update(
            "INSERT DATA { GRAPH <http://a/x> { <http://a/s> <http://a/p> 1 } }"
        ),
        {"graph-unknown"},
    ),
    "bytes flipped": (_flip_bytes, {"graph-unreadable", "store-unreadable"}),
}


@pytest.mark.parametrize(("damage", "codes"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found(tmp_path: Path, built: Built, damage: Damage, codes: set[str]) -> None:
    built(tmp_path, {"a": "well", "b": "poor"})
    damage(tmp_path)
    problems = check_store(tmp_path)
    assert len(problems) == (1 if codes else 0)
    assert {problem.code for problem in problems} <= codes
    assert all(problem.where.startswith(str(tmp_path)) and problem.remedy for problem in problems)


def test_the_table_of_damages_has_all_its_cases() -> None:
    assert len(DAMAGES) == 8


@pytest.mark.parametrize("there", [False, True])
def test_a_copy_opens_and_stands_alone(
    tmp_path: Path, put: Put, built: Built, dumped: Dumped, there: bool
) -> None:
    path, copy = tmp_path / "store", tmp_path / "new folder" / "copy"
    built(path, {"a": "well"})
    built(path, {"b": "poor"})
    before = dumped(path)
    if there:
        copy.mkdir(parents=True)
    with begin_build(path) as build:  # A build at the same time is no hindrance.
        put(build, "a", "better")
        backup_store(path, copy)
        build.commit()
    assert dumped(copy) == before
    assert check_store(copy) == ()
    assert not list(copy.rglob("*.lease"))
    links = {file.stat().st_nlink for file in copy.rglob("*") if file.is_file()}
    assert links == {1}
    built(copy, {"c": "new"})
    assert "new" not in dumped(path)


def test_a_copy_never_replaces_anything(tmp_path: Path, built: Built) -> None:
    path, taken = tmp_path / "store", tmp_path / "taken"
    built(path, {"a": "well"})
    taken.mkdir()
    (taken / "notes.txt").write_text("mine")
    for destination in (taken, taken / "notes.txt", path):
        with pytest.raises(StoreError, match="the copy's place is taken"):
            backup_store(path, destination)
    assert [file.name for file in taken.iterdir()] == ["notes.txt"]
    with pytest.raises(StoreError, match="there is no store"):
        backup_store(tmp_path / "none", tmp_path / "copy")


def test_a_copy_that_fails_leaves_nothing(
    tmp_path: Path, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    built(tmp_path / "store", {"a": "well"})
    monkeypatch.setattr(copying, "sync_tree", full)
    with pytest.raises(StoreError, match="the disk is full"):
        backup_store(tmp_path / "store", tmp_path / "copy")
    assert [child.name for child in tmp_path.iterdir()] == ["store"]
    next((tmp_path / "store" / "letters").iterdir()).unlink()
    with pytest.raises(StoreError, match="a letter's file is missing"):
        backup_store(tmp_path / "store", tmp_path / "copy")


def test_a_store_that_can_not_be_written_is_told_and_stays(
    tmp_path: Path, put: Put, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(target))

    built(tmp_path, {"a": "well"})
    with begin_build(tmp_path) as build:
        put(build, "b")
        monkeypatch.setattr(Path, "replace", denied)
        with pytest.raises(StoreError, match=r"can't be written .*: check who owns it"):
            build.commit()
    with pytest.raises(StoreError, match=r"can't be written .*: check who owns it"):
        begin_build(tmp_path)
    monkeypatch.undo()
    with open_store(tmp_path) as store:
        assert (store.generation, len(store.graph)) == ("000001", 2)
    built(tmp_path, {"b": "well"})


FAILURES: tuple[tuple[OSError | RuntimeError, str], ...] = (
    (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
    (OSError("IO error: While appending to file: a/1.log: No space left on device"), "the disk is full"),
    (OSError(errno.EFBIG, "File too large"), "the disk is full"),
    (OSError(errno.EROFS, "Read-only file system"), "the store can't be written"),
    (
        PermissionError(errno.EACCES, "Permission denied", "store/lock"),
        "the store can't be written (store/lock)",
    ),
    (NotADirectoryError(errno.ENOTDIR, "Not a directory"), "a file stands where the store needs a folder"),
    (RuntimeError("Corruption: block checksum mismatch"), "the store's files are damaged"),
    (OSError(errno.EIO, "Input/output error"), "the store can't be written: [Errno 5] Input/output error"),
)


@pytest.mark.parametrize(("error", "start"), FAILURES)
def test_failures_are_told_in_a_sentence(error: OSError | RuntimeError, start: str) -> None:
    told = store_error(error, path=Path("store"))
    assert str(told).startswith(start)
    assert told.remedy
    assert told.where


def test_the_table_of_failures_has_all_its_cases() -> None:
    assert len(FAILURES) == 8


def test_an_error_of_oxigraph_in_the_builders_own_query_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the disk is full"), begin_build(tmp_path):
        raise OSError("IO error: While appending to file: a/1.log: No space left on device")
    with pytest.raises(OSError, match="elsewhere"), begin_build(tmp_path):
        raise OSError(errno.ENOENT, "elsewhere")
