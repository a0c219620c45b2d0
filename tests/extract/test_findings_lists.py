"""Which blocks are items of a list of what must improve, and which only stand beside it."""

from __future__ import annotations

import pytest

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.findings import extract_findings
from inspectgraph.extract.lists import lists_nothing
from inspectgraph.letters import read_letter_bytes
from inspectgraph.letters.compose import compose_letter
from inspectgraph.letters.drafts import Draft

BULLETS = "- Plans for children.\n- Visits to children."

ITEMS = {
    "an introduction": (f"Risks are known. These are areas that remain:\n\n{BULLETS}", [None, None, 1, 2]),
    "a numbered introduction and headings of time": (
        "20. The authority should take this action.\n\n### At once:\n\n- Plan work.\n\n### Soon:\n\n- Visit them.",
        [None, 1, 2],
    ),
    "numbers with bullets under them": (
        "1. Ensure that plans:\n\n- are clear\n- are kept\n\n2. Ensure that visits are made.",
        [1, 1, 1, 2],
    ),
    "one number with bullets under it": ("1. Ensure that plans:\n\n- are clear\n- are kept", [1, 1, 1]),
    "numbered paragraphs that follow the bullets": (
        f"{BULLETS}\n\n1. Plans are good and visits are made.\n\n2. Audits are clear.",
        [1, 2, None, None],
    ),
    "a bullet that was lost": (f"{BULLETS}\n\nThe system is hard to use.", [1, 2, 3]),
    "paragraphs with bullets under some": (
        "Leaders should plan.\n\nLeaders should improve:\n\n- plans for children\n- visits to children"
        "\n\nLeaders must visit.",
        [1, 2, 2, 2, 3],
    ),
    "paragraphs that tell what was seen": (
        "Plans are not always clear.\n\nVisits were rare.\n\nLeaders should visit.",
        [None, None, 1],
    ),
    "one paragraph that tells what was seen": ("Plans are not always clear.", [1]),
    "a duty under the law": ("1. Offer support under section 20 of the Children Act 1989.", [1]),
    "nothing": ("1. There are no areas of priority action.", []),
}


@pytest.mark.parametrize("name", ITEMS)
def test_items_of_a_list(name: str) -> None:
    text, items = ITEMS[name]
    found = extract_findings(read_letter_bytes(f"## Areas for improvement\n\n{text}".encode(), file="a"))
    assert [f.item for f in found] == items
    assert [f.kind for f in found] == ["finding" if item is None else "recommendation" for item in items]


PRINTED = {
    "a numbered line that is the list's heading": (
        [
            Draft(kind="paragraph", text="Priorities for further improvement:", marker="13.", number=13),
            Draft(kind="item", text="Plans for children.", marker="•", level=1),
            Draft(kind="item", text="Visits to children.", marker="•", level=1),
        ],
        [None, 1, 2],
    ),
    "a cell with the name of a body": (
        [
            Draft(kind="paragraph", text="Council A and NHS"),
            Draft(kind="paragraph", text="Leaders should visit children."),
        ],
        [1],
    ),
}


@pytest.mark.parametrize("name", PRINTED)
def test_items_as_printed(name: str) -> None:
    drafts, items = PRINTED[name]
    heading = Draft(kind="heading", text="Areas for improvement", level=2)
    found = extract_findings(compose_letter([heading, *drafts], file="a", sha256="0" * 64))
    assert [f.item for f in found] == items


def test_what_the_board_must_improve_is_a_concern_and_no_recommendation_to_the_authority() -> None:
    text = f"What does the LSCB need to improve?\n\n{BULLETS}"
    found = extract_findings(read_letter_bytes(text.encode(), file="a"))
    assert [(f.kind, f.item, f.polarity) for f in found] == [("finding", None, "concern")] * 2


def test_strengths_may_be_told_in_paragraphs() -> None:
    text = "Strengths\n\nPlans are clear.\n\nVisits are made often."
    assert [f.item for f in extract_findings(read_letter_bytes(text.encode(), file="a"))] == [1, 2]


NOTHING = (
    "There are no areas for priority action.",
    "There are no areas of priority action.",
    "There were no priority actions.",
    "There are no areas requiring immediate action",
    "The inspection did not find any areas for priority and immediate action.",
    "Inspectors identified no areas for priority action.",
    "No areas for priority action were identified.",
    "None identified.",
    "None",
)
SOMETHING = (
    "There are no plans.",
    "There are no priority actions in the plan. Leaders should add them.",
    "No child should wait for an assessment.",
    "None of the plans is clear.",
    "Ensure that no areas are left out.",
)


@pytest.mark.parametrize("words", [*NOTHING, *SOMETHING])
def test_a_list_that_is_empty_says_so(words: str) -> None:
    assert lists_nothing(words) == (words in NOTHING)


def test_each_pattern_matches_its_example() -> None:
    for cue in load_cues("nothing-listed", key="pattern"):
        assert cue.pattern.fullmatch(cue.row["example"]), (
            f"ontology/cues/nothing-listed.csv: {cue.row['example']!r} does not match its pattern; mend one of them"
        )


def test_number_of_cases() -> None:
    assert [len(table) for table in (ITEMS, PRINTED, NOTHING, SOMETHING)] == [11, 2, 9, 5]
