"""Days and spells of days, as networks over time need them."""

from __future__ import annotations

from datetime import date, timedelta

from inspectgraph.networks.model import Spell

_DECEMBER = 12


def first_day(text: str) -> str:
    """The first day of a day, month or year in ISO form.

    >>> first_day("2009-06-12"), first_day("2009-06"), first_day("2009")
    ('2009-06-12', '2009-06-01', '2009-01-01')
    """
    return text + "-01-01"[len(text) - 4 :] if len(text) < len("2009-06-12") else text


def day_after(text: str) -> str:
    """The first day after a day, month or year in ISO form.

    >>> day_after("2008-02-29"), day_after("2009-12"), day_after("2009")
    ('2008-03-01', '2010-01-01', '2010-01-01')
    """
    begun = date.fromisoformat(first_day(text))
    if len(text) == len("2009"):
        return begun.replace(year=begun.year + 1).isoformat()
    if len(text) == len("2009-06"):
        is_last = begun.month == _DECEMBER
        return begun.replace(year=begun.year + is_last, month=1 if is_last else begun.month + 1).isoformat()
    return (begun + timedelta(days=1)).isoformat()


def spell_of(start: str, end: str) -> Spell | None:
    """The spell from one date to the end of another, which may be missing or, by a slip, earlier.

    >>> spell_of("2019-02-12", ""), spell_of("2009-06", "2009-06")
    (Spell(start='2019-02-12', end='2019-02-13'), Spell(start='2009-06-01', end='2009-07-01'))
    """
    if not start:
        return None
    return Spell(first_day(start), day_after(max(end, start)))


def is_within(text: str, *, since: str | None, until: str | None) -> bool:
    """Whether a date lies between two others, both included; each as exact as it is.

    A month lies in the year; of a year nobody knows whether it lies before its June, so it is taken in. What
    has no date lies within no limit.

    >>> is_within("2018-03-05", since="2018", until="2018-03"), is_within("2018", since="2018-06", until=None)
    (True, True)
    """
    if not text:
        return since is None and until is None
    after = since is None or text[: len(since)] >= since[: len(text)]
    return after and (until is None or text[: len(until)] <= until[: len(text)])


def year_of(text: str) -> int:
    """The year of a date.

    >>> year_of("2018-03-05")
    2018
    """
    return int(text[:4])
