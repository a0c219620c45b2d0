"""Which findings say of an issue that it was raised at an earlier visit, and which only that it is better."""

from __future__ import annotations

import pytest

from inspectgraph.extract import extract_facts
from inspectgraph.ledger.status import was_raised_then
from inspectgraph.letters import read_letter_bytes

LETTER = """\
4 July 2019

Dear Director A

Focused visit to Kent children's services

The visit was carried out on 5 June 2019. The last inspection was in October 2017.

{heading}

- {sentence}

Yours sincerely

Inspector B
"""
STATED = {
    ("Findings", "Supervision was an area for development in the last inspection."): (
        "raised",
        "2017-10",
        True,
    ),
    ("Findings", "Caseloads are high despite a recommendation at the last inspection."): (
        "raised",
        "2017-10",
        True,
    ),
    ("Findings", "A weakness identified at the last inspection, supervision, has improved."): (
        "raised",
        "2017-10",
        True,
    ),
    ("Strengths", "Supervision was an area for development in the last inspection."): (
        "improved",
        "2017-10",
        True,
    ),
    ("Findings", "The shortfalls identified at the inspection have been addressed."): (
        "resolved",
        "2017-10",
        True,
    ),
    ("Findings", "Supervision has improved since the last inspection."): ("improved", "2017-10", False),
    ("Findings", "Since the last inspection, greater oversight has ensured better progress."): (
        "improved",
        "2017-10",
        False,
    ),
    ("Strengths", "Supervision has improved since the last inspection."): ("improved", None, True),
}


@pytest.mark.parametrize(("heading", "sentence"), STATED)
def test_what_a_sentence_states(heading: str, sentence: str) -> None:
    text = LETTER.format(heading=heading, sentence=sentence)
    facts = extract_facts(read_letter_bytes(text.encode(), file="a.txt"))
    ((history, role),) = [(f.history, f.role) for f in facts.findings if f.history]
    told = (history.what, history.of, was_raised_then(history.what, role=role))
    assert told == STATED[heading, sentence]


def test_number_of_cases() -> None:
    assert len(STATED) == 8
