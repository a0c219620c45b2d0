"""Days, months and years as spells of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.networks.days import day_after, first_day, is_within, spell_of, year_of

FIRST_AND_NEXT = (
    ("2009-06-12", "2009-06-12", "2009-06-13"),
    ("2009-06-30", "2009-06-30", "2009-07-01"),
    ("2008-02-28", "2008-02-28", "2008-02-29"),
    ("2008-02-29", "2008-02-29", "2008-03-01"),
    ("2009-12-31", "2009-12-31", "2010-01-01"),
    ("2009-06", "2009-06-01", "2009-07-01"),
    ("2009-12", "2009-12-01", "2010-01-01"),
    ("2008-02", "2008-02-01", "2008-03-01"),
    ("2009", "2009-01-01", "2010-01-01"),
)


@pytest.mark.parametrize(("text", "first", "after"), FIRST_AND_NEXT)
def test_first_day_and_the_day_after(text: str, first: str, after: str) -> None:
    assert (first_day(text), day_after(text)) == (first, after)
    assert year_of(text) == int(first[:4])
    assert len(FIRST_AND_NEXT) == 9


SPELLS = (
    ("2019-02-12", "", "2019-02-12", "2019-02-13"),
    ("2019-02-12", "2019-02-12", "2019-02-12", "2019-02-13"),
    ("2022-12-05", "2022-12-16", "2022-12-05", "2022-12-17"),
    ("2019-02-12", "2019-02-01", "2019-02-12", "2019-02-13"),
    ("2009-06", "2009-06", "2009-06-01", "2009-07-01"),
    ("2009-06", "2009-06-12", "2009-06-01", "2009-06-13"),
    ("2009-06-12", "2009-06", "2009-06-12", "2009-06-13"),
    ("2009", "2010", "2009-01-01", "2011-01-01"),
)


@pytest.mark.parametrize(("start", "end", "begins", "ends"), SPELLS)
def test_a_one_day_visit_ends_the_next_day(start: str, end: str, begins: str, ends: str) -> None:
    assert spell_of(start, end) == (begins, ends)
    assert len(SPELLS) == 8


def test_no_start_no_spell() -> None:
    assert spell_of("", "") is None
    assert spell_of("", "2019-02-12") is None


WITHIN = (
    ("2018-03-05", "2018", None, True),
    ("2018-03-05", "2018-03", "2018-03", True),
    ("2018-03-05", "2018-03-05", "2018-03-05", True),
    ("2018-03-05", "2018-03-06", None, False),
    ("2018-03-05", None, "2018-03-04", False),
    ("2018-03-05", None, "2018-02", False),
    ("2018-03", "2018-03-15", None, True),
    ("2018", "2018-06", "2018-07", True),
    ("2018", "2019", None, False),
    ("2018", None, "2017-12", False),
    ("", None, None, True),
    ("", "1900", None, False),
    ("", None, "2100", False),
)


@pytest.mark.parametrize(("text", "since", "until", "is_in"), WITHIN)
def test_limits_are_included_and_as_exact_as_they_are(
    text: str, since: str | None, until: str | None, is_in: bool
) -> None:
    assert is_within(text, since=since, until=until) is is_in
    assert len(WITHIN) == 13


DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)


@given(DATES)
def test_all_its_days_lie_between(text: str) -> None:
    first, after = date.fromisoformat(first_day(text)), date.fromisoformat(day_after(text))
    assert first.isoformat().startswith(text)
    assert (after - timedelta(days=1)).isoformat().startswith(text)
    assert not after.isoformat().startswith(text)


@given(DATES, DATES | st.just(""))
def test_a_spell_ends_after_its_start(start: str, end: str) -> None:
    spell = spell_of(start, end)
    assert spell is not None
    assert spell.start == first_day(start)
    assert spell.end is not None
    assert spell.end > spell.start
    assert spell.end >= day_after(start) or end > start


@given(DATES, DATES)
def test_to_begin_later_never_lets_more_in(text: str, limit: str) -> None:
    day = first_day(text)
    assert is_within(day, since=limit, until=None) == (day >= first_day(limit))
    assert is_within(day, since=None, until=limit) == (day < day_after(limit))
