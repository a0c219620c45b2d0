"""What single facts of a letter become in its graph."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from inspectgraph.describe.letters import describe_letter
from inspectgraph.describe.namespaces import ID, IG, PREFIXES
from inspectgraph.extract import extract_facts
from inspectgraph.letters import read_letter_bytes
from inspectgraph.store import graph_of_lines

REPORT = """\
Area SEND inspection of Kent Local Area Partnership

Inspection dates: 20 to 24 November 2023

Inspection outcome

The local area partnership's arrangements lead to inconsistent experiences and outcomes for children.

What is it like to be a child or young person with SEND in this area?

Children are seen quickly. {more}
"""
JTAI = """\
8 June 2021

Director A, Director of Children's Services, Kent County Council
Officer B, Chief Constable, Kent Police

Dear local partnership

Joint targeted area inspection of the multi-agency response to neglect in {council}

Between 10 and 14 May 2021, Ofsted and others undertook a joint targeted area inspection of {council}.

Headline findings

Partners work well together and children are seen quickly.

Yours sincerely

{signed}
"""


def objects(text: str, predicate: str, *, part: str = "") -> list[str]:
    facts = extract_facts(read_letter_bytes(text.encode(), file="a.txt"))
    sheet = describe_letter(facts, version="1")
    quads = parse(graph_of_lines(sheet.graph, sheet.about, printed=sheet.printed).nquads, RdfFormat.N_QUADS)
    return [
        str(q.object.value).removeprefix(ID)
        for q in quads
        if q.predicate.value == predicate and part in str(q.subject)
    ]


def test_an_outcome_is_a_concept_with_its_proof() -> None:
    text = REPORT.format(more="")
    assert objects(text, IG + "outcome") == ["outcome/inconsistent-experiences"]
    assert "outcome/inconsistent-experiences" in objects(text, PREFIXES["rdf"] + "object")
    assert objects(text, IG + "framework") == ["area SEND (since 2023)"]


def test_a_visit_to_the_authority_before_is_described_as_its_own() -> None:
    text = REPORT.replace("Kent", "Cumberland").format(
        more="Children's services in Cumbria were judged inadequate in November 2022."
    )
    assert objects(text, IG + "visitOf") == ["authority/E06000063", "authority/E10000006"]
    assert "ILACS (since 2018)" in objects(text, IG + "framework", part="visit/E10000006/2022-11/ilacs")


SIGNED = {
    "Inspector C\nHer Majesty's Inspector of Constabulary": "person/inspector-c",
    "Inspector C\nHis Majesty’s Chief Inspector of Probation": "person/inspector-c",
    "Inspector C\nHer Majesty's Inspector": "person/inspector-c",
    "Director C": "person/E10000016/director-c",
}


@pytest.mark.parametrize("signed", SIGNED)
def test_people_of_an_inspectorate_are_one_across_england(signed: str) -> None:
    told = objects(JTAI.format(council="Kent", signed=signed), PREFIXES["org"] + "member")
    assert set(told) == {"person/E10000016/director-a", "person/E10000016/officer-b", SIGNED[signed]}


def test_number_of_cases() -> None:
    assert len(SIGNED) == 4
