"""The cue tables of letters and their metadata: each pattern works and speaks of language, not of a letter."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from inspectgraph.errors import DataError
from inspectgraph.extract import cues
from inspectgraph.extract.cues import load_cues
from inspectgraph.knowledge.authorities import authorities_named_in
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.knowledge.tables import load_table
from inspectgraph.letters.headings import heading_words, role_of_heading

CUES = Path(__file__).parents[2] / "ontology" / "cues"
PATTERNS = {
    "kinds": "kind",
    "own-account": "pattern",
    "visit-dates": "rank",
    "scope": "kind",
    "ordinals": "pattern",
    "inspector-titles": "organisation",
    "inspector-lists": "role",
    "judgement-sentences": "area",
    "earlier-visits": "family",
    "stated-history": "what",
}
"""Table and its key column, of those whose patterns the extractors search."""

Rows = list[tuple[str, int, Mapping[str, str]]]


@cache
def rows_of(table: str) -> Rows:
    with (CUES / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return [(table, reader.line_num, row) for row in reader]


ALL_ROWS: Rows = [row for table in (*PATTERNS, "headings") for row in rows_of(table)]


def name_of(row: tuple[str, int, Mapping[str, str]]) -> str:
    return f"{row[0]}.csv line {row[1]}"


def patterns() -> Iterator[tuple[str, int, re.Pattern[str], str]]:
    for table, key in PATTERNS.items():
        for cue, (_, line, row) in zip(load_cues(table, key=key), rows_of(table), strict=True):
            yield table, line, cue.pattern, row["example"]


def example_of(text: str) -> str:
    """The example, with what "..." leaves out filled in; a CSV cell avoids the comma of a set phrase."""
    text = text.replace("contact referral", "contact, referral").replace("...", "Kent")
    return re.sub(r" \(the .*\)$", "", text)


@pytest.mark.parametrize(("table", "line", "pattern", "example"), list(patterns()), ids=str)
def test_a_pattern_finds_its_example(table: str, line: int, pattern: re.Pattern[str], example: str) -> None:
    assert pattern.search(example_of(example)), (
        f"ontology/cues/{table}.csv, line {line}: the pattern does not match its example; mend one of them"
    )


@pytest.mark.parametrize("row", rows_of("headings"), ids=name_of)
def test_a_heading_has_its_role(row: tuple[str, int, Mapping[str, str]]) -> None:
    table, line, cells = row
    words = heading_words(cells["example"])
    assert re.fullmatch(cells["pattern"], words, re.IGNORECASE), (
        f"ontology/cues/{table}.csv, line {line}: the pattern does not match its whole example; mend one of them"
    )
    assert role_of_heading(cells["example"]) == cells["role"], (
        f"ontology/cues/{table}.csv, line {line}: a row above takes the example first; move or narrow it"
    )


def may_name(table: str, line: int) -> str:
    return (
        f"ontology/cues/{table}.csv, line {line}: a rule is tuned to the language, not to a letter; take out "
    )


@pytest.mark.parametrize("row", ALL_ROWS, ids=name_of)
def test_no_pattern_names_an_authority_or_a_year(row: tuple[str, int, Mapping[str, str]]) -> None:
    table, line, cells = row
    words = re.sub(r"[^\w’']+", " ", re.sub(r"\\.|\(\?[:<!=P]+(?:\w+>)?", " ", cells["pattern"]))
    assert authorities_named_in(words) == [], may_name(table, line) + "the authority"
    assert not re.search(r"\b(?:19|20)\d\d\b", cells["pattern"]), may_name(table, line) + "the year"


@pytest.mark.parametrize("row", ALL_ROWS, ids=name_of)
def test_no_pattern_names_a_person(row: tuple[str, int, Mapping[str, str]]) -> None:
    """Two capitalised words that follow each other, but for the names of offices and inspectorates."""
    table, line, cells = row
    plain = re.sub(r"\[.*?\]|\\.|[?|:()]", " ", cells["pattern"])
    known = (
        r"(?:Majesty|Care|Quality|Commission|Senior|Ofsted|Social|Regulatory|Chief|Children|Fire|Inspect\w*|"
    )
    known += r"Her|His|HMI\w*|S|SCRI|Services?|Rescue|Constabulary|Probation|Manager|OI|AI|RI|RIM|CQC|Lead|Acting|SEND|A|Z|LSCB)"
    pairs = re.findall(r"\b([A-Z][\w’'-]*)\s+([A-Z][\w’'-]*)\b", plain)
    named = [
        pair
        for pair in pairs
        if not all(re.fullmatch(known, word.rstrip("’'s")) or re.fullmatch(known, word) for word in pair)
    ]
    assert named == [], may_name(table, line) + "the name"


SCHEMES = {
    "kinds": ("kind", "kind", {"ilacs"}),
    "scope": ("kind", "kind", set()),
    "judgement-sentences": ("area", "judgement-area", set()),
    "earlier-visits": ("family", "family", {""}),
}


@pytest.mark.parametrize("table", SCHEMES)
def test_keys_are_concepts(table: str) -> None:
    column, scheme, besides = SCHEMES[table]
    for _, line, cells in rows_of(table):
        assert cells[column] in set(load_scheme(scheme)) | besides, (
            f"ontology/cues/{table}.csv, line {line}: {cells[column]!r} is not in ontology/schemes/ ({scheme})"
        )


GROUPS = {"ordinals": {"ordinal"}, "scope": {"scope"}, "judgement-sentences": {"label"}}


@pytest.mark.parametrize("table", GROUPS)
def test_patterns_have_the_groups_that_are_read(table: str) -> None:
    for name, line, pattern, _ in patterns():
        if name == table:
            assert set(pattern.groupindex) >= GROUPS[table], (
                f"ontology/cues/{table}.csv, line {line}: name a group with (?P<{GROUPS[table].pop()}>...)"
            )


def test_what_is_stated_is_one_of_three() -> None:
    assert {row["what"] for _, _, row in rows_of("stated-history")} == {"raised", "improved", "resolved"}


def test_places_are_known() -> None:
    assert {row["where"] for _, _, row in rows_of("kinds")} == {"title", "subject", "own-account"}
    assert {row["where"] for _, _, row in rows_of("inspector-lists")} == {"anywhere", "opening"}


def test_visit_dates_stand_in_the_order_of_their_rank() -> None:
    ranks = [int(row["rank"]) for _, _, row in rows_of("visit-dates")]
    assert ranks == sorted(ranks), "ontology/cues/visit-dates.csv: the surest words first; sort by rank"


def test_role_words() -> None:
    rows = load_table("cues/role-words.csv", columns=("word", "example"))
    words = [row["word"] for row in rows]
    assert words == sorted(set(words)), "ontology/cues/role-words.csv: one row a word, sorted"
    wrong = [
        row["word"] for row in rows if row["word"] not in row["example"].casefold().replace(",", "").split()
    ]
    assert wrong == [], "ontology/cues/role-words.csv: the example must hold the word"


LONG = (
    "a " * 20_000,
    "the last " * 5_000,
    "inspection of " * 5_000,
    "visit " * 8_000,
    "1 " * 20_000,
    "x" * 40_000,
)


@pytest.mark.parametrize(("table", "line", "pattern", "example"), list(patterns()), ids=str)
def test_no_pattern_explodes(table: str, line: int, pattern: re.Pattern[str], example: str) -> None:
    """No time is measured: a pattern that backtracks without bound would run for hours."""
    for text in (*LONG, (example_of(example) + " ") * 400):
        pattern.search(text + "\n" + text)


def test_a_faulty_table_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "load_table", lambda *_, **__: ({"kind": "x", "pattern": "(", "example": "("},))
    cues.load_cues.cache_clear()
    with pytest.raises(DataError, match="no regular expression"):
        cues.load_cues("kinds", key="kind")
    cues.load_cues.cache_clear()


def test_number_of_rows() -> None:
    assert len(ALL_ROWS) >= 80
    assert len(PATTERNS) == 10
