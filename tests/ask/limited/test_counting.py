"""Rows counted in Oxigraph's bytes: the number is right and a cut document whole, however the bytes come."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    Triple,
    parse_query_results,
)

from inspectgraph.ask.limited.counting import MARKS, CountedRows, EnoughRowsError

FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
MARK_WORDS = [
    '},{"',
    '"},{',
    "[{",
    ",{",
    "\\",
    '\\"',
    '"',
    '""',
    "\r\n",
    "\n",
    "</result>",
    "<result>",
    "]}}",
    ",",
    "\t",
]
WORDS = st.lists(st.sampled_from([*MARK_WORDS, "a", "é", "\U0001f600"]), max_size=6).map("".join)
SEED = NamedNode("urn:s")


def written(store: Store, query: str, format: str) -> bytes:
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    return answer.serialize(format=FORMATS[format]) or b""


def solutions(words: list[str]) -> QuerySolutions:
    store = Store()
    for number, word in enumerate(words):
        store.add(Quad(SEED, NamedNode(f"urn:p{number:03}"), Literal(word)))
    answer = store.query("SELECT ?p ?o ?nothing { ?s ?p ?o } ORDER BY ?p")
    assert isinstance(answer, QuerySolutions)
    return answer


def counted(document: bytes, *, format: str, limit: int | None, size: int) -> tuple[bytes, int, bool]:
    pieces: list[bytes] = []
    rows = CountedRows(marks=MARKS[format](), limit=limit, hand_on=pieces.append)
    try:
        for place in range(0, len(document), size):
            rows.write(document[place : place + size])
    except EnoughRowsError:
        assert rows.write(b"what was in the buffer") == 22
    rows.finish()
    return b"".join(pieces), rows.rows, rows.cut


@pytest.mark.parametrize("format", FORMATS)
@given(
    words=st.lists(WORDS, max_size=8),
    limit=st.one_of(st.none(), st.integers(0, 9)),
    size=st.sampled_from([1, 2, 3, 7, 64, 8192]),
)
def test_rows_are_counted_and_cut(format: str, words: list[str], limit: int | None, size: int) -> None:
    document = solutions(words).serialize(format=FORMATS[format]) or b""
    kept = len(words) if limit is None else min(limit, len(words))
    found, rows, is_cut = counted(document, format=format, limit=limit, size=size)
    assert (rows, is_cut) == (kept, kept < len(words))
    assert found == solutions(words[:kept]).serialize(format=FORMATS[format])


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("select", ["?nothing", "*"])
@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_rows_without_a_cell(format: str, select: str, limit: int) -> None:
    values = "VALUES ?n { 1 2 3 }" if select == "?nothing" else "VALUES () { () () () }"
    query = f"SELECT {select} {{ {values} }}"
    document = written(Store(), query, format)
    found, rows, is_cut = counted(document, format=format, limit=limit, size=5)
    assert (rows, is_cut) == (limit, limit < 3)
    assert found == written(Store(), f"{query} LIMIT {limit}", format)


def test_a_triple_in_a_cell_is_no_row() -> None:
    store = Store()
    inner = Triple(BlankNode("b"), NamedNode("urn:p"), Literal("},{"))
    for number in range(3):
        store.add(Quad(SEED, NamedNode(f"urn:p{number}"), inner))
    for format in FORMATS:
        document = written(store, "SELECT * { ?s ?p ?o }", format)
        assert counted(document, format=format, limit=None, size=9)[1:] == (3, False)
        assert counted(document, format=format, limit=2, size=9)[1:] == (2, True)


def test_others_read_what_was_cut() -> None:
    words = ['},{"a', "line\nend", "</result>"]
    cut = {
        format: counted(solutions(words).serialize(format=results) or b"", format=format, limit=2, size=100)[
            0
        ]
        for format, results in FORMATS.items()
    }
    assert len(json.loads(cut["json"])["results"]["bindings"]) == 2
    assert len(list(csv.reader(io.StringIO(cut["csv"].decode(), newline="")))) == 3
    assert len(ElementTree.fromstring(cut["xml"].decode())[1]) == 2
    answer = parse_query_results(cut["tsv"], QueryResultsFormat.TSV)
    assert isinstance(answer, QuerySolutions)
    assert len(list(answer)) == 2


def test_large_answers_go_on_in_large_pieces() -> None:
    pieces: list[bytes] = []
    rows = CountedRows(marks=MARKS["tsv"](), limit=None, hand_on=pieces.append)
    for _ in range(1000):
        rows.write(b"x" * 999 + b"\n")
    rows.finish()
    assert (rows.rows, sum(map(len, pieces))) == (999, 1_000_000)
    assert len(pieces) < 20
