"""What kind of letter it is, from its title, subject line and opening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from inspectgraph.errors import UnreadableError
from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.model import Stated, VisitDates
from inspectgraph.extract.parts import LetterParts, Span

SHORT_DAYS = 6
"""An inspection of at most so many days on site, the first and the last among them, is a short one."""

_ELSE = "other"  # the kind of what is a letter or report of none of the kinds
_TITLE = 1500  # characters in which a report's title stands


def extract_kind(parts: LetterParts) -> Stated:
    """The letter's kind id and the words that tell it.

    Raises UnreadableError for a document that is no inspection letter or report.
    """
    own = _own_account(parts)
    cues = load_cues("kinds", key="kind")
    fitting = [cue for cue in cues if (cue.row["where"] == "own-account") == own or cue.key == _ELSE]
    for span in _spans(parts):
        words = parts.flat(span)
        meant = [cue for cue in fitting if span == parts.subject or cue.row["where"] == "title"]
        found = [(m.start(), m.end(), cue.key) for cue in meant if (m := cue.pattern.search(words))]
        if found:
            start, end, kind = min(found, key=lambda place: (place[2] == _ELSE, place[0]))
            return Stated(value=kind, passage=parts.letter.passage(span.start + start, span.start + end))
    raise UnreadableError(
        "no inspection letter or report",
        code="no-inspection-letter",
        where=parts.letter.file,
        remedy="give inspectors' letters and reports on children's services",
    )


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
