"""The folder of a network: whole or not at all, and never in the place of somebody's work."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import networkx as nx
import pytest

from inspectgraph.errors import InspectgraphError, MisuseError
from inspectgraph.export.gephi import folder as folders
from inspectgraph.export.gephi.folder import write_folder
from inspectgraph.networks.model import Network, network_kind

FILES = [
    "README.md",
    "co-issues-static.gexf",
    "co-issues.gexf",
    "co-issues.graphml",
    "co-issues.html",
    "edges.csv",
    "legend.png",
    "legend.svg",
    "nodes.csv",
]


def small(scope: str = "") -> Network:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="Kinship & »Zoë's«", type="theme")
    graph.add_node("b", label="Neglect", type="theme")
    graph.add_edge("a", "b", key="together", kind="together", weight=2.0, visits=2)
    return Network(kind=network_kind("co-issues"), graph=graph, scope=scope, corpus="c0ffee")


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_is_written_and_the_same_again(tmp_path: Path) -> None:
    for name in ("one folder", "zwei “Ordner”"):
        assert write_folder(small(), tmp_path / name) == ()
    assert listed(tmp_path / "one folder") == FILES
    assert contents(tmp_path / "one folder") == contents(tmp_path / "zwei “Ordner”")
    assert listed(tmp_path) == ["one folder", "zwei “Ordner”"]
    assert all(len(content) > 40 for content in contents(tmp_path / "one folder").values())


def test_an_empty_network_has_all_files_too(tmp_path: Path) -> None:
    empty = Network(kind=network_kind("co-issues"), graph=nx.MultiDiGraph(), scope="Essex")
    assert write_folder(empty, tmp_path / "out") == ()
    assert listed(tmp_path / "out") == FILES


def test_without_matplotlib_all_but_the_picture_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    (note,) = write_folder(small(), tmp_path / "out")
    assert "legend.png" in note
    assert "pip install 'inspectgraph[plots]'" in note
    assert listed(tmp_path / "out") == [name for name in FILES if name != "legend.png"]
    assert "legend.png" not in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")


def test_a_folder_of_ours_is_written_over_with_force_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(small("then"), out)
    before = contents(out)
    with pytest.raises(MisuseError, match=r"there already .*--force"):
        write_folder(small("now"), out)
    assert contents(out) == before
    (out / ".DS_Store").touch()
    write_folder(small("now"), out, force=True)
    assert "now" in (out / "README.md").read_text(encoding="utf-8")
    assert listed(out) == FILES
    assert listed(tmp_path) == ["out"]


def test_an_empty_folder_is_taken_with_force(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(small(), tmp_path / "out", force=True)
    assert listed(tmp_path / "out") == FILES


def spoil_with_notes(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")


def spoil_with_a_project(folder: Path) -> None:
    """A checkout has a README too."""
    folder.mkdir()
    (folder / "README.md").write_text("# My work\n", encoding="utf-8")


def spoil_with_the_work_of_an_hour(folder: Path) -> None:
    """Where would one save a Gephi project, if not beside the network?"""
    write_folder(small(), folder)
    (folder / "issues.gephi").write_bytes(b"an hour of work")


def spoil_with_a_file(folder: Path) -> None:
    folder.write_text("mine", encoding="utf-8")


SPOILS = (
    (spoil_with_notes, "'notes.txt'"),
    (spoil_with_a_project, "README.md"),
    (spoil_with_the_work_of_an_hour, "'issues.gephi'"),
    (spoil_with_a_file, "a file"),
)


@pytest.mark.parametrize(("spoil", "said"), SPOILS)
def test_what_is_not_ours_is_never_lost(spoil: Callable[[Path], None], said: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    spoil(out)
    before = contents(out) if out.is_dir() else out.read_bytes()
    with pytest.raises(MisuseError, match=said):
        write_folder(small(), out, force=True)
    assert (contents(out) if out.is_dir() else out.read_bytes()) == before
    assert listed(tmp_path) == ["out"]
    assert len(SPOILS) == 4


@pytest.mark.parametrize("place", [".", "..", "here/.."])
def test_where_one_stands(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in" / "here").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "in")
    for force in (False, True):
        with pytest.raises(MisuseError):
            write_folder(small(), Path(place), force=force)
    assert listed(tmp_path / "in") == ["here"]


def test_a_parent_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InspectgraphError, match="can't be written"):
        write_folder(small(), tmp_path / "nowhere" / "out")
    assert listed(tmp_path) == []


def full_disk(network: object, out: IO[bytes], **_: object) -> None:
    out.write(b"half")
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted(network: object, out: IO[bytes], **_: object) -> None:
    out.write(b"half")
    raise KeyboardInterrupt


FAULTS = ((full_disk, InspectgraphError), (interrupted, KeyboardInterrupt))


@pytest.mark.parametrize(("fault", "error"), FAULTS)
@pytest.mark.parametrize("writer", ["write_gexf", "write_page", "draw_legend", "write_readme"])
def test_nothing_is_left_half_done(
    writer: str,
    fault: Callable[..., None],
    error: type[BaseException],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_folder(small("then"), tmp_path / "old")
    before = contents(tmp_path / "old")
    monkeypatch.setattr(folders, writer, fault)
    with pytest.raises(error):
        write_folder(small("now"), tmp_path / "old", force=True)
    with pytest.raises(error):
        write_folder(small("now"), tmp_path / "new")
    assert listed(tmp_path) == ["old"]
    assert contents(tmp_path / "old") == before
    assert len(FAULTS) == 2


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "Permission denied"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", [1, 2])
def test_a_fault_at_a_rename_gives_back_what_was_there(
    at: int, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_folder(small("then"), out)
    before = contents(out)
    renames = 0
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        nonlocal renames
        renames += 1
        if renames == at:
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises((InspectgraphError, KeyboardInterrupt)):
        write_folder(small("now"), out, force=True)
    monkeypatch.undo()
    assert renames >= at
    assert contents(out) == before
    assert listed(tmp_path) == ["out"]


def test_a_kill_between_the_renames_loses_nothing(tmp_path: Path) -> None:
    """Whoever is killed there cleans nothing up: the next call finds the former folder and gives it back."""
    out = tmp_path / "out"
    write_folder(small("then"), out)
    before = contents(out)
    shutil.copytree(out, tmp_path / ".out.part")
    out.rename(tmp_path / ".out.former")
    with pytest.raises(MisuseError, match="there already"):
        write_folder(small("now"), out)
    assert contents(out) == before
    write_folder(small("now"), out, force=True)
    assert listed(tmp_path) == ["out"]


def test_a_kill_after_the_renames_leaves_no_more_than_the_next_call_clears(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(small("then"), out)
    shutil.copytree(out, tmp_path / ".out.former")
    write_folder(small("now"), out, force=True)
    assert listed(tmp_path) == ["out"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    write_folder(small("then"), real)
    try:
        link.symlink_to(real, target_is_directory=True)
    except OSError:
        pytest.skip("links can't be made here")
    write_folder(small("now"), link, force=True)
    assert link.is_symlink()
    assert "now" in (real / "README.md").read_text(encoding="utf-8")
    assert listed(tmp_path) == ["link", "real"]
