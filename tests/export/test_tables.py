"""Tables as CSV, as JSON and for a terminal of any width."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.ask.table import Cell, Table
from inspectgraph.export.tables import write_csv, write_json
from inspectgraph.export.terminal import write_text

WORDS = Table(
    columns=("issue", "first_seen", "stance"),
    rows=(
        ("Screening and decisions at the front door", "2019-08-14", "✗ concern"),
        ("Caseloads", "2011-01-19", None),
    ),
)

DEFUSED: dict[Cell, str] = {
    "=1+1": "'=1+1",
    "+44 1632": "'+44 1632",
    "-x": "'-x",
    "@SUM(A1)": "'@SUM(A1)",
    "\tx": "'\tx",
    "a=b": "a=b",
    "": "",
    -3: "-3",
    2.5: "2.5",
    None: "",
}


@pytest.mark.parametrize(("cell", "shown"), DEFUSED.items())
def test_csv_is_defused(cell: Cell, shown: str) -> None:
    text = write_csv(Table(columns=("a", "b"), rows=((cell, "x"),)))
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [shown, "x"]


def test_csv_lines_and_mark() -> None:
    text = write_csv(WORDS, bom=True)
    assert text.startswith("\ufeffissue,first_seen,stance\r\n")
    assert text.count("\r\n") == 3
    assert not write_csv(WORDS).startswith("\ufeff")


@given(
    cells=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")), min_size=1, max_size=4)
)
def test_csv_is_read_again(cells: list[str]) -> None:
    table = Table(columns=tuple(f"c{n}" for n in range(len(cells))), rows=(tuple(cells),))
    (_, row) = csv.reader(io.StringIO(write_csv(table), newline=""))
    assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in cells]


def test_json_keeps_order_and_letters() -> None:
    text = write_json([{"b": "é", "a": None}])
    assert text == '[\n {\n  "b": "é",\n  "a": null\n }\n]\n'
    assert json.loads(write_json([])) == []


def test_as_wide_as_it_needs() -> None:
    assert write_text(WORDS).splitlines() == [
        "issue                                       first seen   stance",
        "─" * 66,
        "Screening and decisions at the front door   2019-08-14   ✗ concern",
        "Caseloads                                   2011-01-19",
    ]


def test_folded() -> None:
    assert write_text(WORDS, width=46).splitlines() == [
        "issue                   first seen   stance",
        "──────────────────────────────────────────────",
        "Screening and           2019-08-14   ✗ concern",
        "decisions at the",
        "front door",
        "Caseloads               2011-01-19",
    ]


def test_folded_tight() -> None:
    assert write_text(WORDS, width=32).splitlines() == [
        "issue        first seen  stance",
        "────────────────────────────────",
        "Screening    2019-08-14  ✗",
        "and                      concern",
        "decisions",
        "at the",
        "front door",
        "Caseloads    2011-01-19",
    ]


def test_blocks_where_columns_have_no_room() -> None:
    assert write_text(WORDS, width=20).splitlines() == [
        "issue: Screening and decisions at the front door",
        "first seen: 2019-08-14",
        "stance: ✗ concern",
        "",
        "issue: Caseloads",
        "first seen: 2011-01-19",
    ]


def test_only_the_heading_is_bold() -> None:
    text = write_text(WORDS, colour=True)
    assert text.startswith("\x1b[1missue")
    assert text.count("\x1b") == 2


def test_nothing_moves_the_cursor() -> None:
    text = write_text(Table(columns=("a",), rows=(("x\x1b[2Jy\nz\x9b",),)))
    assert text.splitlines()[2] == "x�[2Jy�z�"


@pytest.mark.parametrize("columns", [(), ("a",)])
def test_empty(columns: tuple[str, ...]) -> None:
    assert write_text(Table(columns=columns, rows=()), width=10) in ("", "a\n─\n")


@given(
    rows=st.lists(st.tuples(st.text(max_size=50), st.text(max_size=30), st.integers()), max_size=5),
    width=st.integers(1, 120),
)
def test_columns_keep_to_the_width(rows: list[tuple[str, str, int]], width: int) -> None:
    table = Table(columns=("a", "b", "number"), rows=tuple(rows))
    lines = write_text(table, width=width).split("\n")
    is_drawn = len(lines) > 1 and set(lines[1]) == {"─"}
    assert not is_drawn or all(len(line) <= width for line in lines)
