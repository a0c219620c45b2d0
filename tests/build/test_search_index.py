"""The search index of real builds: one way or another, the same letters are found by the same words."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectgraph.build import build_store, rebuild_store, remove_letters
from inspectgraph.store import check_store, open_store
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.search_file import letters_in, open_to_read

Command = Callable[..., "object"]
FIRST, SECOND = "003_d6466b21c827d6ce.txt", "004_6b6a7fc6866eb5aa.txt"
EVERYTHING = """
SELECT key, digest, pieces, gss, kind, date, file, start, "end", what, page, text, polarity, themes, name
FROM piece JOIN letter ON letter.id = piece.letter ORDER BY key, start, "end", what
"""
RANKED = """
SELECT key, start, round(bm25(words), 6) FROM words JOIN piece ON piece.id = words.rowid
JOIN letter ON letter.id = letter WHERE words MATCH 'social OR children OR assess*' ORDER BY 3, 1, 2
"""


def index_file(store: Path) -> Path:
    with open_store(store) as opened:
        return StoreLayout(store).search(opened.generation)


def index_of(store: Path) -> list[tuple[object, ...]]:
    with open_to_read(index_file(store)) as index:
        rows = index.execute(EVERYTHING).fetchall()
        ranked = index.execute(RANKED).fetchall()
    assert len(rows) > 60
    assert len(ranked) > 20
    return [*rows, *ranked]


@pytest.fixture
def clean(tmp_path: Path, letters: Path) -> list[tuple[object, ...]]:
    build_store(tmp_path / "clean", [letters])
    return index_of(tmp_path / "clean")


def test_one_letter_added_is_as_if_all_were_built(
    tmp_path: Path, letters: Path, clean: list[tuple[object, ...]]
) -> None:
    for names in ((FIRST, SECOND), (SECOND, FIRST)):
        store = tmp_path / names[0]
        for name in names:
            build_store(store, [letters / name])
        assert index_of(store) == clean
        assert check_store(store) == ()


def test_removed_and_built_again(tmp_path: Path, letters: Path, clean: list[tuple[object, ...]]) -> None:
    store = tmp_path / "store"
    build_store(store, [letters])
    remove_letters(store, [FIRST])
    with open_to_read(index_file(store)) as index:
        assert index.execute("SELECT file FROM letter").fetchall() == [(SECOND,)]
    build_store(store, [letters])
    assert index_of(store) == clean


def test_rebuilt(tmp_path: Path, letters: Path, clean: list[tuple[object, ...]]) -> None:
    store = tmp_path / "store"
    build_store(store, [letters])
    content = index_file(store).read_bytes()
    for damage in (b"", content[:5000], b"x" * len(content)):
        index_file(store).write_bytes(damage)
        (problem,) = check_store(store)
        assert problem.code == "search-index-damaged"
        assert "store rebuild" in problem.remedy
        rebuild_store(store)
        assert index_of(store) == clean
        assert check_store(store) == ()


def test_rebuilt_without_a_manifest(tmp_path: Path, letters: Path) -> None:
    store = tmp_path / "store"
    build_store(store, [letters])
    before = [row[2:] for row in index_of(store)[:-20]]
    (store / "current.json").write_text("{")
    rebuild_store(store)
    assert [row[2:] for row in index_of(store)[:-20]] == before


def test_a_changed_letter_is_found_by_its_new_words_alone(tmp_path: Path, letters: Path) -> None:
    store = tmp_path / "store"
    build_store(store, [letters])
    file = letters / FIRST
    file.write_text(file.read_text(encoding="utf-8").replace("thresholds", "limits"), encoding="utf-8")
    build_store(store, [letters])
    build_store(tmp_path / "clean", [letters])
    assert index_of(store) == index_of(tmp_path / "clean")


def test_an_unchanged_build_leaves_the_index_and_one_without_an_index_makes_it(
    tmp_path: Path, letters: Path
) -> None:
    store = tmp_path / "store"
    build_store(store, [letters])
    before = index_of(store)
    assert not build_store(store, [letters]).is_changed
    index_file(store).unlink()
    assert [problem.code for problem in check_store(store)] == ["search-index-missing"]
    assert build_store(store, [letters]).is_changed
    assert index_of(store) == before


def test_a_store_of_another_version_of_the_index_gets_a_new_one(tmp_path: Path, letters: Path) -> None:
    store = tmp_path / "store"
    build_store(store, [letters])
    before = index_of(store)
    connection = sqlite3.connect(index_file(store))
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert letters_in(index_file(store)) is None
    assert build_store(store, [letters]).is_changed
    assert index_of(store) == before


@pytest.mark.parametrize("seconds", [0.4, 0.8, 1.2])
def test_killed_leaves_store_and_index_of_one_state(
    tmp_path: Path, letters: Path, start: Callable[..., object], seconds: float
) -> None:
    store = tmp_path / "store"
    build_store(store, [letters / FIRST])
    child = start("build", letters, "--store", store, "--jobs", "0")
    time.sleep(seconds)
    child.kill()  # type: ignore[attr-defined]
    child.communicate()  # type: ignore[attr-defined]
    assert check_store(store) == ()
    with open_store(store) as opened:
        digests = {entry.key: entry.digest for entry in opened.manifest.entries}
        assert letters_in(StoreLayout(store).search(opened.generation)) == digests
    build_store(store, [letters])
    assert check_store(store) == ()


def test_a_copied_folder_is_searched_where_it_lies(tmp_path: Path, letters: Path) -> None:
    build_store(tmp_path / "store", [letters])
    shutil.copytree(tmp_path / "store", tmp_path / "moved to # 50%?")
    assert index_of(tmp_path / "moved to # 50%?") == index_of(tmp_path / "store")
