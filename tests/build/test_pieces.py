"""What is read of a letter's N-Quads to be searched, held against the graph and the letter's text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspectgraph.build.pieces import rows_of_facts, rows_of_letter
from inspectgraph.describe.letters import describe_letter
from inspectgraph.extract import extract_facts
from inspectgraph.letters import read_letter
from inspectgraph.store import canonical_graph, kept_letters, open_store
from inspectgraph.store.search_rows import LetterRows, SearchRow

KEYS = 5
ID = "https://w3id.org/inspectgraph/id/"


@pytest.fixture(scope="module")
def kept(seed_store: Path) -> dict[str, bytes]:
    return dict(kept_letters(seed_store))


@pytest.fixture(scope="module")
def read(kept: dict[str, bytes]) -> dict[str, LetterRows]:
    assert len(kept) == KEYS
    return {key: rows_of_letter(nquads) for key, nquads in kept.items()}


def test_facts_and_their_graph_give_the_same(seeds: Path, read: dict[str, LetterRows]) -> None:
    for path in sorted(seeds.glob("*.txt")):
        facts = extract_facts(read_letter(path))
        sheet = describe_letter(facts, version="1")
        known = rows_of_facts(facts, passages=sheet.passages, files=("b.txt", path.name))
        assert known == read[facts.letter.key]
        assert len(known.rows) > 20


def test_facts_of_several_files_give_the_first(seeds: Path) -> None:
    facts = extract_facts(read_letter(next(iter(sorted(seeds.glob("*.txt"))))))
    assert rows_of_facts(facts, passages=(), files=("b.txt", "a.txt")).file == "a.txt"


def rows(store: Path, sparql: str) -> Iterator[tuple[str, ...]]:
    prefixes = {"ig": "https://w3id.org/inspectgraph/ontology#", "oa": "http://www.w3.org/ns/oa#"}
    with open_store(store) as opened:
        for row in opened.graph.query(sparql, prefixes=prefixes):  # type: ignore[union-attr]
            yield tuple("" if value is None else str(value.value).replace(ID, "") for value in row)


def test_letters_and_their_labels(read: dict[str, LetterRows]) -> None:
    labels = sorted((letter.date, letter.kind, letter.gss, letter.file[:3]) for letter in read.values())
    assert labels == [
        ("2011-01-19", "unannounced-cra", "E06000009", "002"),
        ("2018-02-27", "monitoring-visit", "E10000017", "003"),
        ("2018-11-07", "focused-visit", "E06000008", "004"),
        ("2019-08-14", "authority-summary", "E06000009", "000"),
        ("2022-12-05", "ilacs-standard", "E06000009", "001"),
    ]


def test_every_finding_is_there_once_with_its_labels(seed_store: Path, read: dict[str, LetterRows]) -> None:
    query = """SELECT ?finding ?words ?start ?end ?polarity ?main (GROUP_CONCAT(DISTINCT STR(?theme)) AS ?themes) {
        GRAPH ?g { ?finding ig:text ?words ; ig:polarity ?polarity ; ig:evidence/oa:hasSelector ?place .
        ?place oa:start ?start ; oa:end ?end
        OPTIONAL { ?finding ig:mainTheme ?main } OPTIONAL { ?finding ig:theme ?theme } } }
        GROUP BY ?finding ?words ?start ?end ?polarity ?main"""
    expected = {}
    for finding, words, start, end, polarity, main, themes in rows(seed_store, query):
        others = {theme.rpartition("/")[2] for theme in themes.split()} - {main.rpartition("/")[2]}
        labels = " ".join([*([main.rpartition("/")[2]] if main else []), *sorted(others)])
        key = finding.split("/")[1], finding.split("/")[2]
        expected[key] = (int(start), int(end), " ".join(words.split()), polarity.rpartition("/")[2], labels)
    found = [
        ((key, row.name), (row.start, row.end, row.text, row.polarity, row.themes))
        for key, letter in read.items()
        for row in letter.rows
        if row.what not in ("passage", "heading")
    ]
    assert len(found) == len(expected) > 400
    assert dict(found) == expected


def test_kinds_of_findings(seed_store: Path, read: dict[str, LetterRows]) -> None:
    for what, of in (("recommendation", "ig:Recommendation"), ("strength-item", "ig:StrengthItem")):
        expected = {
            finding.split("/")[2]
            for (finding,) in rows(seed_store, f"SELECT ?f {{ GRAPH ?g {{ ?f a {of} }} }}")
        }
        found = {row.name for letter in read.values() for row in letter.rows if row.what == what}
        assert found == expected
        assert expected


def test_every_quote_of_the_graph_lies_in_a_piece(seed_store: Path, read: dict[str, LetterRows]) -> None:
    query = "SELECT ?p ?a ?b { GRAPH ?g { ?p oa:hasSelector ?s . ?s oa:start ?a ; oa:end ?b } }"
    quotes = [(passage.split("/")[1], int(a), int(b)) for passage, a, b in rows(seed_store, query)]
    assert len(quotes) > 500
    for key, start, end in quotes:
        assert any(row.start <= start and end <= row.end for row in read[key].rows), (key, start, end)


def test_no_passage_is_told_twice(read: dict[str, LetterRows]) -> None:
    for letter in read.values():
        others = [row for row in letter.rows if row.what != "passage"]
        for row in letter.rows:
            if row.what == "passage":
                assert not any(other.start <= row.start and row.end <= other.end for other in others), row


def test_headings(seed_store: Path, read: dict[str, LetterRows]) -> None:
    query = "SELECT ?s ?heading ?start { GRAPH ?g { ?s ig:heading ?heading ; ig:start ?start } }"
    expected = {
        (section.split("/")[1], section.split("/")[3], " ".join(words.split()), int(start))
        for section, words, start in rows(seed_store, query)
    }
    found = {
        (key, str(row.name), row.text, row.start)
        for key, letter in read.items()
        for row in letter.rows
        if row.what == "heading"
    }
    assert found == expected
    assert len(found) > 15


def test_order_is_that_of_the_letter_whatever_that_of_the_lines(
    kept: dict[str, bytes], read: dict[str, LetterRows]
) -> None:
    chance = random.Random(5)
    for key, nquads in kept.items():
        lines = nquads.splitlines(keepends=True)
        chance.shuffle(lines)
        assert rows_of_letter(b"".join(lines)) == read[key]
        places = [(row.start, row.end, row.what) for row in read[key].rows]
        assert places == sorted(places)


def without(nquads: bytes, term: str) -> LetterRows:
    lines = nquads.splitlines(keepends=True)
    kept = [line for line in lines if f"#{term}>".encode() not in line]
    assert len(kept) < len(lines)
    return rows_of_letter(b"".join(kept))


def whats(letter: LetterRows) -> set[str]:
    return {row.what for row in letter.rows}


def test_what_an_older_graph_lacks_is_left_out(kept: dict[str, bytes], read: dict[str, LetterRows]) -> None:
    key = next(key for key, letter in read.items() if letter.kind == "unannounced-cra")
    nquads, everything = kept[key], {"finding", "recommendation", "strength-item", "passage", "heading"}
    assert whats(read[key]) == everything
    for term in ("polarity", "evidence"):
        assert whats(without(nquads, term)) == {"passage", "heading"}
    assert whats(without(nquads, "exact")) == {"heading"}
    assert whats(without(nquads, "heading")) == everything - {"heading"}
    assert whats(without(nquads, "start")) == everything - {"heading"}
    assert without(nquads, "start").date is None
    assert without(nquads, "reports").date is None
    assert without(nquads, "kind").kind is None
    assert without(nquads, "aboutAuthority").gss is None
    assert without(nquads, "sourceFile").file == ""
    assert all(" " not in row.themes for row in without(nquads, "theme").rows)


LETTER = "https://w3id.org/inspectgraph/id/letter/0123456789abcdef"
PAGES = "".join(
    f"<{LETTER}/page/{n}> <I#start> '{start}' <g:g> .\n" for n, start in ((1, 5), (2, 100), (10, 300))
)
PAGED = [(4, None), (5, 1), (99, 1), (100, 2), (299, 2), (300, 10), (999, 10)]


@pytest.mark.parametrize(("start", "page"), PAGED)
def test_pages(start: int, page: int | None) -> None:
    (row,) = read_quote(start, "words", PAGES)
    assert row == SearchRow(start, start + 5, "passage", page, "words")


WORDS = [
    "plain",
    'a "quote"',
    "back\\slash",
    "two\n  lines\tand\r\nmore",
    "Máire’s",
    "\\n",
    "\x07 bell",
    "😀",
    "\\u0041",
]


@pytest.mark.parametrize("words", WORDS, ids=ascii)
def test_words_are_those_of_the_graph_in_one_line(words: str) -> None:
    (row,) = read_quote(1, words, "")
    assert row.text == " ".join(words.split())


def read_quote(start: int, words: str, more: str) -> tuple[SearchRow, ...]:
    from pyoxigraph import Literal

    quote = f"<{LETTER}/passage/{start}-{start + 5}/selector> <http://www.w3.org/ns/oa#exact> {Literal(words)} <g:g> .\n"
    lines = (
        (quote + more)
        .replace("<I#", "<https://w3id.org/inspectgraph/ontology#")
        .replace("'", '"' if more else "'")
    )
    return rows_of_letter(canonical_graph("g:g", lines.encode()).nquads).rows
