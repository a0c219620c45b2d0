"""The outcome that a report on an area SEND inspection states, and what states none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.model import LetterFacts
from inspectgraph.knowledge.schemes import load_scheme

Reading = Callable[..., LetterFacts]

REPORT = """\
Area SEND inspection of Kent Local Area Partnership

Inspection dates: {dates}

Inspection outcome

{outcome}

The next full area SEND inspection will be within approximately five years.

What is it like to be a child or young person with SEND in this area?

Children and young people are seen quickly by people who know them well.
"""

OUTCOMES = {
    "The local area partnership's arrangements typically lead to positive experiences and outcomes for children and "
    "young people with special educational needs and/or disabilities (SEND).": "positive-experiences",
    "The local area partnership’s special educational needs and/or disabilities (SEND) arrangements\ntypically lead "
    "to positive experiences and outcomes for children and young people with SEND.": "positive-experiences",
    "The local area partnership's arrangements lead to inconsistent experiences and outcomes for children and young "
    "people.": "inconsistent-experiences",
    "There are widespread and/or systemic failings leading to significant concerns about the experiences and "
    "outcomes of children and young people.": "systemic-failings",
    "There are widespread and systemic failings, leading to significant concerns.": "systemic-failings",
    "Her Majesty's Chief Inspector has determined that a written statement of action is required because of "
    "significant areas of weakness.": "written-statement-of-action",
    "The local authority and the group are required to submit a written statement of action.": (
        "written-statement-of-action"
    ),
    "No written statement of action is required.": None,
    "In 2018 the area had to produce a written statement of action.": None,
    "Some arrangements lead to positive outcomes.": None,
    "Children have positive experiences and outcomes.": None,
    "There are systemic failings in one service.": None,
    "Experiences and outcomes are inconsistent.": None,
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_outcome(outcome: str, read_facts: Reading) -> None:
    facts = read_facts(REPORT.format(outcome=outcome, dates="20 to 24 November 2023"))
    assert facts.kind.value == "area-send"
    assert (facts.outcome.value if facts.outcome else None) == OUTCOMES[outcome]
    if facts.outcome:
        assert facts.outcome.passage is not None
        assert " ".join(facts.outcome.passage.words.split()) == " ".join(outcome.split())
    assert ("outcome-not-found" in [p.code for p in facts.problems]) == (facts.outcome is None)


def test_an_older_report_may_state_none(read_facts: Reading) -> None:
    facts = read_facts(REPORT.format(outcome="Leaders know the area well.", dates="20 to 24 November 2017"))
    assert facts.outcome is None
    assert "outcome-not-found" not in [p.code for p in facts.problems]


def test_other_letters_state_none(read_facts: Reading) -> None:
    outcome = next(iter(OUTCOMES))
    text = REPORT.format(outcome=outcome, dates="20 to 24 November 2023")
    other = text.replace("Area SEND inspection of Kent Local Area Partnership", "Focused visit to Kent")
    assert read_facts("Dear Director A\n\n" + other).outcome is None


def test_each_outcome_has_its_words() -> None:
    assert {cue.key for cue in load_cues("outcomes", key="outcome")} == set(load_scheme("outcome"))


def test_each_example_is_found() -> None:
    for cue in load_cues("outcomes", key="outcome"):
        assert cue.pattern.search(cue.row["example"]), f"{cue.row['example']!r} does not fit its pattern"


def test_number_of_cases() -> None:
    assert len(OUTCOMES) == 13
