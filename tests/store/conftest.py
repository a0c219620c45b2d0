"""Small letters for the store: each has two quads, or what the test gives it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import inspectgraph.store
from inspectgraph.store import BuildTransaction, ManifestEntry, begin_build, dump_nquads, open_store

CHILD = Path(__file__).with_name("child_builder.py")


def graph_of(key: str) -> str:
    return f"https://w3id.org/inspectgraph/id/graph/{key}"


def nquads_of(key: str, words: str, *, copies: int = 2) -> bytes:
    lines = (f'<http://a/{key}/{n}> <http://a/says> "{words}" <{graph_of(key)}> .\n' for n in range(copies))
    return "".join(lines).encode()


def put_letter(build: BuildTransaction, key: str, words: str = "well", **changes: object) -> ManifestEntry:
    arguments: dict[str, object] = {
        "key": key,
        "sha256": "0" * 64,
        "files": [f"{key}.txt"],
        "stamp": "reader 1",
        "graph": graph_of(key),
        "nquads": nquads_of(key, words),
    }
    return build.put_letter(**(arguments | changes))  # type: ignore[arg-type]


def build_letters(path: Path, letters: dict[str, str], *, fresh: bool = False) -> str:
    with begin_build(path, fresh=fresh) as build:
        for key, words in letters.items():
            put_letter(build, key, words)
        return build.commit()


def dump(path: Path) -> str:
    with open_store(path) as store:
        return dump_nquads(store.graph).decode()


@pytest.fixture
def put() -> Callable[..., ManifestEntry]:
    return put_letter


@pytest.fixture
def built() -> Callable[..., str]:
    """Build letters, given as words by key; returns the generation."""
    return build_letters


@pytest.fixture
def dumped() -> Callable[[Path], str]:
    """The live state as sorted N-Quads."""
    return dump


@pytest.fixture
def child_command(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How to start another process that builds, with this same package."""
    monkeypatch.setenv("PYTHONPATH", str(Path(inspectgraph.store.__file__).parents[2]))
    return [sys.executable, "-W", "error", str(CHILD)]
