"""Which sections belong to a list of what must improve, and whose list it is."""

from __future__ import annotations

import pytest

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.parts import section_roles
from inspectgraph.letters import read_letter_bytes
from inspectgraph.letters.headings import heading_words

LIST = "\n\n1. Ensure that plans are clear.\n\n2. Ensure that visits are made."
BULLETS = "\n\n- Plans are late.\n- Visits are rare."

ROLES = {
    "under headings of themes": (
        f"# Areas for improvement\n\n## Leadership, management and governance{LIST}\n\n## Practice{LIST}",
        ["improve", "improve", "improve"],
    ),
    "under headings as high as its own, where it has nothing else": (
        f"## Areas for improvement\n\n## Risk at the front door{BULLETS}\n\n## Leadership{BULLETS}",
        ["improve", "improve", "improve"],
    ),
    "up to a case study": (
        f"## Areas for improvement\n\n## Risk{BULLETS}\n\n## Case study\n\nA b.\n\n## Leadership{BULLETS}",
        ["improve", "improve", "findings", "findings"],
    ),
    "not under one as high, after items of its own": (
        f"## Areas for improvement{BULLETS}\n\n## Leadership{BULLETS}",
        ["improve", "findings"],
    ),
    "not under one as high, over running text": (
        "## Areas for improvement\n\n## Leadership\n\nLeaders know this.",
        ["improve", "findings"],
    ),
    "not under the heading of an area with its grade": (
        f"# What needs to improve{BULLETS}\n\n## The impact of leaders on practice: good{LIST}",
        ["improve", "graded"],
    ),
    "not where numbers follow bullets": (
        f"# What needs to improve{BULLETS}\n\n## Leadership, management and governance{LIST}",
        ["improve", "graded"],
    ),
    "nor below a heading that ended the list": (
        f"## Strengths{BULLETS}\n\n## The hub\n\nA b.\n\n### Staff\n\nC d.",
        ["strengths", "findings", "findings"],
    ),
    "the board's own": (
        f"## What does the LSCB need to improve?\n\n## Priority and immediate action{LIST}"
        f"\n\n## Areas for improvement{LIST}\n\n## Inspection judgement about the LSCB{LIST}",
        ["improve-board", "improve-board", "improve-board", "findings"],
    ),
    "in the part on the board": (
        f"## Recommendations{LIST}\n\n## The Local Safeguarding Children Board (LSCB)\n\nA b."
        f"\n\n## Recommendations{LIST}",
        ["improve", "findings", "improve-board"],
    ),
    "after a table of contents that names the board": (
        f"## Recommendations\n\n## The Local Safeguarding Children Board\n\n## Recommendations{LIST}",
        ["improve", "findings", "improve"],
    ),
    "with items that name the board": (
        f"# Recommendations{LIST}\n\n## The Local Safeguarding Children Board{LIST}\n\n# Areas for improvement{LIST}",
        ["improve", "improve", "improve"],
    ),
}


@pytest.mark.parametrize("name", ROLES)
def test_a_list_goes_on(name: str) -> None:
    text, roles = ROLES[name]
    assert list(section_roles(read_letter_bytes(text.encode(), file="a"))) == roles


BOARD = (
    "The Local Safeguarding Children Board (LSCB)",
    "The LSCB requires improvement because:",
    "Section 2: The effectiveness of the local safeguarding children board",
    "The effectiveness of the Kent Safeguarding Children Board is good",
)
NOT_BOARD = (
    "The local authority",
    "Inspection findings – the Local Safeguarding Children Board",
    "Leadership and management and the Local Safeguarding Children Board",
    "Safeguarding children",
)


@pytest.mark.parametrize("heading", [*BOARD, *NOT_BOARD])
def test_parts_on_the_board(heading: str) -> None:
    cues = load_cues("board-parts", key="pattern")
    assert any(c.pattern.fullmatch(heading_words(heading)) for c in cues) == (heading in BOARD)


def test_each_pattern_matches_its_example() -> None:
    for cue in load_cues("board-parts", key="pattern"):
        assert cue.pattern.fullmatch(cue.row["example"]), (
            f"ontology/cues/board-parts.csv: {cue.row['example']!r} does not match its pattern; mend one of them"
        )


def test_number_of_cases() -> None:
    assert [len(table) for table in (ROLES, BOARD, NOT_BOARD)] == [12, 4, 4]
