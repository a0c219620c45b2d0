"""Letterhead, subject, flow and signature of a letter told apart, whatever format it came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.headings import (
    is_heading_like,
    is_key_and_value,
    is_known_heading,
    role_of_heading,
)
from inspectgraph.letters.wording import closing_words, is_salutation

_SUBJECT_WORDS = 30
CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\r\v\x85\u2028\u2029", "\n"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),  # soft hyphens and what has no width
        **{chr(code): " " for code in (*range(9), *range(14, 32), 127)},  # control characters
        "\u00a0": " ",
        "\ufffe": "-",  # left by PDF converters for a hyphen at a line's end
    }
)
"""What stands for other characters in every source: line ends, blanks, marks without width."""


def tell_parts(drafts: Sequence[Draft], *, is_letter: bool) -> Iterator[Draft]:
    """Tell headings from paragraphs; letterhead and signature are lines and never headings.

    A letter's subject, the first block after its salutation, is a heading of level 1.
    """
    part = "letterhead" if is_letter else "flow"
    for place, draft in enumerate(drafts):
        closing = closing_words(draft.text)
        if part == "letterhead" and is_salutation(draft.text):
            part = "subject"
            yield draft._replace(kind="line")
        elif closing and part != "letterhead":
            part = "signature"
            yield from _closing_lines(draft, closing)
        elif part in ("letterhead", "signature"):
            yield draft if draft.kind == "row" else draft._replace(kind="line")
        elif part == "subject" and draft.kind in ("paragraph", "line") and _may_be_subject(draft.text):
            yield draft._replace(kind="heading", level=1)
            part = "flow"
        else:
            part = "flow"
            yield _heading_or_not(draft, following=drafts[place + 1] if place + 1 < len(drafts) else None)


def _closing_lines(draft: Draft, closing: str) -> Iterator[Draft]:
    """The closing words, and the name that stands on the same line as a line of its own."""
    yield draft._replace(kind="line", text=closing, breaks=())
    if name := draft.text[len(closing) :].strip(" ,"):
        yield draft._replace(kind="line", text=name, breaks=())


def _may_be_subject(text: str) -> bool:
    return len(text.split()) <= _SUBJECT_WORDS and not text.endswith(".")


def _heading_or_not(draft: Draft, *, following: Draft | None) -> Draft:
    if draft.kind != "paragraph" or draft.level:
        return draft
    if draft.marker and not _is_numbered_heading(draft.text):
        return draft
    if not is_heading_like(draft.text):
        return draft._replace(kind="line") if is_key_and_value(draft.text) else draft
    torn = following is not None and following.kind == "paragraph" and following.text[:1].islower()
    return draft if torn else draft._replace(kind="heading", level=2)


def _is_numbered_heading(text: str) -> bool:
    """Whether the words after a number are a heading and no row of a table of grades."""
    return is_known_heading(text) and role_of_heading(text) != "graded"
