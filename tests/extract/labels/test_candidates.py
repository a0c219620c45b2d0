"""What is no finding at all, and what may be one."""

from __future__ import annotations

import pytest

from inspectgraph.extract.labels import is_evaluative_candidate

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
    assert (len(NO_FINDINGS), len(MAY_BE_FINDINGS)) == (14, 7)


@pytest.mark.parametrize("text", NO_FINDINGS)
def test_no_finding(text: str) -> None:
    assert not is_evaluative_candidate(text, "findings")


@pytest.mark.parametrize("text", MAY_BE_FINDINGS)
def test_may_be_finding(text: str) -> None:
    assert is_evaluative_candidate(text, "findings")


def test_boilerplate_holds_no_findings() -> None:
    assert not is_evaluative_candidate("Visits to children are timely.", "boilerplate")
