"""Dates as people write them: a day, a month or a year."""

from __future__ import annotations

import re
from calendar import monthrange

from inspectgraph.errors import MisuseError

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def checked_date(date: str | None) -> str | None:
    """A date, if it is one. Raises MisuseError for what is no day, month or year of the calendar.

    >>> checked_date("2019-08"), checked_date(None)
    ('2019-08', None)
    """
    if date is not None and not _is_date(date):
        raise MisuseError(f"{date!r} is no date", remedy="write 2019, 2019-08 or 2019-08-14")
    return date


def _is_date(text: str) -> bool:
    """Whether this is a year, month or day of the calendar, in ISO form (ISO 8601).

    >>> _is_date("2020-02-29"), _is_date("2019-02-29"), _is_date("2019-13"), _is_date("0000")
    (True, False, False, False)
    """
    if (written := _ISO.fullmatch(text)) is None:
        return False
    year, month, day = (int(part or 1) for part in written.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
