"""What is no finding at all, and what may be one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.extract.labels import is_evaluative_candidate
from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.tables import no_findings
from inspectgraph.knowledge.tables import load_table

NO_FINDINGS = (
    "T 0300 123 1231 enquiries@ofsted.gov.uk",
    "Clive House 70 Petty France London SW1H 9EX",
    "You may reuse this information (not including logos) free of charge in any format or medium.",
    "It regulates and inspects childcare and children's social care.",
    "© Crown copyright 2023",
    "Dear Ms A",
    "Yours sincerely",
    "I am copying this letter to the Department for Education.",
    "Inspector A Her Majesty's Inspector",
    "Inspectors looked at a range of evidence.",
    "The inspection was carried out under section 138 of the Education and Inspections Act 2006.",
    "Judgement Grade",
    "12",
    "Page 3 of 9",
    "To view this licence, write to the Information Policy Team.",
    "Interested in our work?",
    "It was carried out by inspectors from Ofsted and the Care Quality Commission.",
)

MAY_BE_FINDINGS = (
    "Visits to children are timely.",
    "Inspectors found that plans are late.",
    "Inspectors saw no child at immediate risk of harm.",
    "The sufficiency of placements.",
    "The inspection in 2012 had asked for better plans, and this has been achieved.",
    "This visit found steady progress.",
    "Adoption work is good",
)


def test_number_of_cases() -> None:
    assert (len(NO_FINDINGS), len(MAY_BE_FINDINGS)) == (17, 7)


@pytest.mark.parametrize("text", NO_FINDINGS)
def test_no_finding(text: str) -> None:
    assert not is_evaluative_candidate(text, "findings")


@pytest.mark.parametrize("text", MAY_BE_FINDINGS)
def test_may_be_finding(text: str) -> None:
    assert is_evaluative_candidate(text, "findings")


def test_boilerplate_holds_no_findings() -> None:
    assert not is_evaluative_candidate("Visits to children are timely.", "boilerplate")


ROWS = load_table("cues/non-evaluative.csv", columns=("kind", "pattern", "note"), may_be_empty=("note",))
LINES = (*NO_FINDINGS, *MAY_BE_FINDINGS, *(re.sub(r"[^a-z0-9 '@.]+", " ", row["pattern"]) for row in ROWS))


def _by_each_row(folded: str) -> bool:
    """Whether the pattern of any row fits the whole line: slow, but nothing can be passed over."""
    return any(re.fullmatch(row["pattern"], folded) for row in ROWS)


@pytest.mark.parametrize("line", LINES)
def test_rows_together_say_what_each_row_says_by_itself(line: str) -> None:
    folded = fold(line).strip()
    assert no_findings().match(folded) == _by_each_row(folded)


@given(st.lists(st.sampled_from(sorted({word for line in LINES for word in line.split()})), max_size=12))
def test_they_say_it_of_any_line(words: list[str]) -> None:
    folded = fold(" ".join(words)).strip()
    assert no_findings().match(folded) == _by_each_row(folded)
