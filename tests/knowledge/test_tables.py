from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.errors import DataError
from inspectgraph.knowledge import tables
from inspectgraph.knowledge.tables import compile_column, load_table


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cues.csv"
    monkeypatch.setattr(tables, "knowledge_file", lambda _: path)
    return path


def test_rows_come_in_order_with_stripped_cells(table: Path) -> None:
    table.write_bytes(b'id, pattern ,note\nb, x ,\na,"y, z",why\n\n')
    rows = load_table("cues.csv", columns=("id", "pattern"))
    assert rows == ({"id": "b", "pattern": "x", "note": ""}, {"id": "a", "pattern": "y, z", "note": "why"})


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(table: Path) -> None:
    table.write_bytes(b"\xef\xbb\xbfid\r\na\r\n")
    assert load_table("cues.csv", columns=("id",)) == ({"id": "a"},)


FAULTY = [
    ("", "'id' is missing", "line 1"),
    ("pattern\nx\n", "'id' is missing", "line 1"),
    ("id,pattern\na,x\n,y\n", "'id' is empty", "line 3"),
    ("id,pattern\na,x\nb,  \n", "'pattern' is empty", "line 3"),
    ('id,pattern\na,"x\ny"\nb,\n', "'pattern' is empty", "line 4"),
    ("id,pattern\na,x,y\n", "3 cells where 2", "line 2"),
    ("id,pattern\na\n", "1 cells where 2", "line 2"),
]


def test_the_table_of_faults_is_whole() -> None:
    assert len(FAULTY) == 7


@pytest.mark.parametrize(("content", "what", "where"), FAULTY)
def test_a_fault_is_named_with_its_place_and_remedy(table: Path, content: str, what: str, where: str) -> None:
    table.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_table("cues.csv", columns=("id", "pattern"))
    assert what in caught.value.what
    assert caught.value.where == f"ontology/cues.csv, {where}"
    assert caught.value.remedy


def test_a_column_may_be_empty_where_that_is_said(table: Path) -> None:
    table.write_text("id,pattern\na,\n", encoding="utf-8")
    assert load_table("cues.csv", columns=("id", "pattern"), may_be_empty=("pattern",))[0]["pattern"] == ""


def test_expressions_are_compiled_without_regard_to_capitals(table: Path) -> None:
    table.write_text("pattern\nmore work\n", encoding="utf-8")
    (pattern,) = compile_column("cues.csv", load_table("cues.csv", columns=("pattern",)), "pattern")
    assert pattern.search("There is More Work to do")


def test_an_expression_that_does_not_compile_is_named_with_its_line(table: Path) -> None:
    table.write_text('note,pattern\n"one\ntwo",fine\nthree,(open\n', encoding="utf-8")
    rows = load_table("cues.csv", columns=("note", "pattern"))
    with pytest.raises(DataError) as caught:
        compile_column("cues.csv", rows, "pattern")
    assert "(open" in caught.value.what
    assert caught.value.where == "ontology/cues.csv, line 4"
