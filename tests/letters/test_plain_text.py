"""Whole documents of text and Markdown: what becomes of their lines."""

from __future__ import annotations

import pytest

from inspectgraph.letters import read_letter_bytes
from inspectgraph.letters.readers.plain_text import read_plain_text

Blocks = list[tuple[str, str]]

DOCUMENTS: dict[str, tuple[str, Blocks]] = {
    "a letter": (
        "Ofsted\nStore Street\n\n4 July 2019\n\nDirector A\nDirector of Care\n\nDear Director A\n\n"
        "Focused visit to Kent\n\nThis letter is short.\n\nYours sincerely\n\nInspector B\nHMI",
        [
            ("line", "Ofsted"),
            ("line", "Store Street"),
            ("line", "4 July 2019"),
            ("line", "Director A"),
            ("line", "Director of Care"),
            ("line", "Dear Director A"),
            ("heading", "Focused visit to Kent"),
            ("paragraph", "This letter is short."),
            ("line", "Yours sincerely"),
            ("line", "Inspector B"),
            ("line", "HMI"),
        ],
    ),
    "no blank line after a heading": (
        "Findings\nPlans are clear.\nOverview\n- Visits\n- Audits",
        [
            ("heading", "Findings"),
            ("paragraph", "Plans are clear."),
            ("heading", "Overview"),
            ("item", "Visits"),
            ("item", "Audits"),
        ],
    ),
    "items over several lines": (
        "- Plans are\n  clear.\n- Visits\n  Are timely.\n\n  - Deeper",
        [("item", "Plans are clear."), ("item", "Visits Are timely."), ("item", "Deeper")],
    ),
    "numbered paragraphs": (
        "1. Plans are clear.\n2. Visits are timely.",
        [("paragraph", "Plans are clear."), ("paragraph", "Visits are timely.")],
    ),
    "a numbered heading": (
        "3. What needs to improve?\n\n1. Plans.",
        [("heading", "What needs to improve?"), ("paragraph", "Plans.")],
    ),
    "a heading with a rule": (
        "Findings\n========\n\nPlans.",
        [("heading", "Findings"), ("paragraph", "Plans.")],
    ),
    "a table": (
        "| Judgement | Grade |\n|---|---|\n| Overall effectiveness | Good |",
        [("row", "Judgement\tGrade"), ("row", "Overall effectiveness\tGood")],
    ),
    "labels and grades a line each": (
        "Overall effectiveness\nGood\nAdoption performance: outstanding\n\nPlans are clear.",
        [
            ("row", "Overall effectiveness"),
            ("row", "Good"),
            ("row", "Adoption performance: outstanding"),
            ("paragraph", "Plans are clear."),
        ],
    ),
    "a graded heading": (
        "The experiences and progress of children in care: good\n\nPlans are clear.",
        [
            ("heading", "The experiences and progress of children in care: good"),
            ("paragraph", "Plans are clear."),
        ],
    ),
    "torn in mid-sentence": (
        "Plans are reviewed in an\n\narea of need.",
        [("paragraph", "Plans are reviewed in an area of need.")],
    ),
    "a dash that was wrapped": (
        "Social workers know all of their children and their families well now\n"
        "– and they visit them often enough in all of the places where they all\nlive.",
        [
            (
                "paragraph",
                "Social workers know all of their children and their families well now – and they visit them "
                "often enough in all of the places where they all live.",
            )
        ],
    ),
    "a bold lead": ("**Plans** are clear.", [("paragraph", "Plans are clear.")]),
    "control characters": ("Plans\x01are\x7fclear.\x02", [("paragraph", "Plans are clear.")]),
    "other line ends": (
        "Findings\u2028\u2028Plans.\x85\x85Visits.",
        [("heading", "Findings")] + [("paragraph", "Plans."), ("paragraph", "Visits.")],
    ),
    "the closing and a name on one line": (
        "Plans.\n\nYours sincerely Inspector A",
        [("paragraph", "Plans."), ("line", "Yours sincerely"), ("line", "Inspector A")],
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents(name: str) -> None:
    text, expected = DOCUMENTS[name]
    assert [(draft.kind, draft.text) for draft in read_plain_text(text.encode(), "a.txt")] == expected


LEVELS = {
    "- A\n- B": [0, 0],
    "- A\n  - B\n- C": [0, 1, 0],
    "    - A\n    - B": [0, 0],
    "• A\n– B\n– C\n• D": [0, 1, 1, 0],
    "1. A\n   a) B\n2. C": [0, 1, 0],
    "- A\n  - B\n    - C\n- D": [0, 1, 2, 0],
    " 9. A\n10. B": [0, 0],
    "- A\n\nFindings\n\n  - B": [0, 0],
}


@pytest.mark.parametrize("text", LEVELS)
def test_levels_of_items(text: str) -> None:
    drafts = [d for d in read_plain_text(text.encode(), "a.txt") if d.marker]
    assert [draft.level for draft in drafts] == LEVELS[text]


def test_a_paragraph_over_two_pages_is_one() -> None:
    words = "Social workers know all of their children and their families very well and"
    text = f"{words}\nthey see them often.\n\n{words}\n\n1\fthey see them at home.\n\n2"
    letter = read_letter_bytes(text.encode(), file="a.txt")
    assert len([b for b in letter.blocks if b.kind == "paragraph"]) == 2
    assert letter.page_at(letter.text.index("at home")) == 2
    assert letter.page_at(letter.text.index("see them often")) == 1


def test_number_of_cases() -> None:
    assert (len(DOCUMENTS), len(LEVELS)) == (15, 8)
