"""Which lines are headings, and what a heading's words say of its section."""

from __future__ import annotations

import pytest

from inspectgraph.letters.headings import (
    ends_with_grade,
    heading_words,
    is_heading_like,
    is_key_and_value,
    role_of_heading,
)

HEADING_LIKE = (
    "Findings",
    "What needs to improve?",
    "What needs to improve?1",
    "Areas covered by the visit",
    "The experiences and progress of children in care: good",
    "Practice in the ‘front door’",
    "‘Front door’",
    "The service meets the requirements of statutory guidance in the following areas",
    "Children’s homes",
    "3. What needs to improve",
    "The experiences and progress of children in care and care leavers: Requires improvement to be good.",
)
NOT_HEADING_LIKE = (
    "The quality of plans is too variable.",
    "plans and planning",
    "Lead inspector: Inspector A",
    "27 and 28 February 2018",
    "12 May 2011",
    "T 0300 123 1231",
    "enquiries@ofsted.gov.uk",
    "www.gov.uk/ofsted",
    "M1 2WD",
    "Manchester M1 2WD",
    "Assessments, plans and",
    "Assessments,",
    "Inspectors looked at:",
    "This sentence has far too many words in it to be a heading of any letter that was ever written",
    "",
    "1 Clifton Street",
    "© Crown copyright 2023",
    "The experiences and progress of children in care are good.",
)


@pytest.mark.parametrize("text", HEADING_LIKE)
def test_heading_like(text: str) -> None:
    assert is_heading_like(text)


@pytest.mark.parametrize("text", NOT_HEADING_LIKE)
def test_not_heading_like(text: str) -> None:
    assert not is_heading_like(text)


ROLES = {
    "Findings": "findings",
    "FINDINGS": "findings",
    "Findings and evaluation of progress": "findings",
    "What needs to improve in this area of social work practice": "improve",
    "3. What needs to improve?1": "improve",
    "Areas for Improvement/ Further Attention": "improve",
    "Areas for development": "improve",
    "Areas for priority action": "priority",
    "Positives": "strengths",
    "Strengths": "strengths",
    "Overview": "headline",
    "Headline findings": "headline",
    "Areas covered by the visit": "scope",
    "The experiences and progress of children in care: good": "graded",
    "Information about this inspection": "method",
    "The service meets the requirements of statutory guidance in the following areas": "meets",
    "Priorities for further improvement": "improve",
    "Inspection findings – the Local Safeguarding Children Board": "findings",
    "Inspection findings – the Local Safeguarding Children Board 34": "",
    "Inspection judgement about the LSCB": "findings",
    "Local area partnership details": "boilerplate",
    "Practice in the hub": "",
    "Strengths of the team are clear": "",
    "Strengthening families": "",
    "": "",
}


@pytest.mark.parametrize("text", ROLES)
def test_roles(text: str) -> None:
    assert role_of_heading(text) == ROLES[text]


GRADED = (
    "The impact of leaders on social work practice with children and families: requires improvement.",
    "The experiences and progress of children in care: good",
    "Overall effectiveness: Inadequate",
    "Leadership, management and governance – Outstanding",
)
NOT_GRADED = (
    "The impact of leaders on social work practice",
    "The impact of leaders on social work practice is good.",
    "Leadership, management and governance",
    "What needs to improve: good",
    "Overall effectiveness: good progress",
    "",
)


@pytest.mark.parametrize("text", GRADED)
def test_ends_with_grade(text: str) -> None:
    assert ends_with_grade(text)


@pytest.mark.parametrize("text", NOT_GRADED)
def test_does_not_end_with_grade(text: str) -> None:
    assert not ends_with_grade(text)


WORDS = {
    "3. What needs to improve?1": "What needs to improve",
    "**Findings**": "Findings",
    "a) Findings:": "Findings",
    "2.1 Adoption performance": "Adoption performance",
    "Visits in 2018": "Visits in 2018",
}


@pytest.mark.parametrize("text", WORDS)
def test_heading_words(text: str) -> None:
    assert heading_words(text) == WORDS[text]


KEYS = (
    "Lead inspector: Inspector A",
    "Report published: 8 September 2014",
    "Inspection dates: 5 to 16 December 2022",
)
NO_KEYS = ("Plans are good: they help.", "lead inspector: A", "Findings", "", "A:" + " b" * 100)


@pytest.mark.parametrize("text", KEYS)
def test_key_and_value(text: str) -> None:
    assert is_key_and_value(text)


@pytest.mark.parametrize("text", NO_KEYS)
def test_no_key_and_value(text: str) -> None:
    assert not is_key_and_value(text)


def test_number_of_cases() -> None:
    tables = (HEADING_LIKE, NOT_HEADING_LIKE, ROLES, GRADED, NOT_GRADED, WORDS, KEYS, NO_KEYS)
    assert [len(table) for table in tables] == [11, 18, 25, 4, 6, 5, 3, 5]
