"""`query` and `ask` with limits, explained, and with questions of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.ask.limited import QueryLimits
from inspectgraph.ask.limited.explaining import find_engine
from inspectgraph.cli import limiting

SELECT = "SELECT ?letter ?kind { ?letter ig:kind ?kind } ORDER BY ?letter"
DEATH = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
OWN = """# Which letters are of a kind?
# A question of one's own.
# parameter: kind (kind, required) - the kind
SELECT ?letter WHERE { ?letter ig:kind ?kind VALUES ?kind { UNDEF } } ORDER BY ?letter
"""


def test_a_query_is_ended(say: Callable[..., Any]) -> None:
    said = say("query", DEATH, "--timeout", "0.3")
    assert (said.code, said.out) == (3, "")
    assert said.err == (
        "inspectgraph: the query took longer than 0.3 seconds: "
        "it was ended; narrow it, or give it more time (--timeout)\n"
    )


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "xml"])
def test_an_answer_is_cut_with_a_notice(format: str, say: Callable[..., Any]) -> None:
    said = say("query", SELECT, "--rows", "2", "--format", format)
    assert said.code == 1
    assert said.err == (
        "there are more than the 2 rows that were shown: "
        "give --rows NUMBER for more, or --rows none for all\n"
    )
    assert said.out == say("query", f"{SELECT} LIMIT 2", "--format", format).out


def test_a_graph_is_cut_with_a_notice(say: Callable[..., Any]) -> None:
    said = say("query", "CONSTRUCT WHERE { ?s ig:kind ?kind }", "--rows", "2", "--format", "ntriples")
    assert (said.code, said.out.count("\n")) == (1, 2)
    assert "more than the 2 triples" in said.err


@pytest.mark.parametrize(
    "limits", ["", "--timeout none", "--timeout 0", "--rows none", "--rows 5", "--timeout 60"]
)
def test_limits_that_are_not_reached_change_nothing(limits: str, say: Callable[..., Any]) -> None:
    said = say("query", SELECT, *limits.split())
    assert (said.code, said.err, said.out) == (0, "", say("query", SELECT).out)


@pytest.mark.parametrize(
    "limits", ["--timeout soon", "--timeout -1", "--timeout nan", "--rows many", "--rows 1.5", "--rows -1"]
)
def test_limits_that_are_none(limits: str, say: Callable[..., Any]) -> None:
    said = say("query", SELECT, *limits.split())
    assert (said.code, said.out) == (2, "")


def test_a_query_is_explained(say: Callable[..., Any]) -> None:
    said = say("query", SELECT, "--explain")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "5 rows"
    for line, what in zip(lines[1:4], ("parsed and planned", "first", "all"), strict=True):
        assert re.fullmatch(rf"{what} after \d+\.\d ms", line)
    assert lines[4] == ""


def test_the_plan_is_the_engines(say: Callable[..., Any]) -> None:
    from inspectgraph.ask.limited.explaining import find_engine

    if find_engine() is None:
        pytest.skip("Oxigraph's command-line tool is not installed (the extra [explain])")
    steps = say("query", SELECT, "--explain").out.splitlines()[6:]
    assert [step.partition(": ")[0] for step in steps] == [
        "Project(?letter, ?kind)",
        "  Sort(ASC(?letter))",
        "    QuadPattern(?letter ig:kind ?kind)",
    ]
    assert all(re.search(r": 5, \d+\.\d ms$", step) for step in steps)


def test_without_the_engines_tool_it_is_named(
    say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspectgraph.ask.limited.explaining.find_engine", lambda: None)
    said = say("query", SELECT, "--explain")
    assert said.code == 0
    assert said.out.endswith("command-line tool: pip install 'inspectgraph[explain]'\n")


def test_a_tool_that_gives_no_plan(say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspectgraph.ask.limited.explaining.find_engine", lambda: Path("no such tool"))
    said = say("query", SELECT, "--explain")
    assert said.code == 0
    assert "the engine's tool gave no plan" in said.out


def test_explaining_leaves_the_store_as_it_was(say: Callable[..., Any], seed_store: Path) -> None:
    (graph,) = seed_store.glob("generations/*/graph")
    before = {path: path.stat().st_mtime_ns for path in graph.iterdir()}
    said = say("query", SELECT, "--explain")
    assert said.code == 0
    if find_engine() is None:
        pytest.skip("oxigraph's command-line tool is not installed (extra [explain])")
    assert "plan, with the solutions" in said.out
    assert {path: path.stat().st_mtime_ns for path in graph.iterdir()} == before


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "of-a-kind.rq").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_own_questions_are_listed_and_asked(own: Path, say: Callable[..., Any]) -> None:
    listed = say("ask", "--questions", own, "--format", "csv").out
    assert "of-a-kind,Which letters are of a kind?," in listed
    assert len(listed.splitlines()) == len(say("ask --format csv").out.splitlines()) + 1
    said = say("ask", "of-a-kind", "--questions", own, "--kind", "focused-visit", "--format", "csv")
    assert (said.code, said.out) == (0, "letter\r\nid:letter/a89bf15b8da303c9\r\n")
    assert say("ask", "persistent-issues", "--questions", own).out == say("ask persistent-issues").out


def test_own_questions_that_hide_one(own: Path, say: Callable[..., Any]) -> None:
    (own / "timeline.rq").write_text(OWN, encoding="utf-8")
    (own / "persistent-issues.rq").write_text(OWN, encoding="utf-8")
    said = say("ask", "of-a-kind", "--questions", own, "--kind", "focused-visit")
    assert (said.code, said.out) == (3, "")
    assert "the library has a question 'persistent-issues' already" in said.err


def test_own_questions_have_limits_too(own: Path, say: Callable[..., Any]) -> None:
    (own / "death.rq").write_text(f"# Does it end?\n{DEATH}\n", encoding="utf-8")
    said = say("ask", "death", "--questions", own, "--timeout", "0.3")
    assert (said.code, said.out) == (3, "")
    assert "longer than 0.3 seconds" in said.err


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("ASK {}", "answer\r\nTrue\r\n"),
        ("CONSTRUCT { ?l rdf:type ig:Letter } WHERE { ?l a ig:Letter ; ig:kind/skos:notation 'focused-visit' }",
         "subject,predicate,object\r\nid:letter/a89bf15b8da303c9,rdf:type,ig:Letter\r\n"),
    ],
)  # fmt: skip
def test_own_questions_of_each_form(own: Path, say: Callable[..., Any], query: str, answer: str) -> None:
    (own / "mine.rq").write_text(f"\ufeff# Is it so?\n{query}\n", encoding="utf-8")
    said = say("ask", "mine", "--questions", own, "--format", "csv")
    assert (said.code, said.out) == (0, answer)


@pytest.mark.parametrize("names", [("format",), ("store",), ("kind", "kind")])
def test_parameters_that_can_not_be_given(own: Path, say: Callable[..., Any], names: tuple[str, ...]) -> None:
    head = "".join(f"# parameter: {name} (text) - a word\n" for name in names)
    slot = f"VALUES ?{names[0]} {{ UNDEF }}"
    (own / "mine.rq").write_text(f"# Which?\n{head}SELECT * {{ {slot} }}\n", encoding="utf-8")
    said = say("ask", "--questions", own)
    assert (said.code, said.out) == (3, "")
    assert f"no parameter can be called {names[0]!r}" in said.err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--authority", "Blackpool", "persistent-issues"), "stands where the question's name should"),
        (("persistent-issues", "--authority", "Blackpool", "--authority", "Leeds"), "is given twice"),
        (("before-next-visit", "--authority", "Blackpool", "--on", "2019-13-45"), "is no date"),
    ],
)
def test_words_that_are_misplaced(words: tuple[str, ...], complaint: str, say: Callable[..., Any]) -> None:
    said = say("ask", *words)
    assert (said.code, said.out) == (2, "")
    assert complaint in said.err


def test_no_such_folder_of_questions(tmp_path: Path, say: Callable[..., Any]) -> None:
    for folder in (tmp_path, tmp_path / "nothing"):
        said = say("ask", "--questions", folder)
        assert (said.code, said.out) == (2, "")


def test_the_options_begin_with_the_limits_of_the_room() -> None:
    """They are written twice, so that `--help` needs not import it."""
    limits = QueryLimits()
    assert (limits.seconds, limits.rows) == (limiting._SECONDS, limiting._ROWS)
