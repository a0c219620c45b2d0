"""The letters' files: on disk before anything that lives refers to them, and not sooner than need be."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectgraph.errors import StoreError
from inspectgraph.store import BuildTransaction, ManifestEntry, begin_build, durable, open_store

Put = Callable[..., ManifestEntry]
Built = Callable[..., str]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were brought to disk or put in their place, in order."""
    seen: list[str] = []
    sync_file, replace, sync_folder = durable.sync_file, Path.replace, durable.sync_folder

    def noting_sync(path: Path) -> None:
        seen.append(f"synced {path.name}")
        sync_file(path)

    def noting_folder(path: Path) -> None:
        seen.append(f"synced {path.name}/")
        sync_folder(path)

    def noting_replace(self: Path, target: Path) -> Path:
        seen.append(f"placed {target.name}")
        return replace(self, target)

    monkeypatch.setattr(durable, "sync_file", noting_sync)
    monkeypatch.setattr("inspectgraph.store.letter_files.sync_folder", noting_folder)
    monkeypatch.setattr(Path, "replace", noting_replace)
    return seen


def test_all_are_on_disk_before_the_pointer_is_replaced(
    tmp_path: Path, put: Put, built: Built, steps: list[str]
) -> None:
    built(tmp_path, {})
    steps.clear()
    with begin_build(tmp_path) as build:
        files = [put(build, key, words).nquads for key, words in (("a", "one"), ("b", "two"), ("b", "three"))]
        build.commit()
    assert steps.index("synced letters/") < steps.index("placed current.json")
    assert all(steps.index(f"synced {file}") < steps.index("placed current.json") for file in files)


def test_each_is_synced_after_it_was_put_in_its_place(tmp_path: Path, put: Put, steps: list[str]) -> None:
    with begin_build(tmp_path) as build:
        files = [put(build, key, "words").nquads for key in "abc"]
        build.commit()
    for file in files:
        assert steps.index(f"placed {file}") < steps.index(f"synced {file}") < steps.index("synced letters/")


def test_one_that_a_killed_build_left_is_synced(
    tmp_path: Path, put: Put, built: Built, steps: list[str]
) -> None:
    built(tmp_path, {"a": "old"})
    with begin_build(tmp_path) as build:
        file = put(build, "b", "new").nquads
        left = (tmp_path / "letters" / file).read_bytes()
    with begin_build(tmp_path) as build:
        (tmp_path / "letters" / file).write_bytes(left)
        steps.clear()
        assert put(build, "b", "new").nquads == file
        build.commit()
    assert f"placed {file}" not in steps
    assert steps.index(f"synced {file}") < steps.index("placed current.json")


def test_one_that_is_live_is_not_synced_again(
    tmp_path: Path, put: Put, built: Built, steps: list[str]
) -> None:
    built(tmp_path, {"a": "old"})
    steps.clear()
    with begin_build(tmp_path) as build:
        file = put(build, "a", "old").nquads
        put(build, "b", "new")
        build.commit()
    assert f"synced {file}" not in steps


def test_one_that_was_cut_short_is_written_again(tmp_path: Path, put: Put, built: Built) -> None:
    """As a power cut leaves it that came before it was synced."""
    built(tmp_path, {"a": "old"})
    with begin_build(tmp_path) as build:
        file = tmp_path / "letters" / put(build, "b", "new").nquads
        content = file.read_bytes()
    with begin_build(tmp_path) as build:
        file.write_bytes(content[:20])
        put(build, "b", "new")
        assert file.read_bytes() == content
        build.commit()


def test_a_disk_that_fails_beside_the_build_is_told_and_changes_nothing(
    tmp_path: Path, put: Put, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = built(tmp_path, {"a": "old"})

    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    with begin_build(tmp_path) as build:
        monkeypatch.setattr(durable, "sync_file", fail)
        put(build, "a", "new")
        with pytest.raises(StoreError, match="the disk is full"):
            build.commit()
        monkeypatch.undo()
    with open_store(tmp_path) as store:
        assert store.generation == generation
    built(tmp_path, {"a": "newer"})  # would fail if something still held on to the graph of the build before


def test_a_build_that_is_abandoned_leaves_no_thread(tmp_path: Path, put: Put) -> None:
    before = threading.active_count()
    with begin_build(tmp_path) as build:
        _put_some(build, put)
    assert threading.active_count() == before


def _put_some(build: BuildTransaction, put: Put) -> None:
    for key in "abcdef":
        put(build, key)
