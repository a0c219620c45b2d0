"""Dates as letters print them, there and back, and what is no date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.extract.printed_dates import (
    MONTHS,
    add_working_days,
    date_in_name,
    find_dates,
    find_months,
    find_years,
    month_number,
)

FOUND = {
    "5 to 16 December 2022": ("2022-12-05", "2022-12-16"),
    "5 – 16 December 2022": ("2022-12-05", "2022-12-16"),
    "20 June 2017 ─ 13 July 2017": ("2017-06-20", "2017-07-13"),
    "5‒16 December 2022": ("2022-12-05", "2022-12-16"),
    "5-16 December 2022": ("2022-12-05", "2022-12-16"),
    "27 and 28 February 2018": ("2018-02-27", "2018-02-28"),
    "19 & 20 January 2011": ("2011-01-19", "2011-01-20"),
    "26 November to 7 December 2018": ("2018-11-26", "2018-12-07"),
    "30 September 2019 to 11 October 2019": ("2019-09-30", "2019-10-11"),
    "Monday 5 and Tuesday 6 March 2018": ("2018-03-05", "2018-03-06"),
    "Monday, 5 March 2018": ("2018-03-05", "2018-03-05"),
    "2 July 2014 – 23 July 2014": ("2014-07-02", "2014-07-23"),
    "3rd to 5th May 2016": ("2016-05-03", "2016-05-05"),
    "the 19th and the 20th of January 2011": ("2011-01-19", "2011-01-20"),
    "5, 6 and 7 March 2018": ("2018-03-05", "2018-03-07"),
    "5, 6, and 7 March 2018": ("2018-03-05", "2018-03-07"),
    "5 March, 2018": ("2018-03-05", "2018-03-05"),
    "05 September 2014": ("2014-09-05", "2014-09-05"),
    "5 Sept 2014": ("2014-09-05", "2014-09-05"),
    "5 Dec. 2014": ("2014-12-05", "2014-12-05"),
    "13 to 15 and 19 to 23 March 2018": ("2018-03-13", "2018-03-23"),
    "17 December to 11 January 2019": ("2018-12-17", "2019-01-11"),
    "28 February to 1 March 2020": ("2020-02-28", "2020-03-01"),
    "29 February 2020": ("2020-02-29", "2020-02-29"),
    "12 May 2011": ("2011-05-12", "2011-05-12"),
}
NOT_FOUND = (
    "29 February 2019",
    "31 to 32 March 2018",
    "5 March",
    "March 2018",
    "2018",
    "section 47 of 2018",
    "12 children in 2018",
    "0300 123 1231",
    "5/12/2022",
    "123 March 2018",
    "5 Marching 2018",
    "",
)


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    (found,) = find_dates(f"It took place on {text}, when inspectors came.")
    assert (found.first.isoformat(), found.last.isoformat()) == FOUND[text]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert list(find_dates(f"It took place on {text}, when inspectors came.")) == []


def test_the_span_is_the_expression_alone() -> None:
    text = "on 27 and 28 February 2018. The visit"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "27 and 28 February 2018"


def test_several_expressions() -> None:
    text = "from 5 to 6 March 2018, published on 9 May 2018"
    assert [d.first.isoformat() for d in find_dates(text)] == ["2018-03-05", "2018-05-09"]


def printed(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def with_ordinal(day: date) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    return f"{day.day}{ending} {MONTHS[day.month - 1]}, {day.year}"


FORMS: tuple[Callable[[date, date], str], ...] = (
    lambda first, last: f"{printed(first)} to {printed(last)}",
    lambda first, last: f"{printed(first)} – {printed(last)}",
    lambda first, last: f"{with_ordinal(first)} and {with_ordinal(last)}",
    lambda first, last: f"{printed(first)[:-5]} to {printed(last)}",
    lambda first, last: f"{first:%A} {printed(first)} until {last:%A} {printed(last)}",
)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))


@given(DAYS, st.integers(min_value=1, max_value=300), st.sampled_from(FORMS))
def test_there_and_back(first: date, length: int, form: Callable[[date, date], str]) -> None:
    last = first + timedelta(days=length)
    if form is FORMS[3] and first.month == last.month and first.year != last.year:
        return  # "5 March to 4 March 2019" would be the same year
    (found,) = find_dates(f"Inspection dates: {form(first, last)}.")
    assert (found.first, found.last) == (first, last)


@given(DAYS, st.integers(min_value=1, max_value=9))
def test_working_days(first: date, days: int) -> None:
    last = add_working_days(first, days)
    between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert len([day for day in between[1:] if day.weekday() < 5]) == days - 1


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    for found in find_dates(text, year=2018):
        assert found.first <= found.last
        assert 0 <= found.start < found.end <= len(text)


NAMED = {
    "children's services inspection - 08 september 2014.pdf": "2014-09-08",
    "focused_visit_7_November_2018.md": "2018-11-07",
    "letter-2018-03-22.txt": "2018-03-22",
    "letter_2018-03-22_final.txt": "2018-03-22",
    "2018-99-99.txt": None,
    "letter.txt": None,
    "20180322.txt": None,
    "003_d6466b21c827d6ce.txt": None,
    "visit of 3 may 2016, published 9 june 2016.txt": "2016-06-09",
}


@pytest.mark.parametrize("name", NAMED)
def test_date_in_a_file_name(name: str) -> None:
    assert date_in_name(name) == NAMED[name]


def test_months_and_years() -> None:
    text = "in June 2009, Oct 2017, May 2018 and since 2015; maybe 1899 or 20150"
    assert [month for _, _, month in find_months(text)] == ["2009-06", "2017-10", "2018-05"]
    assert [year for _, _, year in find_years(text)] == ["2009", "2017", "2018", "2015"]
    assert [month_number(month) for month in MONTHS] == list(range(1, 13))


def test_number_of_cases() -> None:
    assert (len(FOUND), len(NOT_FOUND), len(FORMS), len(NAMED)) == (25, 12, 5, 9)
