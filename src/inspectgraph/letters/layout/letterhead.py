"""The head of a letter: date, addressees and salutation, one line block each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.joining import join_words
from inspectgraph.letters.layout.measures import Measures
from inspectgraph.letters.layout.printed import PrintedLine, is_same_printed_line

_SALUTATION = re.compile(r"Dear\b.{0,80}")
_CLOSING = re.compile(r"Yours (?:sincerely|faithfully|truly)\b.{0,80}", re.IGNORECASE)
_ADDRESSEE = re.compile(
    r"(?:Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Cllr|Councillor|Professor|Prof)\b"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}, [A-Z]"
)
"""A title, or a name and an office after a comma, opens the next addressee however full the line was."""
_NEARLY_FULL = 0.85  # of the way to the margin
_FEW_WORDS = 4  # that one line may leave to the next
_WITHIN = 80  # lines within which a letter's salutation stands


def part_letterhead(
    lines: Sequence[PrintedLine], measures: Measures
) -> tuple[list[Draft], Sequence[PrintedLine]]:
    """Drafts of a letter's head, its salutation the last, and the lines after it; no drafts for a report."""
    for index, line in enumerate(lines[:_WITHIN]):
        if _SALUTATION.fullmatch(line.text):
            head = lines[: index + 1]
            narrow = replace(measures, reach=max(part.right for part in head))
            return list(single_lines(head, narrow)), lines[index + 1 :]
    return [], lines


def is_closing(text: str) -> bool:
    """Whether a letter's text ends with this line, and its signatures follow.

    >>> is_closing("Yours sincerely")
    True
    """
    return bool(_CLOSING.fullmatch(text))


def single_lines(lines: Sequence[PrintedLine], measures: Measures) -> Iterator[Draft]:
    """A draft for each line; one that ran on because there was no room is put together."""
    text, before, page = "", None, 0
    for line in lines:
        if before is not None and _runs_over(before, line, measures):
            text = join_words(text, line.text)
        else:
            if text:
                yield Draft(kind="line", text=text, page=page)
            text, page = line.text, line.page
        before = line
    if text:
        yield Draft(kind="line", text=text, page=page)


def _runs_over(before: PrintedLine, line: PrintedLine, measures: Measures) -> bool:
    if is_same_printed_line(before, line):
        return True
    if not measures.is_next_below(before, line) or abs(before.left - line.left) > before.size:
        return False
    if line.text[:1].islower():
        return True
    if _ADDRESSEE.match(line.text) and not before.text.endswith((",", "-", " and", " of")):
        return False
    return measures.is_full(before, line) or (
        before.right > _NEARLY_FULL * measures.reach and len(line.text.split()) <= _FEW_WORDS
    )
