"""Which files a build reads, whatever lies in a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from inspectgraph.build.sources import find_sources
from inspectgraph.errors import MisuseError


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.txt", "README.md", "readme", "LICENCE", ".hidden", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def test_files_of_a_folder_in_order(folder: Path) -> None:
    assert names(folder) == ["a.md", "b.txt", "sub/c.txt"]


def test_a_named_file_is_read_whatever_it_is_called(folder: Path) -> None:
    assert names(folder / "README.md") == ["README.md"]


def test_each_file_once(folder: Path) -> None:
    assert names(folder, folder / "b.txt", folder / "sub") == ["a.md", "b.txt", "sub/c.txt"]


def test_a_store_among_the_letters_is_passed_over(folder: Path) -> None:
    (folder / "a store" / "generations").mkdir(parents=True)
    (folder / "a store" / "current.json").write_text("{}", encoding="utf-8")
    assert names(folder) == ["a.md", "b.txt", "sub/c.txt"]
    with pytest.raises(MisuseError, match="this is a store"):
        names(folder / "a store")


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="there is no such file or folder"):
        names(tmp_path / "nowhere")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert names(folder) == ["a.md", "b.txt", "sub/c.txt"]
    with pytest.raises(MisuseError, match="neither a file nor a folder"):
        names(folder / "pipe.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_in_a_ring_and_into_nothing(folder: Path) -> None:
    (folder / "ring").symlink_to(folder)
    (folder / "again.txt").symlink_to(folder / "b.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    assert names(folder) == ["a.md", "again.txt", "gone.txt", "sub/c.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode here")
def test_a_name_that_is_no_unicode(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder / "sub") + b"/caf\xe9.txt")).write_text("x", encoding="utf-8")
    assert names(folder)[-1] == "sub/caf%E9.txt"
