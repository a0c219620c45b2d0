"""Networks, measures and plots of a store that was published to a server: the same as from the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import inspectgraph
from inspectgraph.ask.opening import open_for_questions
from inspectgraph.networks import load_kinds
from inspectgraph.networks.reading import read_facts
from inspectgraph.remote import read_address

NEEDED = {"timeline": ("--authority", "Blackpool"), "around": ("--name", "MASH")}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_facts(published: str, seed_store: Path) -> None:
    with open_for_questions(seed_store) as here, open_for_questions(read_address(published)) as there:
        local, remote = read_facts(here), read_facts(there)
    for name in local.__dataclass_fields__:
        one, other = getattr(local, name), getattr(remote, name)
        assert (sorted(one) == sorted(other)) if isinstance(one, tuple) else (one == other), name


@pytest.mark.parametrize("kind", load_kinds())
def test_folders(
    kind: str, published: str, seed_store: Path, say: Callable[..., Any], tmp_path: Path
) -> None:
    for place, store in (("here", seed_store), ("there", published)):
        out = tmp_path / place
        said = say("export", "gephi", kind, out, "--store", store, *NEEDED.get(kind, ()))
        assert said.code == 0, said.err
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


LINES = (
    "measure issues --by chance --format json",
    "measure inspectors --format csv --without-people",
    "export gexf OUT",
    "plot spread OUT.svg",
    "plot issues OUT.svg --authority Blackpool",
)


@pytest.mark.parametrize("line", LINES)
def test_lines(
    line: str,
    published: str,
    seed_store: Path,
    say: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = []
    for place, store in (("here", seed_store), ("there", published)):
        (tmp_path / place).mkdir()
        monkeypatch.chdir(tmp_path / place)
        answers.append(say(*line.split(), "--store", store))
    here, there = answers
    assert here.code == 0, here.err
    assert there == here
    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    assert len(LINES) == 5


def test_in_python(published: str) -> None:
    with inspectgraph.open(published) as store:
        assert store.network("issues", authority="Blackpool").graph.number_of_edges() > 10


def test_a_whole_graph_needs_a_folder(published: str, say: Callable[..., Any], tmp_path: Path) -> None:
    said = say("export", "turtle", tmp_path / "out", "--store", published)
    assert said.code == 2
    assert "needs a store in a folder" in said.err
    assert list(tmp_path.iterdir()) == []
