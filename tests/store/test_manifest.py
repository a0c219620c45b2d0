"""The manifest: the same in and out, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.errors import Problem
from inspectgraph.store import DamagedStoreError, Manifest, ManifestEntry, ManifestGraph
from inspectgraph.store.layout import StoreLayout, letter_file_name
from inspectgraph.store.manifest import read_manifest, write_manifest

PROBLEM = Problem(code="dates-not-found", where="é.txt", message="no dates", remedy="look at its head")
MANIFEST = Manifest(
    entries=(
        ManifestEntry(
            key="a",
            sha256="0" * 64,
            files=("a.txt", "b/a.txt"),
            graph="http://a/g",
            quads=3,
            nquads="a.000000000000.nq",
            digest="0" * 64,
            stamp="reader 1",
            problems=(PROBLEM,),
        ),
    ),
    graphs=(ManifestGraph(graph="http://a/derived", quads=1, digest="1" * 64),),
    facts=(("ontology", "abc"), ("version", "1")),
    refused=(PROBLEM,),
)
DAMAGED = (b"", b"{", b"[]", b"null", b'{"format": 1}', b'{"format": "1"}', b"\xff")
NO_KEYS = ("", "A", "../a", "a.b", "é", "a b")


def _write(tmp_path: Path, content: bytes) -> StoreLayout:
    layout = StoreLayout(tmp_path)
    layout.generation("000001").mkdir(parents=True)
    layout.manifest("000001").write_bytes(content)
    return layout


def test_what_is_written_is_read(tmp_path: Path) -> None:
    layout = _write(tmp_path, write_manifest(MANIFEST))
    assert read_manifest(layout, "000001") == MANIFEST


def test_entries_and_facts_are_found_by_name() -> None:
    assert MANIFEST.entry("a") is MANIFEST.entries[0]
    assert MANIFEST.entry("b") is None
    assert (MANIFEST.fact("version"), MANIFEST.fact("author")) == ("1", None)


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_manifest_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DamagedStoreError, match=r"manifest is damaged.*rebuild"):
        read_manifest(_write(tmp_path, content), "000001")


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_key_that_is_no_file_name_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="can't be a letter's key"):
        letter_file_name(key=key, digest="0" * 64)


def test_the_tables_have_all_their_cases() -> None:
    assert (len(DAMAGED), len(NO_KEYS)) == (7, 6)
