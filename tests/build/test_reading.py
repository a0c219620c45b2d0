"""Documents read in this process and in worker processes, with a time limit for each."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from inspectgraph.build import build_store, rebuild_store
from inspectgraph.build.executors import read_all
from inspectgraph.build.reading import DocumentFile
from inspectgraph.errors import StoreError
from inspectgraph.store import check_store, dump_nquads, open_store


def documents(seeds: Path) -> list[DocumentFile]:
    return [
        DocumentFile(path=path, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), files=(path.name,))
        for path in sorted(seeds.glob("*.txt"))
    ]


def quads(store: Path) -> bytes:
    with open_store(store) as opened:
        return dump_nquads(opened.graph)


def test_workers_find_what_this_process_finds(seeds: Path) -> None:
    here = list(read_all(documents(seeds), jobs=0))
    there = list(read_all(documents(seeds), jobs=2))
    assert here == there
    assert len(here) == 5


def test_too_slow_a_letter_costs_itself_alone(seeds: Path) -> None:
    results = list(read_all(documents(seeds)[:2], jobs=1, limit=0.001))
    assert [r.refusal.code if r.refusal else None for r in results] == ["too-slow", "too-slow"]
    assert results[0].refusal
    assert results[0].refusal.message == "reading it took longer than 0.001 seconds"


def test_a_file_that_changes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("other words", encoding="utf-8")
    (result,) = read_all([DocumentFile(path=path, sha256="0" * 64, files=("a.txt", "b.txt"))], jobs=0)
    assert [(p.code, p.where) for p in result.refusals()] == [("changed", "a.txt"), ("changed", "b.txt")]


def test_a_file_that_is_too_large(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspectgraph.build.reading._LARGEST", 10_000)
    refused = [r.refusal.code if r.refusal else "" for r in read_all(documents(seeds), jobs=0)]
    assert refused == ["", "too-large", "", "too-large", "too-large"]


def test_a_letter_gone_from_its_folder(tmp_path: Path, seeds: Path) -> None:
    folder, store = tmp_path / "letters", tmp_path / "store"
    folder.mkdir()
    for path in seeds.glob("00[34]*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    build_store(store, [folder])
    (folder / "003_d6466b21c827d6ce.txt").unlink()
    report = build_store(store, [folder])
    assert (report.gone, report.pruned, report.letters) == (("003_d6466b21c827d6ce.txt",), (), 2)
    report = build_store(store, [folder], prune=True)
    assert (report.gone, report.pruned, report.letters) == ((), ("003_d6466b21c827d6ce.txt",), 1)
    build_store(tmp_path / "clean", [folder])
    assert quads(store) == quads(tmp_path / "clean")


def test_another_folder_prunes_nothing(tmp_path: Path, seeds: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "004.txt").write_bytes((seeds / "004_6b6a7fc6866eb5aa.txt").read_bytes())
    build_store(tmp_path / "store", [seeds / "003_d6466b21c827d6ce.txt"])
    assert build_store(tmp_path / "store", [other], prune=True).letters == 2


def test_rebuilt_from_what_is_kept(tmp_path: Path, seeds: Path) -> None:
    build_store(tmp_path / "store", [seeds])
    before = quads(tmp_path / "store")
    assert rebuild_store(tmp_path / "store") == 5
    assert quads(tmp_path / "store") == before
    for file in tmp_path.glob("store/generations/*/graph/*.sst"):
        file.unlink()
    assert check_store(tmp_path / "store") != ()
    assert rebuild_store(tmp_path / "store") == 5
    assert quads(tmp_path / "store") == before
    assert check_store(tmp_path / "store") == ()


def test_nothing_to_rebuild_from(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build it from the letters"):
        rebuild_store(tmp_path / "store")


def test_an_unchanged_build_says_so(tmp_path: Path, seeds: Path) -> None:
    build_store(tmp_path / "store", [seeds])
    report = build_store(tmp_path / "store", [seeds])
    assert (report.unchanged, report.read, report.is_changed) == (5, (), False)
