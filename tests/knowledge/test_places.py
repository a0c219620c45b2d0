from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.errors import DataError
from inspectgraph.knowledge.places import knowledge_digest, knowledge_file, ontology_folder


def write(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_the_folder_holds_the_terms() -> None:
    assert (ontology_folder() / "inspectgraph.ttl").is_file()


def test_a_missing_file_is_named() -> None:
    with pytest.raises(DataError, match=r"ontology/schemes/colours\.ttl"):
        knowledge_file("schemes/colours.ttl")


def test_the_digest_is_the_same_for_either_line_end(tmp_path: Path) -> None:
    write(tmp_path / "unix", "a/b.csv", b"id\nx\n")
    write(tmp_path / "windows", "a/b.csv", b"id\r\nx\r\n")
    assert knowledge_digest(tmp_path / "unix") == knowledge_digest(tmp_path / "windows")


def test_the_digest_depends_on_names_and_contents(tmp_path: Path) -> None:
    write(tmp_path / "one", "a.csv", b"id\n")
    write(tmp_path / "two", "b.csv", b"id\n")
    write(tmp_path / "three", "a.csv", b"id\nx\n")
    digests = {knowledge_digest(tmp_path / name) for name in ("one", "two", "three")}
    assert len(digests) == 3


def test_the_digest_does_not_run_two_files_together(tmp_path: Path) -> None:
    write(tmp_path / "one", "a.csv", b"x")
    write(tmp_path / "one", "b.csv", b"y")
    write(tmp_path / "two", "a.csv", b"x6.csv\n1\ny")
    assert knowledge_digest(tmp_path / "one") != knowledge_digest(tmp_path / "two")


def test_the_digest_leaves_out_what_is_no_knowledge(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", b"id\n")
    before = knowledge_digest(tmp_path)
    write(tmp_path, ".DS_Store", b"")
    write(tmp_path, ".a.csv", b"an editor's leftover")
    write(tmp_path, "a.csv~", b"")
    assert knowledge_digest(tmp_path) == before
