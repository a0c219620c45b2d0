"""IRIs from keys: readable, stable, the same for every spelling of the same words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.describe.iris import (
    mint_graph,
    mint_issue,
    mint_person,
    mint_slug,
    mint_team,
    mint_thing,
    mint_visit,
)
from inspectgraph.describe.namespaces import ID

SLUGS = {
    "MASH": "mash",
    "Awaken team": "awaken-team",
    "'Just Us'": "just-us",
    "‘Just Us’": "just-us",
    "Children’s Services": "children-s-services",
    "Children's Services": "children-s-services",
    "Máire O’Connor": "maire-o-connor",
    "Paula Thomson-Jones": "paula-thomson-jones",
    "  spaced   out  ": "spaced-out",
    "education, health & care": "education-health-care",
    "team\n(north)": "team-north",
    "16+": "16",
    "???": "unnamed",
    "": "unnamed",
    "..": "unnamed",
    "../../etc": "etc",
    'x"> <y': "x-y",
    "ﬁrst contact": "first-contact",
}


def test_how_many_slugs() -> None:
    assert (len(SLUGS), len(ONE_PERSON), len(TWO_PEOPLE)) == (18, 13, 9)


@pytest.mark.parametrize(("words", "slug"), SLUGS.items())
def test_slug(words: str, slug: str) -> None:
    assert mint_slug(words) == slug


ONE_PERSON = (
    ("Máire Inspector", "Maire Inspector"),
    ("Zoë Inspector", "ZOE INSPECTOR"),
    ("Inspector O’Apple", "Inspector O'Apple"),
    ("Inspector O’Apple", "Inspector OApple"),
    ("Inspector McApple", "Inspector Mcapple"),
    ("Inspector Apple-Pear", "Inspector Apple Pear"),
    ("Inspector Apple\u2011Pear", "Inspector Apple-Pear"),
    ("Inspector  Apple", "Inspector\nApple"),
    ("Inspector Buﬃn", "Inspector Buffin"),
    ("Søren Inspector", "Soren Inspector"),
    ("Łucja Inspector", "Lucja Inspector"),
    ("Inspector J. Apple", "Inspector J Apple"),
    ("Zoe\u0308 Inspector", "Zoë Inspector"),
)
TWO_PEOPLE = (
    ("Inspector Elliott", "Inspector Elliot"),
    ("Lynda Inspector", "Linda Inspector"),
    ("Steve Inspector", "Steven Inspector"),
    ("Inspector Apple", "Inspector J Apple"),
    ("Inspector J Apple", "Inspector P Apple"),
    ("J Apple", "Inspector Apple"),
    ("Inspector Apple", "Inspector Apple-Pear"),
    ("Inspector Apple", "Apple Inspector"),
    ("Inspector Cook", "Inspector Cooke"),
)


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_one_person_under_two_spellings(one: str, other: str) -> None:
    assert mint_person(one, gss=None) == mint_person(other, gss=None)


@pytest.mark.parametrize(("one", "other"), TWO_PEOPLE)
def test_two_people_of_like_names(one: str, other: str) -> None:
    assert mint_person(one, gss=None) != mint_person(other, gss=None)


def test_people_of_two_authorities_are_two() -> None:
    assert len({mint_person("Director A", gss=gss) for gss in (None, "E06000009", "E10000017")}) == 3


@given(words=st.text())
def test_a_slug_is_fit_for_an_iri_and_its_own_slug(words: str) -> None:
    slug = mint_slug(words)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert mint_slug(slug) == slug


def test_keys_make_paths() -> None:
    minted = [
        mint_visit("E06000009", "2009-06", "cra"),
        mint_team("E06000009", "Awaken team"),
        mint_person("Inspector A", gss=None),
        mint_person("Director A", gss="E06000009"),
        mint_issue("E06000009", "neglect"),
        mint_graph("derived"),
        mint_thing("letter", "0123456789abcdef"),
    ]
    assert [node.value.removeprefix(ID) for node in minted] == [
        "visit/E06000009/2009-06/cra",
        "team/E06000009/awaken-team",
        "person/inspector-a",
        "person/E06000009/director-a",
        "issue/E06000009/neglect",
        "graph/derived",
        "letter/0123456789abcdef",
    ]
