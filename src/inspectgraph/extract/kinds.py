"""What kind of letter it is, from its title, subject line and opening."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from inspectgraph.errors import UnreadableError
from inspectgraph.extract.cues import Cue, load_cues
from inspectgraph.extract.model import Stated, VisitDates
from inspectgraph.extract.parts import LetterParts, Span
from inspectgraph.knowledge.tables import load_table

SHORT_DAYS = 6
"""An inspection of at most so many days on site is a short one (gold guide, "Metadata")."""

_ELSE = "other"  # the kind of what is a letter or report of none of the kinds
_TITLE = 1500  # characters in which a report's title stands


@cache
def _places() -> tuple[str, ...]:
    rows = load_table("cues/kinds.csv", columns=("kind", "where", "pattern", "example"))
    return tuple(row["where"] for row in rows)


def extract_kind(parts: LetterParts) -> Stated:
    """The letter's kind id and the words that tell it.

    Raises UnreadableError for a document that is no inspection letter or report.
    """
    own = _own_account(parts)
    cues = list(zip(_places(), load_cues("kinds", key="kind"), strict=True))
    fitting = [(place, cue) for place, cue in cues if (place == "own-account") == own or cue.key == _ELSE]
    for span in _spans(parts):
        meant = [cue for place, cue in fitting if span == parts.subject or place == "title"]
        found = [(match.start(), match.end(), cue.key) for cue in meant for match in _found(parts, span, cue)]
        if found:
            start, end, kind = min(found, key=lambda place: (place[2] == _ELSE, place[0]))
            return Stated(value=kind, passage=parts.letter.passage(span.start + start, span.start + end))
    raise UnreadableError(
        "no inspection letter or report",
        code="no-inspection-letter",
        where=parts.letter.file,
        remedy="give inspectors' letters and reports on children's services",
    )


def _found(parts: LetterParts, span: Span, cue: Cue) -> Iterator[re.Match[str]]:
    match = cue.pattern.search(parts.flat(span))
    if match:
        yield match


def _spans(parts: LetterParts) -> Iterator[Span]:
    """The subject or title, which decides where it tells the kind, and the first words after it."""
    if parts.subject:
        yield parts.subject
    first = parts.letter.blocks[parts.salutation].start if parts.salutation is not None else 0
    yield Span(start=first, end=min(parts.letter.flow_end, first + _TITLE))


def _own_account(parts: LetterParts) -> bool:
    """Whether the authority itself tells what inspectors told it: a second-hand source."""
    if parts.is_letter:
        return False
    opening = parts.flat(Span(start=0, end=min(parts.letter.flow_end, 3 * _TITLE)))
    return any(cue.pattern.search(opening) for cue in load_cues("own-account", key="pattern"))


def settle_kind(kind: Stated, dates: VisitDates | None) -> Stated:
    """The kind with ILACS inspections told apart by their length, which is not printed.

    >>> settle_kind(Stated(value="jtai", passage=None), None).value
    'jtai'
    """
    if kind.value != "ilacs":
        return kind
    days = SHORT_DAYS + 1
    if dates:
        days = (date.fromisoformat(dates.end) - date.fromisoformat(dates.start)).days + 1
    return replace(kind, value="ilacs-short" if days <= SHORT_DAYS else "ilacs-standard")
