"""One line of text: markers, headings, rules, page numbers, cells, markup; what is one and what is not."""

from __future__ import annotations

import pytest

from inspectgraph.letters.lines import (
    BULLETS,
    cells_of,
    is_page_number,
    is_rule,
    read_markdown_heading,
    read_marker,
    shape_of,
    strip_markup,
)

MARKERS = {
    "- Plans": ("-", None, 0),
    "   • Plans": ("•", None, 3),
    "\t◼ Plans": ("◼", None, 4),
    "\uf06e Plans": ("\uf06e", None, 0),
    "12. Plans": ("12.", 12, 0),
    "(3) Plans": ("(3)", 3, 0),
    "7) Plans": ("7)", 7, 0),
    "a) Plans": ("a)", None, 0),
    "(iv) Plans": ("(iv)", None, 0),
    "•\tPlans": ("•", None, 0),
}
NO_MARKERS = (
    "12 May 2011",
    "-Plans",
    "2.1 Adoption performance",
    "2018. Plans",
    "A. Plans",
    "**Plans** are clear",
    "- ",
    "",
    "–",
    "0300 123 1231",
    "(see below) Plans",
)


@pytest.mark.parametrize("line", MARKERS)
def test_markers(line: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.text, marker.number, marker.indent) == MARKERS[line]
    assert line[marker.width :] == "Plans"


@pytest.mark.parametrize("line", NO_MARKERS)
def test_no_markers(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize("bullet", BULLETS)
def test_every_bullet_is_a_marker(bullet: str) -> None:
    assert read_marker(f"{bullet} Plans") is not None


HEADINGS = {
    "# Visit": (1, "Visit"),
    "   ### **Areas for Improvement**": (3, "Areas for Improvement"),
    "###### Visit ######": (6, "Visit"),
    "## *Findings* in 2018": (2, "Findings in 2018"),
}
NO_HEADINGS = ("#Visit", "####### Visit", "# ", "##", "Visit #", "Visit\n# Visit")


@pytest.mark.parametrize("line", HEADINGS)
def test_markdown_headings(line: str) -> None:
    assert read_markdown_heading(line) == HEADINGS[line]


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_no_markdown_headings(line: str) -> None:
    assert read_markdown_heading(line) is None


RULES = ("---", "***", "* * *", "_____", "======", "| --- | --- |", "|:---|---:|", "  ---  ", "-" * 200)
NO_RULES = ("--", "", "-*-", "- a -", "| a | b |", "---a", "...", "#")


@pytest.mark.parametrize("line", RULES)
def test_rules(line: str) -> None:
    assert is_rule(line)


@pytest.mark.parametrize("line", NO_RULES)
def test_no_rules(line: str) -> None:
    assert not is_rule(line)


PAGE_NUMBERS = ("3", "Page 3", " page 3 of 12 ", "3 of 12", "- 3 -", "– 12 –", "3 | Page", "Page 3/12", "123")
NO_PAGE_NUMBERS = ("2018", "3.", "Page three", "3 children", "3 - 4", "", "Strand 3")


@pytest.mark.parametrize("line", PAGE_NUMBERS)
def test_page_numbers(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", NO_PAGE_NUMBERS)
def test_no_page_numbers(line: str) -> None:
    assert not is_page_number(line)


CELLS = {
    "Overall\tGood": ("Overall", "Good"),
    "Overall\t\t\tGood": ("Overall", "Good"),
    "| **Overall** | Good |": ("Overall", "Good"),
    "|Overall|Good|": ("Overall", "Good"),
    "Overall: Good": None,
    "|": None,
    "a | b": None,
}


@pytest.mark.parametrize("line", CELLS)
def test_cells(line: str) -> None:
    assert cells_of(line) == CELLS[line]


MARKUP = {
    "There is **sometimes a delay**": "There is sometimes a delay",
    "**to the MASH.** This leads": "to the MASH. This leads",
    "__bold__ and *italics* and ***both***": "bold and italics and both",
    "[the website](https://www.gov.uk/ofsted)": "the website",
    "see <https://www.gov.uk/> or <a@b.uk>": "see https://www.gov.uk/ or a@b.uk",
    "![logo](x.png) Ofsted": "logo Ofsted",
    "Bath &amp; North\u00a0East": "Bath & North East",
    r"1\. Plans \*are\*": "1. Plans *are*",
    "5 * 3 and 4 * 2": "5 * 3 and 4 * 2",
    "grade 4* and 5*": "grade 4* and 5*",
    "snake_case_name": "snake_case_name",
    "fewer < 3 and > 2": "fewer < 3 and > 2",
    "[1] and [2]": "[1] and [2]",
    "  two   spaces ": "two spaces",
    "a\tb": "a\tb",
    "": "",
}


@pytest.mark.parametrize("text", MARKUP)
def test_markup(text: str) -> None:
    assert strip_markup(text) == MARKUP[text]


def test_running_heads_differ_in_their_numbers_alone() -> None:
    assert shape_of("Inspection  of X, 3") == shape_of("inspection of x, 12")
    assert shape_of("Inspection of X") != shape_of("Inspection of Y")


def test_number_of_cases() -> None:
    tables = (MARKERS, NO_MARKERS, HEADINGS, NO_HEADINGS, RULES, NO_RULES, PAGE_NUMBERS, NO_PAGE_NUMBERS)
    assert [len(table) for table in tables] == [10, 11, 4, 6, 9, 8, 9, 7]
    assert (len(CELLS), len(MARKUP), len(BULLETS)) == (7, 16, 19)
