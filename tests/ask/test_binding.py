"""Parameters: wrong ones are refused with what was perhaps meant, hostile ones stay terms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from inspectgraph.ask.query import run_query
from inspectgraph.ask.questions import (
    Parameter,
    ParameterType,
    bind,
    bind_terms,
    load_questions,
    read_question,
    term_for,
)
from inspectgraph.door import GraphDoor
from inspectgraph.errors import DataError, MisuseError

QUESTIONS = load_questions()

WRONG = [
    ("persistent-issues", {"authority": "Blakpool"}, "did you mean Blackpool"),
    ("persistent-issues", {"authority": ""}, "no authority is called ''"),
    ("persistent-issues", {"autority": "Blackpool"}, "its parameters are authority, theme"),
    ("successors", {"theme": "neglect"}, "its parameters are authority"),
    ("issue-history", {"authority": "Blackpool"}, "needs 'theme'"),
    ("issue-history", {"theme": "neglect"}, "needs 'authority': give --authority"),
    ("issue-history", {"authority": "Blackpool", "theme": "neglct"}, "did you mean neglect"),
    ("first-raised", {"theme": "xyzzy"}, "there is no theme 'xyzzy': known are"),
    ("teams-by-type", {"team_type": "frontdoor"}, "did you mean front-door"),
    ("record-of-judgements", {"grade": "goood"}, "did you mean good"),
    ("letters-by-kind", {"kind": "focused"}, "did you mean focused-visit"),
    ("record-of-visits", {"family": "monitor"}, "did you mean monitoring"),
    ("find-words", {"words": "x", "polarity": "negative"}, "there is no polarity 'negative'"),
    ("changes-stated", {"change": "improve"}, "did you mean improved"),
    ("people-in-roles", {"role": "inspecter"}, "did you mean inspector"),
    ("sections-of-letters", {"letter": "x> . ?s ?p ?o"}, "is no key of a letter"),
    ("sections-of-letters", {"letter": ""}, "is no key of a letter"),
]

HOSTILE = [
    '" } DROP ALL #',
    "> . ?s ?p ?o",
    "a\nb } INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    '"""',
    "\\",
    '\\" } #',
    "\u2028 \u0000 \x7f",
    "VALUES ?authority { UNDEF }",
    "?authority",
    "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
]


def test_there_are_as_many_cases_as_we_think() -> None:
    assert len(WRONG) == 17
    assert len(HOSTILE) == 10


@pytest.mark.parametrize(("name", "values", "said"), WRONG)
def test_wrong_parameters_are_refused(name: str, values: Mapping[str, str | None], said: str) -> None:
    with pytest.raises(MisuseError) as refusal:
        bind(QUESTIONS[name], values)
    assert said in str(refusal.value)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_hostile_values_stay_terms(
    name: str, value: str, door: GraphDoor, parameters: Mapping[str, dict[str, str]]
) -> None:
    for parameter in QUESTIONS[name].parameters:
        values = {**parameters[name], parameter.name: value}
        try:
            table = door.ask(name, **values)
        except MisuseError:
            assert parameter.type != "text", "any text may be searched for"
        else:
            assert parameter.type == "text"
            assert table.rows == ()


def test_text_that_looks_like_a_slot_is_left_alone() -> None:
    question = QUESTIONS["find-words"]
    both = bind(question, {"words": "VALUES ?authority { UNDEF }", "authority": "Blackpool"})
    assert both.count("id/authority/E06000009") == 1
    assert 'VALUES ?words { "VALUES ?authority { UNDEF }" }' in both


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_as_it_went_in(text: str) -> None:
    bound = f"SELECT ?x {{ VALUES ?x {{ {term_for(parameter_of('text'), text)} }} }}"
    answer = Store().query(bound)
    assert isinstance(answer, QuerySolutions)
    (solution,) = answer
    assert solution["x"] == Literal(text)


def parameter_of(kind: ParameterType) -> Parameter:
    return Parameter(name="x", type=kind, required=False, note="a note")


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("number", "12", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("number", "-07", '"-7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("date", "2019-08", '"2019-08"'),
        ("text", 'a "b"', '"a \\"b\\""'),
        ("letter", "a89bf15b8da303c9", "<https://w3id.org/inspectgraph/id/letter/a89bf15b8da303c9>"),
        (
            "letter",
            "id:letter/a89bf15b8da303c9",
            "<https://w3id.org/inspectgraph/id/letter/a89bf15b8da303c9>",
        ),
        (
            "visit",
            "E06000009/2022-12-05/ilacs",
            "<https://w3id.org/inspectgraph/id/visit/E06000009/2022-12-05/ilacs>",
        ),
        ("authority", "80431", "<https://w3id.org/inspectgraph/id/authority/E06000009>"),
        ("theme", " Neglect ", "<https://w3id.org/inspectgraph/id/theme/neglect>"),
        (
            "grade",
            "Requires improvement to be good",
            "<https://w3id.org/inspectgraph/id/grade/requires-improvement>",
        ),
    ],
)
def test_values_become_terms(kind: ParameterType, value: str, term: str) -> None:
    assert str(term_for(parameter_of(kind), value)) == term


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("number", "--5", "no whole number"),
        ("number", "²", "no whole number"),
        ("number", "", "no whole number"),
        ("number", "1.5", "no whole number"),
        ("date", "August 2019", "write 2019, 2019-08 or 2019-08-14"),
        ("date", "2019-8", "no date"),
        ("date", "٢٠١٩", "no date"),
        ("visit", "a/../b", "no key of a visit"),
        ("visit", "E06000009//ilacs", "no key of a visit"),
    ],
)
def test_values_of_another_type_are_refused(kind: ParameterType, value: str, said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        term_for(parameter_of(kind), value)


def test_none_and_several_terms(door: GraphDoor) -> None:
    question = QUESTIONS["authorities-and-codes"]
    councils = [term_for(parameter_of("authority"), name) for name in ("Blackpool", "Lancashire")]
    for terms, found in (([], 0), (councils[:1], 1), (councils, 2)):
        answer = run_query(door._store.graph, bind_terms(question, {"authority": terms}))
        assert len(list(answer)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("SELECT ?s { ?s ?p ?o }", "does not ask a question"),
        ("# All things.\nSELECT ?s { ?s ?p ?o }", "does not ask a question"),
        ("# Which?\n# parameter: theme - what\nSELECT ?s { ?s ?p ?o }", "can't be read"),
        ("# Which?\n# parameter: theme (thing) - what\nSELECT ?s { ?s ?p ?o }", "can't be read"),
        ("# Which?\n# parameter: theme (theme) - what\nSELECT ?s { ?s ?p ?o }", "has no place in the query"),
    ],
)
def test_a_head_that_lacks_something_names_the_file(head: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "my-question.rq"
    path.write_text(head, encoding="utf-8")
    with pytest.raises(DataError, match=said) as fault:
        read_question(path)
    assert fault.value.where == "my-question.rq"
    assert fault.value.remedy
