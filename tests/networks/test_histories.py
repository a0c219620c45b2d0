"""How issues and grades stand in time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.networks.test_days import DATES

from inspectgraph.ledger.model import StanceLabel
from inspectgraph.ledger.status import status_of
from inspectgraph.networks.days import first_day
from inspectgraph.networks.facts import StanceFact, VisitFact
from inspectgraph.networks.histories import (
    grades_in_time,
    in_time,
    open_spells,
    stances_by_issue,
    state_in_time,
    status_in_time,
    visit_spells,
)
from inspectgraph.networks.model import Spell, Timed

LABELS: dict[str, StanceLabel] = {"c": "concern", "m": "mixed", "s": "strength"}


def told(*stances: str) -> tuple[StanceFact, ...]:
    """Stances on one issue: "c2019" is a concern of 2019."""
    made = (
        StanceFact(f"n{number}", "i", f"v{number:02}", start, LABELS[label], 1)
        for number, (label, start) in enumerate((text[0], text[1:]) for text in stances)
    )
    return stances_by_issue(made).get("i", ())


STATES: tuple[tuple[tuple[str, ...], tuple[tuple[str, str, str | None], ...]], ...] = (
    ((), ()),
    (("s2019-05-01",), ()),
    (("c2019-05-01",), (("open", "2019-05-01", None),)),
    (("m2019-05",), (("open", "2019-05-01", None),)),
    (("c2019-05-01", "c2020-05-01"), (("open", "2019-05-01", None),)),
    (
        ("c2019-05-01", "s2020-05-01"),
        (("open", "2019-05-01", "2020-05-01"), ("settled", "2020-05-01", None)),
    ),
    (
        ("s2018-05-01", "c2019-05-01", "s2020-05-01", "s2021-05-01", "m2022-05-01"),
        (
            ("open", "2019-05-01", "2020-05-01"),
            ("settled", "2020-05-01", "2022-05-01"),
            ("open", "2022-05-01", None),
        ),
    ),
    # two visits that began on one day: what was raised and settled was open on that day
    (
        ("c2019-05-01", "s2019-05-01"),
        (("open", "2019-05-01", "2019-05-02"), ("settled", "2019-05-02", None)),
    ),
    (("s2019-05-01", "c2019-05-01"), (("open", "2019-05-01", None),)),
    (
        ("c2019-05-01", "s2019-05-01", "c2019-05-02"),
        (("open", "2019-05-01", None),),
    ),
)


@pytest.mark.parametrize(("stances", "expected"), STATES)
def test_open_settled_and_open_again(
    stances: Sequence[str], expected: Sequence[tuple[str, str, str | None]]
) -> None:
    assert state_in_time(told(*stances)) == tuple(
        Timed(value, Spell(start, end)) for value, start, end in expected
    )
    assert open_spells(told(*stances)) == tuple(
        Spell(start, end) for value, start, end in expected if value == "open"
    )
    assert len(STATES) == 10


STATUSES: tuple[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], ...] = (
    (("s2019",), ()),
    (("c2019",), (("single", "2019-01-01"),)),
    (("c2019", "m2020"), (("single", "2019-01-01"), ("persistent", "2020-01-01"))),
    (("c2019", "s2020"), (("single", "2019-01-01"), ("resolved", "2020-01-01"))),
    (
        ("c2019", "s2020", "c2021"),
        (("single", "2019-01-01"), ("resolved", "2020-01-01"), ("recurring", "2021-01-01")),
    ),
)


@pytest.mark.parametrize(("stances", "expected"), STATUSES)
def test_status_as_of_each_visit(stances: Sequence[str], expected: Sequence[tuple[str, str]]) -> None:
    found = status_in_time(told(*stances))
    assert [(timed.value, timed.spell.start) for timed in found] == list(expected)
    assert len(STATUSES) == 5


def test_grades() -> None:
    visits = [
        VisitFact("v3", "g", "ilacs", "2021-01-01", "", "letter", "good"),
        VisitFact("v1", "g", "sif", "2015", "", "reference", "inadequate"),
        VisitFact("v2", "g", "ilacs", "2018-01-01", "", "letter", ""),
        VisitFact("v4", "g", "ilacs", "", "", "reference", "outstanding"),
    ]
    assert grades_in_time(visits) == (
        Timed("inadequate", Spell("2015-01-01", "2021-01-01")),
        Timed("good", Spell("2021-01-01", None)),
    )
    assert grades_in_time(()) == ()


def test_a_visit_without_a_date_has_no_spell() -> None:
    assert visit_spells(VisitFact("v", "g", "sif", "", "", "reference", "")) == ()


def keep_order(timed: Sequence[Timed]) -> None:
    """One after the other without a gap, each of a day at least, the last one open."""
    for before, after in pairwise(timed):
        assert before.spell.end == after.spell.start
        assert before.value != after.value
    for one in timed:
        assert one.spell.start is not None
        assert one.spell.end is None or one.spell.start < one.spell.end
    assert not timed or timed[-1].spell.end is None


STANCES = st.lists(
    st.builds(lambda label, start: f"{label}{start}", st.sampled_from("cms"), DATES), max_size=8
).map(lambda texts: told(*texts))


@given(STANCES)
def test_spells_never_overlap(stances: tuple[StanceFact, ...]) -> None:
    keep_order(state_in_time(stances))
    keep_order(status_in_time(stances))
    spells = open_spells(stances)
    for before, after in pairwise(spells):
        assert before.end is not None
        assert after.start is not None
        assert before.end < after.start


@given(STANCES)
def test_an_issue_is_there_from_the_first_visit_that_raised_it(stances: tuple[StanceFact, ...]) -> None:
    raised = [stance for stance in stances if stance.stance != "strength"]
    spells = open_spells(stances)
    assert bool(spells) == bool(raised)
    if raised:
        assert spells[0].start == first_day(raised[0].start)
        assert (spells[-1].end is None) == (stances[-1].stance != "strength")


@given(STANCES)
def test_the_last_status_is_the_one_of_the_ledger(stances: tuple[StanceFact, ...]) -> None:
    found = status_in_time(stances)
    status = status_of([stance.stance for stance in stances])
    assert (found[-1].value if found else None) == status


MARKS = st.lists(st.tuples(DATES.map(first_day), st.sampled_from("abc")), max_size=8).map(
    lambda marks: sorted(marks, key=lambda mark: mark[0])
)


@given(MARKS)
def test_the_last_mark_of_a_day_counts(marks: list[tuple[str, str]]) -> None:
    timed = in_time(marks)
    keep_order(timed)
    for day, value in dict(marks).items():
        (now,) = [
            one.value
            for one in timed
            if (one.spell.start or "") <= day and (one.spell.end is None or day < one.spell.end)
        ]
        assert now == value
