"""Dates as letters print them: "5 to 16 December 2022", "27 and 28 February 2018", "June 2009"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in MONTHS) + "|sept"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)"
_NUMBER = r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d/])"
_OF_MONTH = rf"(?:\s+(?:of\s+)?(?P<month>{_MONTH})\b(?:\.(?=\s+(?:19|20)\d\d))?)"
_OF_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)"
_PART = re.compile(f"{_NUMBER}{_OF_MONTH}?{_OF_YEAR}?", re.IGNORECASE)
_DAY = re.sub(r"\?P<\w+>", "?:", f"{_WEEKDAY}?{_PART.pattern}")
_AND = r"\s*(?:\bto\b|\band\b|\buntil\b|\bthrough\b|&|,\s*and\b|,|–|—|―|─|‒|‐|‑|-|−)\s*"
_EXPRESSION = re.compile(rf"(?<![\w/]){_DAY}(?:{_AND}{_DAY})*", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDates:
    """A date expression in a text: its span, and the first and last day that it names."""

    start: int
    end: int
    first: date
    last: date


def month_number(name: str) -> int:
    """The number, from 1, of a month by its English name or first three letters.

    >>> month_number("Aug")
    8
    """
    return next(n for n, month in enumerate(MONTHS, start=1) if month[:3] == name[:3].casefold())


def find_dates(text: str, *, year: int | None = None) -> Iterator[PrintedDates]:
    """Each expression of one or more days; `year` is for those that print none.

    An expression without a month, without any year, or with a day that does not exist is passed over.

    >>> [(str(d.first), str(d.last)) for d in find_dates("from 26 November to 7 December 2018")]
    [('2018-11-26', '2018-12-07')]
    >>> [(str(d.first), str(d.last)) for d in find_dates("17 December to 11 January 2019")]
    [('2018-12-17', '2019-01-11')]
    >>> [str(d.first) for d in find_dates("starting on 14 August", year=2019)]
    ['2019-08-14']
    """
    for match in _EXPRESSION.finditer(text):
        days = _days_of(match[0], year=year)
        if days:
            yield PrintedDates(start=match.start(), end=match.end(), first=min(days), last=max(days))


def _days_of(expression: str, *, year: int | None) -> list[date]:
    """Days of an expression, from the right: a day takes month and year from the one after it."""
    month: int | None = None
    days: list[date] = []
    for part in reversed(list(_PART.finditer(expression))):
        named = month_number(part["month"]) if part["month"] else month
        if part["year"]:
            year = int(part["year"])
        elif year is not None and named and month and named > month:
            year -= 1  # "17 December to 11 January 2019"
        month = named
        if month is None or year is None:
            continue
        try:
            days.append(date(year, month, int(part["day"])))
        except ValueError:
            return []
    return days


def find_months(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and ISO form (`2017-10`) of each month with its year.

    >>> list(find_months("the inspection in October 2017"))
    [(18, 30, '2017-10')]
    """
    for match in _MONTH_AND_YEAR.finditer(text):
        yield match.start(), match.end(), f"{match['year']}-{month_number(match['month']):02d}"


def find_years(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of each year from 1900 to 2099.

    >>> list(find_years("since 2018."))
    [(6, 10, '2018')]
    """
    for match in _YEAR.finditer(text):
        yield match.start(), match.end(), match["year"]


def date_in_name(name: str) -> str | None:
    """The ISO date that a file's name holds, or None.

    >>> date_in_name("focused visit - 08 september 2014.pdf"), date_in_name("x_2014-09-08.txt")
    ('2014-09-08', '2014-09-08')
    """
    spaced = re.sub(r"[_.-]+", " ", name)
    found = [d.first.isoformat() for d in find_dates(spaced)]
    return found[-1] if found else _iso_date_in(name)


def _iso_date_in(name: str) -> str | None:
    for match in _ISO.finditer(name):
        try:
            return date.fromisoformat(match[0]).isoformat()
        except ValueError:
            continue
    return None


def add_working_days(start: date, days: int) -> date:
    """The last of `days` working days (Monday to Friday) of which `start` is the first.

    >>> str(add_working_days(date(2019, 8, 14), 2)), str(add_working_days(date(2019, 8, 16), 2))
    ('2019-08-15', '2019-08-19')
    """
    last = start
    for _ in range(days - 1):
        last += timedelta(days=1)
        while last.weekday() >= 5:
            last += timedelta(days=1)
    return last
