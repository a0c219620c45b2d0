"""The question library: each head is complete, each answer on the seeds is as a reader found it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from inspectgraph.ask.query import run_query
from inspectgraph.ask.questions import Question, bind, load_questions
from inspectgraph.door import GraphDoor
from inspectgraph.errors import MisuseError
from inspectgraph.export.tables import write_csv

QUESTIONS = load_questions()
NAMES = sorted(QUESTIONS)
OPTIONAL_AUTHORITY = [
    name
    for name, question in QUESTIONS.items()
    if any(p.name == "authority" and not p.required for p in question.parameters) and name != "successors"
]
SLOT = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")


def head_of(name: str) -> list[str]:
    path = Path(__file__).parents[2] / "ontology" / "questions" / f"{name}.rq"
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[: next(i for i, line in enumerate(lines) if not line.startswith("#"))]


def test_there_are_as_many_questions_as_we_think() -> None:
    assert len(QUESTIONS) == 43
    assert len(OPTIONAL_AUTHORITY) == 31


@pytest.mark.parametrize("name", NAMES)
def test_each_head_is_complete(name: str) -> None:
    question = QUESTIONS[name]
    assert re.fullmatch(r"[A-Z].{15,}\?", question.title), "begin with the question in English"
    assert question.note.endswith("."), "say in a sentence or two how the answer is to be read"
    slots = set(SLOT.findall(question.sparql))
    assert {p.name for p in question.parameters} == slots, (
        "a parameter line for each VALUES { UNDEF }, and no more"
    )
    assert all(p.note.strip() for p in question.parameters)
    assert all(line.startswith("# ") and len(line) <= 120 for line in head_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_each_question_names_its_columns_and_its_order(name: str) -> None:
    sparql = QUESTIONS[name].sparql
    columns = sparql.partition("WHERE")[0]
    assert "*" not in columns
    assert not re.search(r"\?\w*[A-Z]", columns), "write columns as first_raised, not firstRaised"
    assert re.search(r"\nORDER BY .+\n$", sparql), "end with an ORDER BY, or the rows have no order"


def test_each_question_has_an_expected_table_and_no_table_is_left_over(
    parameters: Mapping[str, dict[str, str]], expected: Path
) -> None:
    assert list(parameters) == NAMES, "give each question a line in tests/ask/parameters.csv, in order"
    assert sorted(path.stem for path in expected.iterdir()) == NAMES, "run tests/regenerate_expected.py"


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_on_the_seeds_is_as_expected(
    name: str, door: GraphDoor, parameters: Mapping[str, dict[str, str]], expected: Path
) -> None:
    found = write_csv(door.ask(name, **parameters[name])).replace("\r\n", "\n")
    wanted = (expected / f"{name}.csv").read_text(encoding="utf-8")
    assert found == wanted, "read the lines that differ; if they are right, run tests/regenerate_expected.py"


def test_every_expected_table_has_rows(expected: Path) -> None:
    empty = [
        path.stem for path in sorted(expected.iterdir()) if path.read_text(encoding="utf-8").count("\n") < 2
    ]
    assert empty == [], "choose parameters for which the seeds have an answer"


@pytest.mark.parametrize("name", NAMES)
def test_no_row_comes_twice(name: str, door: GraphDoor, parameters: Mapping[str, dict[str, str]]) -> None:
    rows = door.ask(name, **parameters[name]).rows
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", NAMES)
def test_each_question_runs_with_nothing_bound(name: str, door: GraphDoor) -> None:
    question = QUESTIONS[name]
    needed = [p.name for p in question.parameters if p.required]
    if needed:
        with pytest.raises(MisuseError, match=f"needs '{needed[0]}'"):
            door.ask(name)
        return
    assert len(door.ask(name).rows) > 0


@pytest.mark.parametrize("name", OPTIONAL_AUTHORITY)
def test_an_authority_limits_the_answer_and_changes_nothing_else(
    name: str, door: GraphDoor, parameters: Mapping[str, dict[str, str]]
) -> None:
    given = {k: v for k, v in parameters[name].items() if k != "authority"}
    everywhere = door.ask(name, **given)
    at = everywhere.columns.index("council")
    for council in ("Blackpool", "Lancashire", "Blackburn with Darwen"):
        there = door.ask(name, **given, authority=council)
        assert list(there.rows) == [row for row in everywhere.rows if row[at] == council]


def test_a_question_tells_names_and_not_iris(
    door: GraphDoor, parameters: Mapping[str, dict[str, str]]
) -> None:
    tells_iris = {
        name
        for name in NAMES
        for row in door.ask(name, **parameters[name])
        for cell in row
        if isinstance(cell, str) and (cell.startswith("id:") or "://w3id.org" in cell)
    }
    assert tells_iris == {"where-graphs-come-from"}


@pytest.mark.parametrize(
    ("name", "values", "row"),
    [
        (
            "inspected-both",
            {"authority": "Lancashire", "other": "Blackburn with Darwen"},
            "Paula Thomson-Jones",
        ),
        ("inspected-both", {"authority": "E06000008", "other": "E10000017"}, "Paula Thomson-Jones"),
        ("grade-changes", {"authority": "blackpool council"}, "better"),
        ("visits-without-letter", {"authority": "Lancashire"}, "an inspection in September 2015"),
        ("people-in-roles", {"role": "signatory", "authority": "Blackpool"}, "Robert Hackeson"),
        ("letters-by-kind", {"kind": "authority-summary"}, "000_04d0429da905e436.txt"),
        ("successors", {"authority": "Westmorland and Furness"}, "Cumbria"),
        ("sections-of-letters", {"letter": "a89bf15b8da303c9"}, "Overview"),
        ("record-of-judgements", {"grade": "good"}, "Children in care and care leavers"),
    ],
)
def test_what_the_seeds_say(name: str, values: dict[str, str], row: str, door: GraphDoor) -> None:
    assert any(row in cells for cells in door.ask(name, **values))


def test_nine_points_of_2009_six_improved_and_three_open(door: GraphDoor) -> None:
    said = door.ask("issues-stated-before", authority="Blackpool").records()
    points = [
        r for r in said if r["of_visit"] == "2009-06" and "was an area for development" in str(r["sentence"])
    ]
    assert [r["states"] for r in points].count("improved") == 6
    assert [r["states"] for r in points].count("raised") == 3
    assert len(points) == 9


def test_a_visit_of_narrow_scope_is_not_even_silent(door: GraphDoor) -> None:
    rows = door.ask("issue-history", authority="Blackpool", theme="neglect").records()
    assert {r["stance"] for r in rows if r["sentence"] is None} == {"silent (narrow scope)"}


def test_an_unknown_question_is_not_asked(door: GraphDoor) -> None:
    with pytest.raises(MisuseError, match="did you mean persistent-issues"):
        door.ask("persistant-issues")


def test_a_file_runs_as_it_stands(door: GraphDoor) -> None:
    question: Question = QUESTIONS["persistent-issues"]
    assert bind(question, {}) == question.sparql
    assert run_query(door._store.graph, question.sparql)
