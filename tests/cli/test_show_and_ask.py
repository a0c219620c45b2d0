"""`show` by every name that a thing has, and `ask` from the question to its answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from inspectgraph.ask.questions import load_questions

BASE = "https://w3id.org/inspectgraph/id/"
SHOWN = {
    "MASH": ["team/E06000009/mash", "team/E10000017/mash"],
    "mash": ["team/E06000009/mash", "team/E10000017/mash"],
    "multi-agency safeguarding hub": ["team/E10000017/mash"],
    "Paula Thomson-Jones": ["person/paula-thomson-jones"],
    "paula thomson-jones": ["person/paula-thomson-jones"],
    f"{BASE}issue/E06000009/caseloads": ["issue/E06000009/caseloads"],
    f"<{BASE}issue/E06000009/caseloads>": ["issue/E06000009/caseloads"],
    "id:issue/E06000009/caseloads": ["issue/E06000009/caseloads"],
    "id:visit/E06000009/2022-12-05/ilacs": ["visit/E06000009/2022-12-05/ilacs"],
    "2018-02-27": ["visit/E10000017/2018-02-27/monitoring"],
    "2009-06": ["visit/E06000009/2009-06/cra"],
    "004_6b6a7fc6866eb5aa.txt": ["letter/a89bf15b8da303c9"],
    "./004_6b6a7fc6866eb5aa.txt": ["letter/a89bf15b8da303c9"],
    "Blackpool": ["authority/E06000009"],
    "E06000009": ["authority/E06000009"],
}


def shown(say: Callable[..., Any], name: str) -> list[dict[str, str]]:
    said = say("show", name, "--format", "csv")
    assert said.code == 0, said.err
    return list(csv.DictReader(io.StringIO(said.out, newline="")))


@pytest.mark.parametrize("name", SHOWN)
def test_show(name: str, say: Callable[..., Any]) -> None:
    rows = shown(say, name)
    assert list(dict.fromkeys(row["iri"].removeprefix(BASE) for row in rows)) == SHOWN[name]
    assert len({tuple(row.values()) for row in rows}) == len(rows), "nothing is said twice"


def test_show_a_visit_has_only_its_own_words(say: Callable[..., Any]) -> None:
    rows = shown(say, "id:visit/E06000009/2022-12-05/ilacs")
    assert {row["where"].partition(",")[0] for row in rows if row["where"]} == {"001_373a6aa0690643a2.txt"}
    assert [row["value"] for row in rows if row["what"] == "authority"] == ["Blackpool"]


def test_show_an_issue_has_its_evidence(say: Callable[..., Any]) -> None:
    rows = shown(say, "id:issue/E06000008/neglect")
    facts = {row["what"]: row["value"] for row in rows}
    assert facts["stated since"].startswith("2017")
    assert all(row["quote"] and row["where"] for row in rows if row["what"] == "stance")


def test_show_an_issue_by_its_label(say: Callable[..., Any]) -> None:
    things = {row["iri"] for row in shown(say, "parental consent")}
    assert f"{BASE}issue/E06000009/consent" in things
    assert {iri.rpartition("/")[2] for iri in things} == {"consent"}


def test_show_as_table_and_json(say: Callable[..., Any]) -> None:
    table = say("show MASH").out
    assert table.startswith("MASH (team)\nhttps://w3id.org/inspectgraph/id/team/E06000009/mash\nwhat ")
    assert json.loads(say("show MASH --format json").out)[0]["thing"] == "MASH"


def test_ask_lists_the_questions(say: Callable[..., Any]) -> None:
    rows = json.loads(say("ask --format json").out)
    assert [row["question"] for row in rows] == list(load_questions())
    assert len(rows) >= 15
    assert all(row["asks"].endswith("?") for row in rows)


def test_ask_in_every_format(say: Callable[..., Any]) -> None:
    line = "ask inspected-both --authority Lancashire --other='Blackburn with Darwen'"
    (record,) = json.loads(say(f"{line} --format json").out)
    assert "Paula Thomson-Jones" in record.values()
    assert "Paula Thomson-Jones" in say(f"{line} --format csv").out
    assert "Paula Thomson-Jones" in say(line).out


def test_the_printed_query_gives_the_same_answer(say: Callable[..., Any]) -> None:
    line = "ask persistent-issues --authority Blackpool"
    sparql = say(f"{line} --sparql").out
    assert "PREFIX ig:" in sparql
    assert "E06000009" in sparql
    assert say("query", "-", stdin=sparql.encode()).out == say(line).out
