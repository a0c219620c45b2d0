"""Files that are there as a whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectgraph.store.durable import SyncsBeside, read_replaced, sync_tree, write_at_once, write_atomically


def _full(_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _full_for_two(_: object, __: object) -> None:
    _full(_)


@pytest.mark.parametrize("write", [write_atomically, write_at_once])
def test_a_write_takes_the_place_of_the_old(tmp_path: Path, write: Callable[[Path, bytes], None]) -> None:
    path = tmp_path / "current.json"
    for content in (b"old", b"new"):
        write(path, content)
        assert read_replaced(path) == content
    assert [file.name for file in tmp_path.iterdir()] == ["current.json"]


def test_a_write_that_fails_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "current.json"
    write_atomically(path, b"old")
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"


def test_everything_reaches_the_disk_before_the_new_name_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: steps.append("synced"))
    monkeypatch.setattr(Path, "replace", lambda self, target: steps.append("replaced"))
    write_atomically(tmp_path / "current.json", b"new")
    assert steps[:2] == ["synced", "replaced"]


def test_a_write_at_once_does_not_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _full)
    write_at_once(tmp_path / "a.nq", b"new")
    assert (tmp_path / "a.nq").read_bytes() == b"new"
    monkeypatch.setattr(Path, "replace", _full_for_two)
    with pytest.raises(OSError, match="No space left"):
        write_at_once(tmp_path / "a.nq", b"newer")
    assert (tmp_path / "a.nq").read_bytes() == b"new"


def test_files_are_synced_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[object] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    syncs = SyncsBeside()
    for name in "abc":
        (tmp_path / name).write_bytes(b"x")
        syncs.add(tmp_path / name)
    syncs.finish()
    assert len(synced) == 3
    syncs.add(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        syncs.finish()
    syncs.stop()


def test_a_tree_is_synced_to_its_last_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "1.sst").write_bytes(b"x")
    (tmp_path / "manifest.json").write_bytes(b"x")
    synced: list[object] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    sync_tree(tmp_path)
    folders = 0 if os.name == "nt" else 2
    assert len(synced) == 2 + folders
