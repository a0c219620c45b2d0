"""What the ledger says of the five letters, against what a careful reader says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.ask.listings import Scope, list_findings, list_issues
from inspectgraph.store import open_store

BLACKPOOL, BLACKBURN = "E06000009", "E06000008"
PERSISTENT = {
    "caseloads",
    "assessment-timeliness",
    "quality-assurance",
    "childs-voice",
    "domestic-abuse",
    "partnership",
    "practice-model",
}
RESOLVED = {"assessment-quality", "consent"}
STATED_2011 = {"improved": 6, "raised": 3}
"""How many points of June 2009 the letter of 2011 calls better, and how many still open."""


@pytest.fixture(scope="module")
def issues(seed_store: Path) -> dict[tuple[str, str], dict[str, Any]]:
    with open_store(seed_store) as store:
        return {(str(r["gss"]), str(r["theme"])): r for r in list_issues(store, Scope())}


@pytest.fixture(scope="module")
def findings(seed_store: Path) -> list[dict[str, Any]]:
    with open_store(seed_store) as store:
        return list_findings(store, Scope())


def with_status(issues: dict[tuple[str, str], dict[str, Any]], status: str) -> set[str]:
    return {theme for (gss, theme), r in issues.items() if gss == BLACKPOOL and r["status"] == status}


def test_what_persists_at_blackpool(issues: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert with_status(issues, "persistent") >= PERSISTENT


def test_what_is_resolved_at_blackpool(issues: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert with_status(issues, "resolved") >= RESOLVED


def test_neglect_at_blackburn(issues: dict[tuple[str, str], dict[str, Any]]) -> None:
    neglect = issues[BLACKBURN, "neglect"]
    (visit,) = neglect["visits"]
    assert visit["stance"] in ("concern", "mixed")
    assert visit["stated"]["what"] == "raised"
    assert neglect["first_stated"] == visit["stated"]["of"]
    assert neglect["first_stated"].split("/")[-2].startswith("2017")
    assert "recommendation from the last inspection" in evidence_by_id(visit)[visit["stated"]["evidence"]]


def evidence_by_id(visit: dict[str, Any]) -> dict[str, str]:
    return {evidence["id"]: evidence["text"] for evidence in visit["evidence"]}


def test_first_and_last_visit_are_among_the_visits(issues: dict[tuple[str, str], dict[str, Any]]) -> None:
    assert len(issues) > 30
    for record in issues.values():
        visits = [visit["visit"] for visit in record["visits"]]
        assert record["last_seen"] == visits[-1]
        assert record["first_raised"] in visits
        assert all(visit["evidence"] for visit in record["visits"])


def test_evidence_is_verbatim_in_its_letter(
    issues: dict[tuple[str, str], dict[str, Any]], findings: list[dict[str, Any]], seeds: Path
) -> None:
    sources = {path.name: plain_text(path) for path in seeds.glob("*.txt")}
    quoted = [evidence for r in issues.values() for visit in r["visits"] for evidence in visit["evidence"]]
    assert len(quoted) > 100
    for record in [*quoted, *findings]:
        assert record["text"] in sources[record["file"]], record["id"]


def plain_text(path: Path) -> str:
    """A source without white space beyond single spaces, marks of lists and Markdown."""
    lines = re.sub(r"\*\*|__", "", path.read_text(encoding="utf-8")).splitlines()
    return " ".join(" ".join(re.sub(r"^\s*(?:[-*•◼#]+|\d+\.)\s+", "", line) for line in lines).split())


def test_evidence_stands_at_its_place(findings: list[dict[str, Any]], seed_store: Path) -> None:
    with open_store(seed_store) as store:
        text_of = dict(_texts(store.graph))
    for record in findings:
        letter = record["id"].rpartition("/finding/")[2].partition("/")[0]
        said = text_of[letter][record["start"] : record["end"]]
        assert " ".join(said.split()) == record["text"]


def _texts(graph: Any) -> Iterator[tuple[str, str]]:
    from inspectgraph.ask import run_rows

    for row in run_rows(graph, "SELECT ?letter ?text { ?letter ig:text ?text }"):
        yield row["letter"].rpartition("/")[2], row["text"]


def test_what_the_letter_of_2011_states(seed_store: Path) -> None:
    """Nine points of June 2009: six improved, three still open, each of the visit that no letter reports."""
    from inspectgraph.ask import run_rows

    with open_store(seed_store) as store:
        rows = list(
            run_rows(
                store.graph,
                """SELECT ?f ?what ?text { ?f a ig:Finding ; ig:atVisit/ig:start ?start ; ig:text ?text ;
                     ig:statedWhat ?what ; ig:statedOf/ig:start ?of
                     FILTER(STRSTARTS(STR(?start), "2011") && STR(?of) = "2009-06")
                     FILTER(CONTAINS(?text, "was an area for development in the")) }""",
            )
        )
    counted = {what: sum(row["what"] == what for row in rows) for what in STATED_2011}
    assert counted == STATED_2011, [row["text"] for row in rows]
