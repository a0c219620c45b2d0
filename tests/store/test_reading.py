"""Opening a store: what a reader sees, and what they are told where there is nothing to see."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspectgraph.errors import StoreError
from inspectgraph.store import DamagedStoreError, begin_build, dump_nquads, open_store, reading
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.pointer import read_pointer

Built = Callable[..., str]
Dumped = Callable[[Path], str]

NEWER = '{"format": 2, "generation": "000001"}'
DAMAGED_POINTERS = ("", "{", "[]", '{"format": 1}', '{"format": 1, "generation": "../x"}', "null", "\0")
FOREIGN = {
    "a file": ["notes.txt"],
    "a folder of letters": ["letters/a.txt"],
    "another's lock": ["lock", "notes.txt"],
    "another's current.json": ["current.json"],
    "generations of something else": ["generations/000001/graph"],
}


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_tables_have_all_their_cases() -> None:
    assert (len(DAMAGED_POINTERS), len(FOREIGN)) == (7, 5)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store .*: build one first"):
        open_store(tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_nothing_built_yet(tmp_path: Path) -> None:
    with begin_build(tmp_path) as build:
        build.abandon()
    with pytest.raises(StoreError, match="nothing has been built in this store yet"):
        open_store(tmp_path)


@pytest.mark.parametrize("names", FOREIGN.values(), ids=FOREIGN.keys())
@pytest.mark.parametrize("fresh", [False, True])
def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path, names: list[str], fresh: bool) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('{"mine": true}')
    before = _files(tmp_path)
    with pytest.raises(StoreError, match=r"no inspectgraph store|pointer is damaged"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match=r"no inspectgraph store, and it is not empty .*nothing was changed"):
        begin_build(tmp_path, fresh=fresh)
    assert _files(tmp_path) == before


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("mine")
    for path in (tmp_path / "store", tmp_path / "store" / "within"):
        with pytest.raises(StoreError):
            open_store(path)
        with pytest.raises(StoreError):
            begin_build(path)
    assert (tmp_path / "store").read_text() == "mine"


@pytest.mark.parametrize("content", DAMAGED_POINTERS)
def test_a_damaged_pointer_is_told_and_mended_by_a_fresh_build(
    tmp_path: Path, built: Built, dumped: Dumped, content: str
) -> None:
    built(tmp_path, {"a": "well"})
    (tmp_path / "current.json").write_text(content)
    for attempt in (open_store, begin_build):
        with pytest.raises(DamagedStoreError, match=r"pointer is damaged .*rebuild the store afresh"):
            attempt(tmp_path)
    with begin_build(tmp_path, fresh=True) as build:
        build.abandon()
    assert (tmp_path / "generations" / "000001" / "manifest.json").exists(), "nothing is swept before"
    assert built(tmp_path, {"b": "good"}, fresh=True) == "000002"
    assert "good" in dumped(tmp_path)


@pytest.mark.parametrize("fresh", [False, True])
def test_a_newer_format_is_told_and_left_alone(tmp_path: Path, built: Built, fresh: bool) -> None:
    built(tmp_path, {"a": "well"})
    (tmp_path / "current.json").write_text(NEWER)
    before = _files(tmp_path / "generations")
    message = r"written by a newer inspectgraph \(format 2\); this one reads format 1 .*: upgrade"
    with pytest.raises(StoreError, match=message):
        open_store(tmp_path)
    with pytest.raises(StoreError, match=message):
        begin_build(tmp_path, fresh=fresh)
    assert _files(tmp_path / "generations") == before
    assert (tmp_path / "current.json").read_text() == NEWER


@pytest.mark.parametrize("damage", ["no manifest", "no graph", "no CURRENT", "no generation", "cut files"])
def test_damage_is_told_and_mended_by_a_fresh_build(tmp_path: Path, built: Built, damage: str) -> None:
    built(tmp_path, {"a": "well"})
    generation = tmp_path / "generations" / "000001"
    if damage == "no manifest":
        (generation / "manifest.json").unlink()
    elif damage == "cut files":
        for file in (generation / "graph").glob("*.sst"):
            file.write_bytes(file.read_bytes()[:10])
    elif damage == "no CURRENT":
        (generation / "graph" / "CURRENT").unlink()
    else:
        shutil.rmtree(generation / "graph" if damage == "no graph" else generation)
    for attempt in (open_store, begin_build):
        with pytest.raises(DamagedStoreError, match=r"damaged.*rebuild the store afresh"):
            attempt(tmp_path)
    assert built(tmp_path, {"a": "well"}, fresh=True)
    open_store(tmp_path).close()


def test_a_reader_stays_on_its_generation_across_builds(tmp_path: Path, built: Built, dumped: Dumped) -> None:
    built(tmp_path, {"a": "first", "b": "first"})
    with open_store(tmp_path) as store:
        before = dump_nquads(store.graph)
        for words in ("second", "third", "fourth"):
            built(tmp_path, {"a": words}, fresh=words == "third")
        assert dump_nquads(store.graph) == before
        assert (tmp_path / "generations" / store.generation).is_dir()
        assert "fourth" in dumped(tmp_path)
    built(tmp_path, {"a": "fifth"})
    assert not (tmp_path / "generations" / store.generation).exists(), "who has closed is not waited for"


def test_a_reader_that_was_killed_is_not_waited_for(
    tmp_path: Path, built: Built, child_command: list[str]
) -> None:
    built(tmp_path, {"a": "first"})
    program = (
        "import sys, pathlib, inspectgraph.store as s; "
        "store = s.open_store(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [child_command[0], "-c", program, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        built(tmp_path, {"a": "second"})
        built(tmp_path, {"a": "third"})
        assert (tmp_path / "generations" / "000001").is_dir()
        reader.kill()
    built(tmp_path, {"a": "fourth"})
    assert not (tmp_path / "generations" / "000001").exists()


@pytest.mark.parametrize("builds", [1, 2])
def test_a_reader_overtaken_by_builds_opens_the_new_generation(
    tmp_path: Path, built: Built, monkeypatch: pytest.MonkeyPatch, builds: int
) -> None:
    # After one build the old generation is still there, but may be removed before the reader's lease
    # is seen; after two it is gone.
    built(tmp_path, {"a": "first"})
    overtaken: list[str | None] = []

    def slow_pointer(layout: StoreLayout) -> str | None:
        generation = read_pointer(layout)
        if not overtaken:
            overtaken.append(generation)
            for number in range(builds):
                built(tmp_path, {"a": f"later {number}"})
        return generation

    monkeypatch.setattr(reading, "read_pointer", slow_pointer)
    with open_store(tmp_path) as store:
        assert (overtaken, store.generation) == (["000001"], f"00000{builds + 1}")
        assert len(store.graph) == 2


def test_readers_come_and_go_and_leave_nothing(tmp_path: Path, built: Built) -> None:
    built(tmp_path, {"a": "well"})
    before = _files(tmp_path)
    with open_store(tmp_path) as first, open_store(tmp_path) as second:
        assert len(first.graph) == len(second.graph) == 2
    second.close()
    assert _files(tmp_path) == before
    with pytest.raises(ValueError, match="the store is closed"):
        _ = second.graph


def test_a_reader_can_not_write(tmp_path: Path, built: Built) -> None:
    built(tmp_path, {"a": "well"})
    with open_store(tmp_path) as store, pytest.raises(RuntimeError):
        store.graph.update("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }")


@contextmanager
def _held(path: Path, child_command: list[str]) -> Iterator[subprocess.Popen[str]]:
    command = [*child_command, "hold", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout is not None
        assert builder.stdout.readline() == "held\n"
        try:
            yield builder
        finally:
            builder.kill()


def test_the_second_builder_is_told_of_the_first(
    tmp_path: Path, built: Built, dumped: Dumped, child_command: list[str]
) -> None:
    built(tmp_path, {"a": "well"})
    with _held(tmp_path, child_command) as builder:
        holder = json.loads((tmp_path / "lock.holder").read_text())
        assert holder["pid"] == builder.pid
        for wait in (0, 0.1):
            with pytest.raises(StoreError, match=rf"another build .*: process {builder.pid} on .*hold"):
                begin_build(tmp_path, wait=wait)
        assert "well" in dumped(tmp_path), "a reader need not wait"
        (tmp_path / "lock.holder").write_text("damaged")
        with pytest.raises(StoreError, match="another build"):
            begin_build(tmp_path)


@pytest.mark.parametrize("end", ["ended", "killed"])
@pytest.mark.parametrize("wait", [30, None])
def test_the_second_builder_waits_for_the_first(
    tmp_path: Path, child_command: list[str], end: str, wait: float | None
) -> None:
    with _held(tmp_path, child_command) as builder:
        assert builder.stdin is not None
        if end == "killed":
            builder.kill()
        else:
            builder.stdin.write("\n")
            builder.stdin.flush()
        with begin_build(tmp_path, wait=wait) as build:
            assert build.commit() == "000001"
    assert not (tmp_path / "lock.holder").exists()
