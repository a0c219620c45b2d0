"""`/ask/`: each question answers as the command does, and takes nothing else."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.ask.asking import ask_question
from inspectgraph.ask.query import declare_prefixes, run_query
from inspectgraph.ask.questions import bind, load_questions
from inspectgraph.export.tables import write_csv, write_json
from inspectgraph.store import OpenStore, open_store

QUESTIONS = load_questions()
PARAMETERS = Path(__file__).parents[1] / "ask" / "parameters.csv"


def asked() -> Iterator[tuple[str, dict[str, str]]]:
    with PARAMETERS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            pairs = [pair.split("=") for pair in row["parameters"].split("; ") if pair]
            yield row["question"], {name.strip(): value.strip() for name, value in pairs}


ASKED = list(asked())


@pytest.fixture(scope="module")
def store(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as opened:
        yield opened


@pytest.mark.parametrize(("name", "values"), ASKED, ids=str)
def test_each_question(name: str, values: dict[str, str], site: Any, store: OpenStore) -> None:
    table = ask_question(store, name, **values)
    as_csv, as_json = (site.get(f"/ask/{name}.{ending}", params=values) for ending in ("csv", "json"))
    assert (as_csv.status_code, as_json.status_code) == (200, 200)
    assert as_csv.content == write_csv(table).encode()
    assert as_json.content == write_json(table.records()).encode()
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert as_json.headers["content-type"] == "application/json"
    assert as_csv.headers["inspectgraph-rows"] == str(len(table))


def test_all_questions_are_asked() -> None:
    assert {name for name, _ in ASKED} == set(QUESTIONS)


def test_the_list(site: Any) -> None:
    listed = site.get("/ask/").json()
    assert [entry["question"] for entry in listed] == list(QUESTIONS)
    assert site.get("/ask").json() == listed
    for entry in listed:
        question = QUESTIONS[entry["question"]]
        assert entry["asks"] == question.title
        assert [p["name"] for p in entry["parameters"]] == [p.name for p in question.parameters]
        assert entry["address"] == f"/ask/{question.name}.json"


@pytest.mark.parametrize(("name", "values"), ASKED[:5], ids=str)
def test_the_query_itself(name: str, values: dict[str, str], site: Any, store: OpenStore) -> None:
    answer = site.get(f"/ask/{name}.rq", params=values)
    assert answer.headers["content-type"] == "application/sparql-query; charset=utf-8"
    assert answer.text == declare_prefixes(bind(QUESTIONS[name], values))
    run_query(store.graph, answer.text)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/html, */*;q=0.1", "application/json"),
    ],
)
def test_without_an_ending_the_client_chooses(site: Any, accept: str, media_type: str) -> None:
    answer = site.get("/ask/how-common", headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "accept" in answer.headers["vary"].lower()


REFUSED = [
    ("/ask/persistent-isues.csv", 404, "unknown-question", "did you mean persistent-issues"),
    ("/ask/qqqq.csv", 404, "unknown-question", "there are authorities-and-codes, "),
    ("/ask/persistent-issues.exe", 404, "unknown-address", "there are json, csv"),
    ("/ask/persistent-issues.csv.exe", 404, "unknown-address", "there are json, csv"),
    ("/ask/.csv", 404, "unknown-question", ""),
    ("/ask/persistent-issues.csv?autority=Blackpool", 400, "malformed-request", "did you mean authority?"),
    ("/ask/persistent-issues.csv?authority=Blackpol", 400, "malformed-request", "did you mean Blackpool"),
    ("/ask/persistent-issues.csv?theme=neglct", 400, "malformed-request", "did you mean neglect?"),
    ("/ask/persistent-issues.csv?authority=Blackpool&authority=Kent", 400, "malformed-request", "given twice"),
    ("/ask/persistent-issues.csv?authority=%FF", 400, "malformed-request", "UTF-8"),
    (f"/ask/persistent-issues.csv?authority={'a' * 1001}", 400, "malformed-request", "1000 characters"),
    ("/ask/find-words.csv", 400, "malformed-request", "add ?words="),
    ("/ask/how-common.csv?", 200, "", ""),
    ("/ask/persistent-issues.csv?theme=&authority=", 200, "", ""),
    ("/ask/what-was-said-of-teams.csv?team-type=front-door", 200, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("address", "status", "kind", "words"), REFUSED)
def test_what_is_refused(site: Any, address: str, status: int, kind: str, words: str) -> None:
    answer = site.get(address)
    assert answer.status_code == status
    if status != 200:
        assert site.kind_of(answer) == (status, kind)
        assert words in answer.json()["detail"]


EVIL = [
    "zz' zz",
    'zz" zz',
    "zz } DROP ALL #",
    '"zz" . } } ; CLEAR ALL ; SELECT * { { #',
    "zz> } DROP ALL",
    "https://w3id.org/inspectgraph/id/authority/E06000009> } CLEAR ALL #",
    "UNDEF } { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } } VALUES ?x { 1",
    "zz\n} DROP ALL\r\n#",
    "zz\\u0022 } DROP ALL \\u0023",
    "zz\\",
    "VALUES ?theme { UNDEF }",
    "?authority",
    "<urn:zz>",
    "zz\x00zz",
    "../../../etc/passwd",
    "zz’ – \U0001f600 \ufffe",
    "=cmd|' /C calc'!A0",
]
"""No letter has any of these."""
EACH_PARAMETER = [(q.name, p.name) for q in QUESTIONS.values() for p in q.parameters]


def test_number_of_parameters() -> None:
    assert len(EACH_PARAMETER) >= 60


@pytest.mark.parametrize(("name", "parameter"), EACH_PARAMETER)
def test_injection(name: str, parameter: str, site: Any, seed_store: Path) -> None:
    good = dict(next(values for asked, values in ASKED if asked == name))
    before = digest_of(seed_store)
    for evil in EVIL:
        answer = site.get(f"/ask/{name}.json", params={**good, parameter: evil})
        if answer.status_code == 200:
            assert answer.json() == [], evil
        else:
            assert site.kind_of(answer) == (400, "malformed-request")
    assert digest_of(seed_store) == before


def digest_of(folder: Path) -> str:
    """Of all files with their names and bytes, but for what readers hold."""
    sums = [
        (str(path.relative_to(folder)), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lease"
    ]
    return json.dumps(sums)


def test_an_evil_text_is_found_as_it_stands(site: Any, store: OpenStore) -> None:
    """A value is looked for as the text that it is: quotes of a letter's are found."""
    for words in ("children's", "staff's"):
        rows = site.get("/ask/find-words.json", params={"words": words}).json()
        assert len(rows) == len(ask_question(store, "find-words", words=words)) > 0
