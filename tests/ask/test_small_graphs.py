"""What the seeds do not have: pages, resolved references, teams under two names, letters on one visit."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from inspectgraph.ask.query import run_query, tabulate_solutions
from inspectgraph.ask.questions import find_question
from inspectgraph.ask.table import Table
from inspectgraph.describe.namespaces import PREFIXES


def read(part: str) -> str:
    return (Path(__file__).parent / "graphs" / f"{part}.trig").read_text(encoding="utf-8")


def ask(name: str, *trig: str) -> Table:
    prefixes = "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in PREFIXES.items())
    store = Store()
    store.load("\n".join([prefixes, read("common"), *trig]), format=RdfFormat.TRIG)
    answer = run_query(store, find_question(name).sparql)
    assert isinstance(answer, QuerySolutions)
    return tabulate_solutions(answer)


def test_a_section_begins_on_the_last_page_that_began_before_it() -> None:
    rows = ask("sections-of-letters", read("sections")).records()
    assert [(row["number"], row["page"]) for row in rows] == [(1, 1), (2, 1), (3, 2)]
    assert {row["file"] for row in rows} == {"a.pdf"}


def test_a_resolved_reference_is_not_shown_twice() -> None:
    visits = ask("record-of-visits").records()
    assert [row["visit"] for row in visits] == ["2010-03-02", "2018-05-01"]
    assert ask("visits-without-letter").rows == ()
    (earlier,) = ask("earlier-visits").records()
    assert (earlier["earlier"], earlier["letter_here"]) == ("2010-03", "a.pdf")


def test_an_unresolved_reference_is_what_to_look_for_next() -> None:
    (row,) = ask("visits-without-letter", read("unresolved")).records()
    assert (row["words"], row["framework"], row["page"], row["start"]) == ("last year", "worked out", 2, 40)
    assert row["visit"] is None


def test_a_grade_that_is_stated_again_is_one_step() -> None:
    (row,) = ask("grade-changes").records()
    assert (row["judged"], row["next_judged"], row["moved"]) == ("Good", "Outstanding", "better")
    assert (row["known_by"], row["next_known_by"]) == ("letter", "letter")


GRADES = """
  GRAPH <urn:g1> {{ <urn:first> ig:framework "{first}" }}
  GRAPH <urn:g2> {{ <urn:second> ig:framework "{second}" }}
"""
COMPARABLE = {
    ("SIF", "ILACS"): "another framework",
    ("ILACS", "ILACS"): "the same framework",
    None: "not known",
}


@pytest.mark.parametrize("frameworks", COMPARABLE)
def test_grades_of_two_frameworks_are_not_drawn_in_one_line(frameworks: tuple[str, str] | None) -> None:
    trig = [GRADES.format(first=frameworks[0], second=frameworks[1])] if frameworks else []
    (row,) = ask("grade-changes", *trig).records()
    assert row["comparable"] == COMPARABLE[frameworks]
    assert (row["framework"], row["next_framework"]) == (frameworks or (None, None))


def test_where_a_new_series_of_grades_begins() -> None:
    judged = """
      <urn:area> skos:prefLabel "Overall effectiveness" .
      <urn:j{n}> a ig:Judgement ; ig:inLetter <urn:{letter}> ; ig:ofVisit <urn:{visit}> ; ig:area <urn:area> ;
        ig:label "Overall effectiveness" ; ig:order 1 ; ig:grade <urn:good> .
    """
    rows = (
        judged.format(n=n, letter=letter, visit=visit)
        for n, (letter, visit) in enumerate((("one", "first"), ("two", "second")))
    )
    graphs = [f"GRAPH <urn:j> {{ {row} }}" for row in rows]
    for second, series in {"ILACS": "another framework", "SIF": "goes on"}.items():
        told = ask("record-of-judgements", *graphs, GRADES.format(first="SIF", second=second)).records()
        assert [row["series"] for row in told] == ["first here", series]


def test_a_team_under_two_names_is_one() -> None:
    (row,) = ask("teams-by-type", read("teams")).records()
    assert (row["team_name"], row["letters"], row["mentions"]) == ("the hub", 2, 9)
    (row,) = ask("team-concerns", read("teams")).records()
    assert (row["team_name"], row["concerns"]) == ("the hub", 2)
    said = ask("what-was-said-of-teams", read("teams")).records()
    assert [row["sentence"] for row in said] == ["Slow.", "Slower."]
    forms = ask("team-names", read("teams")).records()
    assert [(row["team_name"], row["form"], row["mentions"]) for row in forms] == [
        ("the hub", "hub", 3),
        ("the hub", "MASH", 5),
        ("the hub", "hub", 1),
    ]


def test_two_letters_on_one_visit_are_one_visit() -> None:
    person = """
      <urn:role-{n}> a ig:Role ; ig:inLetter <urn:one> ; org:member <urn:a> ; ig:ofVisit <urn:first> ;
        ig:roleKind <urn:inspector> .
      <urn:a> foaf:name "Inspector A" ; ig:inspected <urn:somewhere> , <urn:elsewhere> .
      <urn:third> ig:reports <urn:first> ; ig:aboutAuthority <urn:somewhere> .
    """
    graphs = [f"GRAPH <urn:g{n}> {{ {person.format(n=n)} }}" for n in (3, 4)]
    (row,) = ask("inspectors-of-several", *graphs).records()
    assert (row["inspector"], row["councils"], row["visit"]) == ("Inspector A", 2, "2010-03-02")
    assert len(ask("record-of-visits", *graphs).rows) == 2
