"""Running heads and page numbers go, headings and rows of a table stay."""

from __future__ import annotations

import pytest

from inspectgraph.letters.furniture import Line, furniture_of

HEAD = "Inspection of Kent local authority children's services"


def lines_of(text: str) -> list[Line]:
    pages = text.split("\f")
    return [
        Line(text=line, page=number if len(pages) > 1 else 0)
        for number, page in enumerate(pages, start=1)
        for line in page.split("\n")
    ]


CASES = {
    "numbers at the foot": ("Plans.\n\n1\fVisits.\n\n2\fAudits.\n\n3", ["1", "2", "3"]),
    "page x of y": ("Plans.\n\nPage 1 of 2\fVisits.\n\nPage 2 of 2", ["Page 1 of 2", "Page 2 of 2"]),
    "a head with the page's number": (f"{HEAD} 1\nPlans.\f{HEAD} 2\nVisits.", [f"{HEAD} 1", f"{HEAD} 2"]),
    "a head that comes once": ("Plans.\fReport on visits 2\nVisits.", ["Report on visits 2"]),
    "the title stays, its repetitions go": (
        f"{HEAD}\nPlans.\f{HEAD}\nVisits.\f{HEAD}\nAudits.",
        [HEAD, HEAD],
    ),
    "items stay": ("- Plans\f- Plans\f- Plans", []),
    "Markdown headings stay": ("# Plans\f# Plans\f# Plans", []),
    "a number inside a page stays": ("Plans.\nVisits.\n12\nAudits.\nReviews.\fMore.", []),
    "no pages: a number alone": ("Plans.\n\n12\n\nVisits.", ["12"]),
    "no pages: a number in a list of lines stays": ("Plans\n12\nVisits", []),
    "no pages: heads beside the number": (
        f"Plans.\n\n{HEAD}\n\n1\n\nVisits.\n\n{HEAD}\n\n2\n\nAudits.\n\n{HEAD}\n\n3\n\nEnd.",
        [HEAD, "1", HEAD, "2", HEAD, "3"],
    ),
    "no pages: heads with a number": (
        f"Plans.\n\n{HEAD} 1\n\nVisits.\n\n{HEAD} 2\n\nAudits.\n\n{HEAD} 3",
        [f"{HEAD} 1", f"{HEAD} 2", f"{HEAD} 3"],
    ),
    "no pages: numbered headings stay": (
        "Recommendation 1\n\nA.\n\nRecommendation 2\n\nB.\n\nRecommendation 3",
        [],
    ),
    "no pages: repeated headings stay": ("Findings\n\nA.\n\nFindings\n\nB.\n\nFindings\n\nC.", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize("name", CASES)
def test_furniture(name: str) -> None:
    text, expected = CASES[name]
    lines = lines_of(text)
    assert [lines[i].text for i in sorted(furniture_of(lines))] == expected


def test_number_of_cases() -> None:
    assert len(CASES) == 15
