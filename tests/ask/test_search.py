"""Search on the store of the seeds: what is found, what is not, and where it stands."""

from __future__ import annotations

import re
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectgraph.ask.listings import Scope, list_findings
from inspectgraph.ask.query import run_rows
from inspectgraph.ask.search import COLUMNS, find_hits, search_words
from inspectgraph.ask.search_words import SearchedWords, Term, read_words
from inspectgraph.errors import MisuseError, StoreError
from inspectgraph.store import DamagedStoreError, OpenStore, open_store
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.search_file import open_to_read

ALL = 100_000
Hit = dict[str, Any]


@pytest.fixture(scope="module")
def store(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as store:
        yield store


@pytest.fixture(scope="module")
def texts(store: OpenStore) -> dict[str, str]:
    """The whole text of each letter by its IRI."""
    rows = run_rows(store.graph, "SELECT ?letter ?text { ?letter a ig:Letter ; ig:text ?text }")
    return {row["letter"]: row["text"] for row in rows}


def hits(store: OpenStore, words: str, **filters: Any) -> list[Hit]:
    return list(find_hits(store, words, limit=ALL, **filters).hits)


MUST: tuple[tuple[str, str], ...] = (
    ("core assessments", "The quality of core assessments is too variable."),
    ('"core assessments"', "The quality of core assessments is too variable."),
    ('"core assess"*', "The quality of core assessments is too variable."),
    ("assess*", "The quality of core assessments is too variable."),
    ("VARIABLE quality", "The quality of core assessments is too variable."),
    ("neglect OR variable", "The quality of core assessments is too variable."),
    ("neglect OR variable", "The prevalence of neglect is high in Blackpool."),
    ("prevalence -low", "The prevalence of neglect is high in Blackpool."),
    ("prevalence NOT low", "The prevalence of neglect is high in Blackpool."),
    ("“in Blackpool”", "The prevalence of neglect is high in Blackpool."),
    ("préválence", "The prevalence of neglect is high in Blackpool."),
    ("^prevalence (neglect)", "The prevalence of neglect is high in Blackpool."),
    ("children’s views", "Family time is led by children's views, wishes and feelings"),
    ("paula thomson-jones", "Paula Thomson-Jones, HMI"),
    ('"14 August"', "over 2 days, starting on 14 August"),
    ("overall effectiveness", "Overall effectiveness Requires improvement to be good"),
)
MUST_NOT: tuple[tuple[str, str], ...] = (
    ('"assessments core"', ""),
    ("assessmen", ""),
    ("text:prevalence", ""),
    ("NEAR(prevalence neglect)", ""),
    ("prevalence -high", ""),
    ("prevalence thresholds", ""),
    ("neglect", "(?i)^(?!.*neglect)"),
    ("neglect -high", "high"),
    ('assessments -"core assessments"', "core assessments"),
    ("MASH", "(?i)^(?!.*mash)"),
    ("help", "(?i)^(?!.*\\bhelp\\b)"),
)


@pytest.mark.parametrize(("words", "sentence"), MUST, ids=str)
def test_must_be_found(store: OpenStore, words: str, sentence: str) -> None:
    assert any(hit["text"].startswith(sentence) for hit in hits(store, words))


@pytest.mark.parametrize(("words", "pattern"), MUST_NOT, ids=str)
def test_must_not_be_found(store: OpenStore, words: str, pattern: str) -> None:
    assert [hit["text"] for hit in hits(store, words) if re.search(pattern, hit["text"])] == []


def test_the_tables_have_all_their_cases() -> None:
    assert (len(MUST), len(MUST_NOT)) == (16, 11)


def words_of(text: str) -> list[str]:
    """Words as the index tells them apart, by another way than SQLite's."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain.lower())


def has(words: list[str], term: Term) -> bool:
    wanted = words_of(term.words)
    for place in range(len(words) - len(wanted) + 1):
        part = words[place : place + len(wanted)]
        last = part[-1].startswith(wanted[-1]) if term.is_prefix else part[-1] == wanted[-1]
        if last and part[:-1] == wanted[:-1]:
            return True
    return False


def matches(text: str, searched: SearchedWords) -> bool:
    words = words_of(text)
    in_all = all(any(has(words, term) for term in group) for group in searched.groups)
    return in_all and not any(has(words, term) for term in searched.without)


TYPED = st.lists(
    st.sampled_from(
        'neglect assess* core "core assessments" the children OR OR NOT -high -the th* "early help" '
        "children's multi-agency 2018 NEAR a* HMI of -assess* “social workers” “social work”* AND ( 😀".replace(
            '"core assessments"', '"core·assessments"'
        )
        .replace('"early help"', '"early·help"')
        .replace("“social work", "“social·work")
        .split()
    ),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(words).replace("·", " "))


@settings(max_examples=150)
@given(typed=TYPED)
def test_found_is_what_matches_and_nothing_else(seed_store: Path, typed: str) -> None:
    try:
        searched = read_words(typed)
    except MisuseError:
        return
    with open_store(seed_store) as store:
        found = sorted((hit["letter"][-16:], hit["start"], hit["end"]) for hit in hits(store, typed))
        with open_to_read(StoreLayout(seed_store).search(store.generation)) as index:
            pieces = index.execute(
                'SELECT key, start, "end", text FROM piece JOIN letter ON letter.id = letter'
            ).fetchall()
    assert found == sorted((key, a, b) for key, a, b, text in pieces if matches(text, searched))


@pytest.mark.parametrize("words", ["the", "assess*", "a*", '"social work"*', "HMI", "children", "2018 OR to"])
def test_every_hit_is_a_slice_of_its_letter_and_its_marks_are_the_words(
    store: OpenStore, texts: dict[str, str], words: str
) -> None:
    found, searched = hits(store, words), read_words(words)
    assert found
    for hit in found:
        assert " ".join(texts[hit["letter"]][hit["start"] : hit["end"]].split()) == hit["text"]
        marked = [hit["text"][start:end] for start, end in hit["marks"]]
        assert marked
        assert all(any(has(words_of(mark), t) for g in searched.groups for t in g) for mark in marked)
        assert all(a < b for place in hit["marks"] for a, b in [place])
        ends = [0, *(end for _, end in hit["marks"])]
        assert all(start >= end for (start, _), end in zip(hit["marks"], ends, strict=False))


def test_findings_are_as_the_listing_has_them(store: OpenStore) -> None:
    listed = {record["id"]: record for record in list_findings(store, Scope())}
    whats = {"finding", "recommendation", "strength-item"}
    found = [hit for hit in hits(store, "a* OR the OR of OR is OR to OR in OR are") if hit["what"] in whats]
    assert len(found) > 300
    for hit in found:
        record = listed[hit["id"]]
        same = ("file", "authority", "gss", "page", "start", "end", "text", "polarity", "themes")
        assert {name: hit[name] for name in same} == {name: record[name] for name in same}
        assert hit["what"] == record["kind"]


def test_other_hits_are_things_of_the_graph(store: OpenStore) -> None:
    found = [
        hit for hit in hits(store, "a* OR the OR of OR Paula OR t*") if hit["what"] in ("passage", "heading")
    ]
    assert {hit["what"] for hit in found} == {"passage", "heading"}
    for hit in found:
        assert (hit["polarity"], hit["themes"]) == (None, [])
        kind = "ig:Passage" if hit["what"] == "passage" else "ig:Section"
        assert list(run_rows(store.graph, f"SELECT (1 AS ?n) {{ <{hit['id']}> a {kind} }}")), hit["id"]


FILTERS: tuple[tuple[dict[str, Any], str, Any], ...] = (
    ({"authority": "blackpool"}, "authority", {"Blackpool"}),
    ({"authority": "E10000017"}, "gss", {"E10000017"}),
    ({"theme": "neglect"}, "themes", "neglect"),
    ({"theme": "Quality of assessments"}, "themes", "assessment-quality"),
    ({"kind": "monitoring-visit"}, "kind", {"monitoring-visit"}),
    ({"polarity": "Concern"}, "polarity", {"concern"}),
    ({"year": 2018}, "date", {"2018-11-07", "2018-02-27"}),
    ({"year": "2011"}, "date", {"2011-01-19"}),
    ({"since": "2019"}, "date", {"2019-08-14", "2022-12-05"}),
    ({"since": "2018-11"}, "date", {"2018-11-07", "2019-08-14", "2022-12-05"}),
    ({"since": "2018-11-08"}, "date", {"2019-08-14", "2022-12-05"}),
    ({"until": "2018"}, "date", {"2011-01-19", "2018-02-27", "2018-11-07"}),
    ({"until": "2018-02"}, "date", {"2011-01-19", "2018-02-27"}),
    ({"until": "2018-02-26"}, "date", {"2011-01-19"}),
    ({"since": "2018-11-07", "until": "2018-11-07"}, "date", {"2018-11-07"}),
    ({"authority": "Blackpool", "polarity": "strength", "year": 2019}, "kind", {"authority-summary"}),
)


@pytest.mark.parametrize(("filters", "field", "values"), FILTERS, ids=range(len(FILTERS)))
def test_filters(store: OpenStore, filters: dict[str, Any], field: str, values: Any) -> None:
    found, without = hits(store, "the OR of", **filters), hits(store, "the OR of")
    assert 0 < len(found) < len(without)
    if field == "themes":
        assert all(values in hit["themes"] for hit in found)
        assert [hit["id"] for hit in found] == [hit["id"] for hit in without if values in hit["themes"]]
    else:
        assert {hit[field] for hit in found} == values
    assert find_hits(store, "the OR of", limit=1, **filters).total == len(found)


def test_a_head_of_themes_stands_for_those_below_it(store: OpenStore) -> None:
    from inspectgraph.knowledge.schemes import load_scheme

    head = load_scheme("theme")["neglect"].broader
    assert head is not None
    below = {concept.id for concept in load_scheme("theme").values() if concept.broader == head}
    found = hits(store, "the OR of", theme=head)
    assert all(below & set(hit["themes"]) for hit in found)
    assert {hit["id"] for hit in hits(store, "the OR of", theme="neglect")} < {hit["id"] for hit in found}


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"authority": "Blackpol"}, "Blackpool"),
    ({"theme": "neglct"}, "neglect"),
    ({"kind": "monitoring"}, "monitoring-visit"),
    ({"polarity": "bad"}, "concern"),
    ({"since": "August"}, "is no date"),
    ({"until": "2019-13"}, "is no date"),
    ({"year": "19"}, "is no year"),
    ({"year": 2019, "since": "2018"}, "give the year, or since and until"),
    ({"limit": 0}, "from 1 to 1,000,000"),
    ({"limit": -1}, "from 1 to 1,000,000"),
    ({"limit": 1_000_001}, "from 1 to 1,000,000"),
    ({"limit": 10**20}, "from 1 to 1,000,000"),
    ({"limit": 2.5}, "2.5 is no number of hits"),
    ({"limit": "5"}, "'5' is no number of hits"),
    ({"limit": True}, "True is no number of hits"),
    ({"limit": None}, "None is no number of hits"),
    ({"authorty": "Nowhere"}, "no filter 'authorty': did you mean authority"),
    ({"until_": None}, "did you mean until"),
    ({"zzz": 1}, "known are authority, theme, kind, polarity, since, until, year"),
    ({"authority": "' OR 1=1 --"}, "no authority"),
)


@pytest.mark.parametrize(("filters", "said"), WRONG, ids=str)
def test_wrong_filters_are_told(store: OpenStore, filters: dict[str, Any], said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        find_hits(store, "neglect", **filters)


def test_the_tables_of_filters_have_all_their_cases() -> None:
    assert (len(FILTERS), len(WRONG)) == (16, 20)


def test_wrong_filters_are_told_of_the_table_too(store: OpenStore) -> None:
    with pytest.raises(MisuseError, match="did you mean authority"):
        search_words(store, "neglect", authorty="Nowhere")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE letter SET key = '<a b>'",
        "UPDATE letter SET gss = 'E99999999'",
        "UPDATE letter SET gss = x'aa'",
        "UPDATE piece SET name = '<'",
        "UPDATE piece SET text = CAST(text AS BLOB)",
        "UPDATE piece SET start = 'x'",
        "UPDATE piece SET text = CAST(x'aabb' AS TEXT)",
    ],
)
def test_values_that_no_build_writes_are_damage(seed_store: Path, tmp_path: Path, sql: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(seed_store, copy)
    with open_store(copy) as store:
        connection = sqlite3.connect(StoreLayout(copy).search(store.generation))
        with connection:
            connection.execute(sql)
        connection.close()
        with pytest.raises(DamagedStoreError, match=r"search index is damaged .*store rebuild"):
            find_hits(store, "neglect OR variable")


def test_all_files_in_use_is_no_damage(store: OpenStore) -> None:
    resource = pytest.importorskip("resource", reason="only Unix can be told how many files may be open")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    find_hits(store, "neglect")  # so that all is imported and read
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        with pytest.raises(StoreError, match="search index can't be read: unable to open") as caught:
            find_hits(store, "neglect")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert not isinstance(caught.value, DamagedStoreError)


def test_order_and_limit(store: OpenStore) -> None:
    whole = find_hits(store, "children", limit=ALL)
    assert whole.total == len(whole.hits)
    for limit in (1, 7, 20):
        part = find_hits(store, "children", limit=limit)
        assert (part.total, part.hits) == (whole.total, whole.hits[:limit])
    keys = [(-float(str(h["score"])), h["letter"], h["start"], h["end"]) for h in whole.hits]
    assert keys == sorted(keys, key=lambda key: tuple(key))
    assert all(hit["score"] == round(float(str(hit["score"])), 4) for hit in whole.hits)


def test_a_finding_comes_before_a_heading_of_the_same_words(store: OpenStore) -> None:
    found = [hit["what"] for hit in hits(store, "care leavers")]
    assert found[0] == "finding"
    assert found.index("heading") > 2


def test_as_a_table(store: OpenStore) -> None:
    table = search_words(store, "neglect", authority="Blackpool", limit=3)
    assert table.columns == COLUMNS
    assert len(table.rows) == 3
    for row, hit in zip(
        table.records(), find_hits(store, "neglect", authority="Blackpool").hits, strict=False
    ):
        marks = [tuple(map(int, mark.split("-"))) for mark in str(row["marks"]).split()]
        assert [list(mark) for mark in marks] == hit["marks"]
        assert row["themes"] == "; ".join(hit["themes"])  # type: ignore[arg-type]
        assert row["text"] == hit["text"]


HOSTILE = (
    '"', "'", '";', "a\"b", "NEAR(neglect high, 1)", "text : neglect", "- text : neglect", "{text}:neglect",
    "^neglect", "neglect^", "a\0b", "(((((", ")))))", "neglect)", "*neglect", "a*b*", "\\", "%", "_", "\ud800x",
    "😀neglect", "AND AND AND", "OR OR", "NOT NOT", "x\r\ny", "\u202eneglect", "'); DROP TABLE piece; --",
    '" OR rowid > 0 OR "', "words MATCH 'x'", "neglect;--", "\x1b[31mneglect", "a" * 1000, '"' * 1000, "-" * 999,
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_hostile_words_find_something_or_nothing(store: OpenStore, words: str) -> None:
    try:
        found = find_hits(store, words)
    except MisuseError as error:
        assert "no words" in str(error) or "leave out" in str(error)
    else:
        assert found.total < 400


def test_hostile_words_are_all_there() -> None:
    assert len(HOSTILE) == 34
