"""Stores built and told apart."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import inspectgraph
from inspectgraph.store import open_store, sorted_nquads

Command = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def quads_of() -> Callable[[Path], list[str]]:
    """All quads of a store as sorted N-Quads lines."""

    def read(path: Path) -> list[str]:
        with open_store(path) as store:
            return list(sorted_nquads(store.graph))

    return read


@pytest.fixture
def parts_of(quads_of: Callable[[Path], list[str]]) -> Callable[[Path], tuple[bytes, list[str]]]:
    """The manifest of a store, byte by byte, and all its quads."""

    def read(path: Path) -> tuple[bytes, list[str]]:
        (manifest,) = path.glob("generations/*/manifest.json")
        return manifest.read_bytes(), quads_of(path)

    return read


@pytest.fixture
def graphs_of(quads_of: Callable[[Path], list[str]]) -> Callable[[Path], dict[str, list[str]]]:
    """The lines of each named graph."""

    def read(path: Path) -> dict[str, list[str]]:
        graphs: dict[str, list[str]] = {}
        for line in quads_of(path):
            graphs.setdefault(line.split(" ")[-2].partition("/graph/")[2].rstrip(">"), []).append(line)
        return graphs

    return read


@pytest.fixture
def letters(tmp_path: Path, seeds: Path) -> Path:
    """A folder with two of the letters, to be changed at will."""
    folder = tmp_path / "letters of ours"
    folder.mkdir()
    for name in ("003_d6466b21c827d6ce.txt", "004_6b6a7fc6866eb5aa.txt"):
        (folder / name).write_bytes((seeds / name).read_bytes())
    return folder


@pytest.fixture
def start(tmp_path: Path) -> Command:
    """Start `inspectgraph ...` as a process of its own."""

    def run(*words: str | Path, **options: Any) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(Path(inspectgraph.__file__).parents[1])}
        process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, "-m", "inspectgraph", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
            **options,
        )
        return process

    return run
