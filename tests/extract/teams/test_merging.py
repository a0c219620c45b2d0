"""When teams of two letters are one."""

from __future__ import annotations

import pytest

from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams import merge_key, same_team


def named(name: str, *aliases: str) -> TeamNamed:
    return TeamNamed(name=name, acronym=None, type="other", aliases=(name, *aliases), mentions=())


SAME = [
    ("Getting To Good board", "getting to good improvement board"),
    ("MARAC", "MARAC team"),
    ("MASH", "multi-agency safeguarding hub"),
    ("multi agency safeguarding hub", "Multi-Agency Safeguarding Hub"),
    ("duty and assessment team", "duty and assessment teams"),
    ("strengthening and supporting families' teams", "strengthening and supporting families team"),
    ("leaving care team", "care leavers’ service"),
    ("looked after children team", "children in care team"),
    ("children with disabilities team", "disabled children’s team"),
    ("children with complex needs team", "complex needs team"),
    ("fostering service", "fostering team"),
    ("emergency duty team", "emergency duty service"),
    ("corporate parenting panel", "corporate parenting board"),
    ("multi-agency locality teams", "locality team"),
    ("well-being hub", "wellbeing hubs"),
    ("CAMHS", "child and adolescent mental health services"),
]

DISTINCT = [
    ("children in care team", "leaving care team"),
    ("adoption panel", "adoption team"),
    ("adoption panel", "fostering panel"),
    ("early help hub", "early help service"),
    ("improvement board", "Getting To Good board"),
    ("safeguarding children board", "safeguarding children partnership"),
    ("duty and assessment team", "assessment team"),
    ("Awaken team", "Catalyst team"),
    ("health visiting service", "school nursing service"),
    ("youth justice service", "youth service"),
    ("adoption support team", "assessment and support team"),
    ("family hubs", "family support service"),
]


def test_the_tables_are_whole() -> None:
    assert (len(SAME), len(DISTINCT)) == (16, 12)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_team(one: str, other: str) -> None:
    assert same_team(named(one), named(other)), (merge_key(named(one)), merge_key(named(other)))


@pytest.mark.parametrize(("one", "other"), DISTINCT)
def test_two_teams(one: str, other: str) -> None:
    assert not same_team(named(one), named(other)), merge_key(named(one))


def test_an_alias_that_all_authorities_use_decides() -> None:
    assert same_team(named("Loud Voices", "Children in Care Council"), named("children in care council"))
