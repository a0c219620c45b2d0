"""Which sentences become findings, of which kind, under which number, and what they state of earlier visits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.extract.findings import extract_findings, section_roles, sentence_hash
from inspectgraph.extract.model import LetterFacts
from inspectgraph.letters import read_letter_bytes

LISTS = {
    "bullets": ("- Plans for children.\n- Visits to children.", [1, 2]),
    "numbers": ("1. Plans for children.\n2. Visits to children.", [1, 2]),
    "paragraphs": ("Plans for children.\n\nVisits to children.", [1, 2]),
    "two sentences in an item": ("- Plans for children. They are late.\n- Visits to children.", [1, 1, 2]),
    "items below an item": (
        "- The quality of:\n  - plans for children.\n  - visits to them.\n- Audits of work.",
        [1, 1, 1, 2],
    ),
    "dashes below bullets": (
        "• The quality of:\n– plans for children.\n– visits to them.\n• Audits of work.",
        [1, 1, 1, 2],
    ),
    "a list that is indented": ("   - Plans for children.\n   - Visits to children.", [1, 2]),
    "two lists": ("- Plans for children.\n\nRecommendations\n\n- Visits to children.", [1, 2]),
}


@pytest.mark.parametrize("name", LISTS)
def test_numbers_of_recommendations(name: str) -> None:
    text, items = LISTS[name]
    letter = read_letter_bytes(
        f"What needs to improve?\n\n{text}\n\nFindings\n\nAll is well.".encode(), file="a"
    )
    found = extract_findings(letter)
    assert [f.item for f in found] == [*items, None]
    assert [f.kind for f in found] == ["recommendation"] * len(items) + ["finding"]


def test_strengths_and_recommendations_are_counted_apart() -> None:
    text = (
        "Strengths\n\n- Plans are clear.\n- Visits are timely.\n\nAreas for development\n\n- Audits are late."
    )
    found = extract_findings(read_letter_bytes(text.encode(), file="a"))
    assert [(f.kind, f.item) for f in found] == [
        ("strength-item", 1),
        ("strength-item", 2),
        ("recommendation", 1),
    ]


ROLES = {
    "# Report\n\nA b.\n\n## Findings\n\nC d.\n\n### The hub\n\nE f.\n\n## Other\n\nG h.": [
        "opening",
        "findings",
        "findings",
        "findings",
    ],
    "# Report\n\nA b.\n\n## Strengths\n\nC d.\n\n### The hub\n\nE f.\n\n## Other\n\nG h.": [
        "opening",
        "strengths",
        "strengths",
        "findings",
    ],
    "# Report\n\nA b.\n\n# Strengths\n\nC d.\n\n# The hub\n\nE f.": ["opening", "strengths", "findings"],
    "A b.\n\nPractice in the hub\n\nC d.\n\nOverview\n\nE f.": ["opening", "opening", "headline"],
    "Findings\n\nA b.": ["findings"],
    "A b.": ["opening"],
}


@pytest.mark.parametrize("text", ROLES)
def test_roles_of_sections(text: str) -> None:
    assert list(section_roles(read_letter_bytes(text.encode(), file="a"))) == ROLES[text]


def test_equal_sentences_have_ordinals() -> None:
    text = "Findings\n\nPlans are clear. Visits are timely.\n\nPlans are clear.\n\n- PLANS are “clear”."
    found = extract_findings(read_letter_bytes(text.encode(), file="a"))
    digest = sentence_hash("Plans are clear.")
    assert [f.id.split("/")[1] for f in found if digest in f.id] == [f"{digest}-{n}" for n in (1, 2, 3)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_hash_stands_for_letters_and_digits(left: str, right: str) -> None:
    same = [c for c in left if c.isalnum()] == [c for c in right if c.isalnum()]
    assert not same or sentence_hash(left) == sentence_hash(right)
    assert len(sentence_hash(left)) == 12


LETTER = """\
Dear Director A

Focused visit to Kent children's services

The visit was carried out on 5 June 2019. The last inspection was in October 2017.

{heading}

- Social workers see children. {sentence}
"""
STATED = {
    ("Findings", "This was an area for development in the last inspection."): ("raised", "2017-10"),
    ("Strengths", "This was an area for development in the last inspection."): ("improved", "2017-10"),
    ("Findings", "Despite a recommendation from the inspection in 2017, little changed."): (
        "raised",
        "2017-10",
    ),
    ("Findings", "This is an improvement since the inspection."): ("improved", "2017-10"),
    ("Findings", "Practice has significantly improved since 2017."): ("improved", "2017-10"),
    ("Findings", "This addresses the shortfalls identified in the inspection."): ("resolved", "2017-10"),
    ("Findings", "These remain as areas for development."): ("raised", "2017-10"),
    ("Findings", "Practice has improved."): None,
    ("Findings", "Plans are an area for development."): None,
    ("Findings", "Social workers inspect the home."): None,
}


@pytest.mark.parametrize(("heading", "sentence"), STATED)
def test_what_a_sentence_states_of_an_earlier_visit(
    heading: str, sentence: str, read_facts: Callable[..., LetterFacts]
) -> None:
    facts = read_facts(LETTER.format(heading=heading, sentence=sentence))
    history = next(f.history for f in facts.findings if f.passage.words == sentence)
    assert ((history.what, history.of) if history else None) == STATED[heading, sentence]


def test_number_of_cases() -> None:
    assert (len(LISTS), len(ROLES), len(STATED)) == (8, 6, 10)
