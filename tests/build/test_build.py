"""Builds and what is in the store after them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.build import build_store, remove_letters
from inspectgraph.errors import MisuseError, StoreError
from inspectgraph.store import ManifestEntry, check_store, open_store

Read = Callable[[Path], list[str]]
ReadGraphs = Callable[[Path], dict[str, list[str]]]


def test_building_twice_changes_nothing_and_says_so(tmp_path: Path, letters: Path, quads_of: Read) -> None:
    first = build_store(tmp_path / "store", [letters])
    before = quads_of(tmp_path / "store")
    again = build_store(tmp_path / "store", [letters])
    assert (first.is_changed, len(first.read), first.unchanged) == (True, 2, 0)
    assert (again.is_changed, len(again.read), again.unchanged) == (False, 0, 2)
    assert quads_of(tmp_path / "store") == before
    assert len(before) == again.quads


def test_the_seeds_one_by_one_in_any_order(
    tmp_path: Path, seeds: Path, seed_store: Path, quads_of: Read
) -> None:
    files = sorted(seeds.glob("*.txt"))
    assert len(files) == 5
    build_store(tmp_path / "backwards", list(reversed(files)))
    for file in files[1:] + files[:1]:
        build_store(tmp_path / "one by one", [file])
    assert quads_of(tmp_path / "backwards") == quads_of(seed_store)
    assert quads_of(tmp_path / "one by one") == quads_of(seed_store)
    assert check_store(tmp_path / "one by one") == ()


def test_two_stores_are_alike_to_the_byte(tmp_path: Path, letters: Path) -> None:
    for name in ("one", "two"):
        build_store(tmp_path / name, [letters])
    one, two = (
        {p.name: p.read_bytes() for p in (tmp_path / n / "letters").iterdir()} for n in ("one", "two")
    )
    assert one == two


def test_a_changed_letter_replaces_its_graph_only(
    tmp_path: Path, letters: Path, graphs_of: ReadGraphs
) -> None:
    store, file = tmp_path / "store", letters / "004_6b6a7fc6866eb5aa.txt"
    (old,) = {e.key for e in _manifest(build_and_open(store, letters)) if e.files == (file.name,)}
    before = graphs_of(store)
    file.write_text(file.read_text(encoding="utf-8").replace("too high", "too low"), encoding="utf-8")
    report = build_store(store, [letters])
    after = graphs_of(store)
    (new,) = {e.key for e in _manifest(store) if e.files == (file.name,)}
    assert report.replaced == (file.name,)
    assert (len(report.read), report.unchanged) == (1, 1)
    touched = {"derived", "derived/E06000008"}
    kept = set(before) - {old} - touched
    assert kept == set(after) - {new} - touched
    assert all(before[graph] == after[graph] for graph in kept)


def build_and_open(store: Path, letters: Path) -> Path:
    build_store(store, [letters])
    return store


def _manifest(path: Path) -> tuple[ManifestEntry, ...]:
    with open_store(path) as store:
        return store.manifest.entries


def test_remove_is_as_if_it_had_never_been(tmp_path: Path, letters: Path, quads_of: Read) -> None:
    build_store(tmp_path / "both", [letters])
    build_store(tmp_path / "one", [letters / "003_d6466b21c827d6ce.txt"])
    assert remove_letters(tmp_path / "both", ["004_6b6a7fc6866eb5aa.txt"]) == ("004_6b6a7fc6866eb5aa.txt",)
    assert quads_of(tmp_path / "both") == quads_of(tmp_path / "one")


def test_remove_by_key(tmp_path: Path, letters: Path) -> None:
    build_store(tmp_path / "store", [letters])
    with open_store(tmp_path / "store") as store:
        keys = [entry.key for entry in store.manifest.entries]
    remove_letters(tmp_path / "store", keys)
    with open_store(tmp_path / "store") as store:
        assert store.manifest.entries == ()


def test_remove_what_is_not_there_removes_nothing(tmp_path: Path, letters: Path, quads_of: Read) -> None:
    build_store(tmp_path / "store", [letters])
    before = quads_of(tmp_path / "store")
    with pytest.raises(MisuseError, match=r"no letter of the store is 'nowhere\.txt'"):
        remove_letters(tmp_path / "store", ["003_d6466b21c827d6ce.txt", "nowhere.txt"])
    assert quads_of(tmp_path / "store") == before


def test_one_letter_under_two_paths(tmp_path: Path, letters: Path) -> None:
    copy = letters / "deep" / "copy.txt"
    copy.parent.mkdir()
    copy.write_bytes((letters / "003_d6466b21c827d6ce.txt").read_bytes())
    report = build_store(tmp_path / "store", [letters])
    assert report.letters == 2
    with open_store(tmp_path / "store") as store:
        files = sorted(entry.files for entry in store.manifest.entries)
    assert files == [("003_d6466b21c827d6ce.txt", "deep/copy.txt"), ("004_6b6a7fc6866eb5aa.txt",)]
    copy.write_text("no letter any more", encoding="utf-8")
    report = build_store(tmp_path / "store", [letters])
    assert [problem.where for problem in report.refused] == ["deep/copy.txt"]
    assert report.letters == 2


REFUSED = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 20,
    "shopping.txt": b"Dear Sir,\n\nplease buy milk and bread.\n",
    "page.txt": b"<!DOCTYPE html><html><body>404</body></html>",
    "letter.pdf": b"%PDF-1.4\n%broken",
}


def test_what_is_no_letter_is_reported_and_kept_out(tmp_path: Path, letters: Path) -> None:
    for name, data in REFUSED.items():
        (letters / name).write_bytes(data)
    (letters / "README.md").write_text("what these are", encoding="utf-8")
    report = build_store(tmp_path / "store", [letters])
    assert report.letters == 2
    assert {problem.where for problem in report.refused} == set(REFUSED)
    assert all(problem.message and problem.remedy for problem in report.refused)
    with open_store(tmp_path / "store") as store:
        assert store.manifest.refused == tuple(sorted(report.refused))


def test_a_refused_file_is_remembered_until_it_is_mended(tmp_path: Path, letters: Path) -> None:
    bad = letters / "bad.txt"
    bad.write_bytes(b"")
    build_store(tmp_path / "store", [letters])
    build_store(tmp_path / "store", [letters / "003_d6466b21c827d6ce.txt"])
    assert _refused(tmp_path / "store") == ["bad.txt"]
    bad.write_bytes((letters / "003_d6466b21c827d6ce.txt").read_bytes())
    build_store(tmp_path / "store", [letters])
    assert _refused(tmp_path / "store") == []


def test_remove_does_not_forget_what_was_refused(tmp_path: Path, letters: Path) -> None:
    (letters / "bad.txt").write_bytes(b"")
    build_store(tmp_path / "store", [letters])
    remove_letters(tmp_path / "store", ["003_d6466b21c827d6ce.txt"])
    assert _refused(tmp_path / "store") == ["bad.txt"]


def _refused(path: Path) -> list[str]:
    with open_store(path) as store:
        return [problem.where for problem in store.manifest.refused]


def test_a_path_that_is_not_there_changes_nothing(tmp_path: Path, letters: Path) -> None:
    with pytest.raises(MisuseError):
        build_store(tmp_path / "store", [letters, tmp_path / "nowhere"])
    assert not (tmp_path / "store").exists()


def test_a_store_that_is_no_store(tmp_path: Path, letters: Path) -> None:
    before = sorted(letters.iterdir())
    with pytest.raises(StoreError, match="no inspectgraph store"):
        build_store(letters, [letters])
    assert sorted(letters.iterdir()) == before


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path, letters: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="can't be written"):
        build_store(tmp_path / "locked" / "store", [letters])


def test_many_files_that_are_no_letters(tmp_path: Path, letters: Path) -> None:
    for number in range(10_000):
        kind = ("log", "jpg", "xlsx", "txt")[number % 4]
        (letters / f"{number:05}.{kind}").write_text(f"{number} is only a number\n", encoding="utf-8")
    report = build_store(tmp_path / "store", [letters])
    assert (report.letters, len(report.refused)) == (2, 10_000)


def test_progress_counts_the_documents(tmp_path: Path, letters: Path) -> None:
    told: list[tuple[int, int]] = []
    build_store(tmp_path / "store", [letters], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def lock_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the letter 004 be one that can't be opened."""
    opened = Path.open

    def locked(path: Path, *words: Any, **named: Any) -> Any:
        if path.name.startswith("004"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *words, **named)

    monkeypatch.setattr(Path, "open", locked)


def test_a_file_that_goes_while_it_is_read(
    tmp_path: Path, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock_one(monkeypatch)
    report = build_store(tmp_path / "store", [letters])
    assert (report.letters, [p.code for p in report.refused]) == (1, ["unreadable"])


def test_an_unreadable_file_does_not_take_its_letter_out(
    tmp_path: Path, letters: Path, monkeypatch: pytest.MonkeyPatch, quads_of: Read
) -> None:
    build_store(tmp_path / "store", [letters])
    before = quads_of(tmp_path / "store")
    lock_one(monkeypatch)
    report = build_store(tmp_path / "store", [letters])
    assert [problem.where for problem in report.refused] == ["004_6b6a7fc6866eb5aa.txt"]
    assert quads_of(tmp_path / "store") == before


def test_a_letter_whose_file_is_spoilt_stays(tmp_path: Path, letters: Path, quads_of: Read) -> None:
    build_store(tmp_path / "store", [letters])
    before = quads_of(tmp_path / "store")
    (letters / "003_d6466b21c827d6ce.txt").write_bytes(b"")
    report = build_store(tmp_path / "store", [letters])
    assert ([p.code for p in report.refused], report.replaced, report.letters) == (["empty"], (), 2)
    assert quads_of(tmp_path / "store") == before


def test_two_folders_with_one_name_for_two_letters(tmp_path: Path, letters: Path, quads_of: Read) -> None:
    for council, name in (("a", "003_d6466b21c827d6ce.txt"), ("b", "004_6b6a7fc6866eb5aa.txt")):
        (tmp_path / council).mkdir()
        (tmp_path / council / "letter.txt").write_bytes((letters / name).read_bytes())
    folders = [tmp_path / "a", tmp_path / "b"]
    assert build_store(tmp_path / "store", folders).letters == 2
    before = quads_of(tmp_path / "store")
    assert build_store(tmp_path / "store", folders).is_changed is False
    for folder in folders:
        report = build_store(tmp_path / "store", [folder])
        assert (report.letters, report.replaced) == (2, ())
    assert quads_of(tmp_path / "store") == before


def test_each_of_two_equal_files_that_are_no_letters_is_refused(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(b"")
    report = build_store(tmp_path / "store", [tmp_path / "one.txt", tmp_path / "two.txt"])
    assert [problem.where for problem in report.refused] == ["one.txt", "two.txt"]
