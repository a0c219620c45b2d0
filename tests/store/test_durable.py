"""Files that are there as a whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from inspectgraph.store.durable import read_replaced, sync_tree, write_atomically


def _full(_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_write_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "current.json"
    for content in (b"old", b"new"):
        write_atomically(path, content)
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


def test_a_tree_is_synced_to_its_last_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "1.sst").write_bytes(b"x")
    (tmp_path / "manifest.json").write_bytes(b"x")
    synced: list[object] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    sync_tree(tmp_path)
    folders = 0 if os.name == "nt" else 2
    assert len(synced) == 2 + folders
