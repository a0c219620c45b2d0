"""Sentences that are not cut into tokens must be such as name no team."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectgraph.extract.teams.acronyms import sight_defined
from inspectgraph.extract.teams.composed import sight_composed
from inspectgraph.extract.teams.introduced import sight_called, sight_quoted
from inspectgraph.extract.teams.promising import promising_parts
from inspectgraph.extract.teams.tokens import cut_tokens

PROMISING = [
    "The leaving care team is stretched.",
    "Staff of the Beacon Partnership know them.",
    "The 'house project' helps.",
    "The ‘Harbour’ services help.",
    "Services known as Lantern help.",
    "One adoption agency (OAA) serves them.",
    "A weekly exploitation meeting is held.",
    "the getting to good board",
    "The edge of care teams help.",
]
NOT_PROMISING = [
    "Children are safe.",
    "The service is good.",
    "Services are good.",
    "Children's services are good.",
    "The council (and its partners) acted.",
    "Timely meetings are held.",
    "Teamwork is good in the multi-agency work of the service's staff.",
    "Opportunity in the community is great.",
]


def is_promising(text: str) -> bool:
    return list(promising_parts(text, [(0, len(text))])) == [(0, len(text))]


def test_number_of_cases() -> None:
    assert (len(PROMISING), len(NOT_PROMISING)) == (9, 8)


@pytest.mark.parametrize("text", PROMISING)
def test_a_name_may_stand_in_it(text: str) -> None:
    assert is_promising(text)


@pytest.mark.parametrize("text", NOT_PROMISING)
def test_no_name_stands_in_it(text: str) -> None:
    assert not is_promising(text)


WORDS = st.sampled_from(
    [
        *("the", "The", "a", "their", "to", "of", "and", "in", "no", "getting"),
        *("’s", "s’", "'s", "-", "–", ",", ".", ";", "İ", "known as", "called"),
        *("team", "Team", "teams", "service", "Services", "board", "boards", "hub", "council", "Council"),
        *("agency", "agencies", "Partnership", "group", "groups", "meeting", "meetings", "conference"),
        *("project", "weekly", "Monthly", "leaving care", "complex cases", "young people's", "edge of care"),
        *("fostering", "children in care", "Beacon", "missing", "multi-agency", "Kent", "Kent's", "(FT)"),
        *("(BT)", "(TFTS)", "‘Harbour’", "'Just Us'", "“Next Step board”"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", "", "\n"])), min_size=1, max_size=12))
def test_what_is_not_promising_has_no_sighting(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    tokens = cut_tokens(text, 0, len(text))
    sights = (sight_composed, sight_quoted, sight_defined, sight_called)
    found = [sighting for sight in sights for sighting in sight(text, tokens)]
    assert not found or is_promising(text)
