"""Plain text and Markdown, hard-wrapped or one line a paragraph, with form feeds as page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from inspectgraph.letters.detect import decode_text
from inspectgraph.letters.drafting import draft_blocks, set_levels
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.furniture import Line, furniture_of
from inspectgraph.letters.grade_rows import set_rows
from inspectgraph.letters.headings import (
    is_heading_like,
    is_key_and_value,
    is_known_heading,
    role_of_heading,
)
from inspectgraph.letters.joining import STRICTLY, mend_broken, wrap_width
from inspectgraph.letters.lines import strip_markup
from inspectgraph.letters.wording import closing_words, is_salutation, opens_addressee

_LETTERHEAD = 80  # lines within which a letter's salutation stands
_SUBJECT_WORDS = 30
_QUOTED = re.compile(r"(?:> ?)+")
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\r\v\x85\u2028\u2029", "\n"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),  # soft hyphens and what has no width
        **{chr(code): " " for code in (*range(9), *range(14, 32), 127)},  # control characters
        "\u00a0": " ",
        "\ufffe": "-",  # left by PDF converters for a hyphen at a line's end
    }
)


def read_plain_text(data: bytes, where: str) -> Iterator[Draft]:
    """Drafts of the blocks of a text or Markdown document, furniture last.

    Raises UnreadableError if its characters can't be decoded.

    >>> [(d.kind, d.text) for d in read_plain_text(b"# Visit\\n\\n- Plans are\\n  clear.", "a.md")]
    [('heading', 'Visit'), ('item', 'Plans are clear.')]
    """
    lines = _lines_of(decode_text(data, where=where))
    heads = furniture_of(lines)
    flow = [Line(text="", page=line.page) if i in heads else line for i, line in enumerate(lines)]
    width = wrap_width(len(line.text) for line in flow if not line.is_blank)
    head, rest = _parted(flow)
    drafts = [
        *draft_blocks(_set_apart(head), width=round(width * STRICTLY)),
        *set_levels(draft_blocks(rest, width=width)),
    ]
    yield from set_rows(mend_broken(_in_parts(drafts, is_letter=bool(head))))
    for i in sorted(heads):
        yield Draft(kind="furniture", text=lines[i].text.strip(), page=lines[i].page)


def _lines_of(text: str) -> list[Line]:
    pages = text.replace("\r\n", "\n").translate(_CHARACTERS).split("\f")
    numbered = len(pages) > 1
    return [
        Line(text=_QUOTED.sub("", line, count=1) if line[:1] == ">" else line, page=number if numbered else 0)
        for number, page in enumerate(pages, start=1)
        for line in map(str.rstrip, page.split("\n"))
    ]


def _parted(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines before a letter's salutation, and the rest; no lines before for what is no letter."""
    shown = [i for i, line in enumerate(lines) if not line.is_blank][:_LETTERHEAD]
    at = next((i for i in shown if is_salutation(strip_markup(lines[i].text))), None)
    if at is None:
        return (), lines
    return (*lines[:at], lines[at]), lines[at + 1 :]


def _set_apart(head: Iterable[Line]) -> Iterator[Line]:
    """The lines of a letterhead with a blank one before each addressee."""
    for line in head:
        if opens_addressee(line.text.strip()):
            yield Line(text="", page=line.page)
        yield line


def _in_parts(drafts: Sequence[Draft], *, is_letter: bool) -> Iterator[Draft]:
    """Tell headings from paragraphs; letterhead and signature are lines and never headings.

    A letter's subject, the first block after its salutation, is a heading of level 1.
    """
    part = "letterhead" if is_letter else "flow"
    for place, draft in enumerate(drafts):
        closing = closing_words(draft.text)
        if part == "letterhead" and is_salutation(draft.text):
            part = "subject"
            yield replace(draft, kind="line")
        elif closing and part != "letterhead":
            part = "signature"
            yield from _closing_lines(draft, closing)
        elif part in ("letterhead", "signature"):
            yield draft if draft.kind == "row" else replace(draft, kind="line")
        elif part == "subject" and draft.kind in ("paragraph", "line") and _may_be_subject(draft.text):
            yield replace(draft, kind="heading", level=1)
            part = "flow"
        else:
            part = "flow"
            yield _heading_or_not(draft, following=drafts[place + 1] if place + 1 < len(drafts) else None)


def _closing_lines(draft: Draft, closing: str) -> Iterator[Draft]:
    """The closing words, and the name that stands on the same line as a line of its own."""
    yield replace(draft, kind="line", text=closing, breaks=())
    if name := draft.text[len(closing) :].strip(" ,"):
        yield replace(draft, kind="line", text=name, breaks=())


def _may_be_subject(text: str) -> bool:
    return len(text.split()) <= _SUBJECT_WORDS and not text.endswith(".")


def _heading_or_not(draft: Draft, *, following: Draft | None) -> Draft:
    if draft.kind != "paragraph" or draft.level:
        return draft
    if draft.marker and not _is_numbered_heading(draft.text):
        return draft
    if not is_heading_like(draft.text):
        return replace(draft, kind="line") if is_key_and_value(draft.text) else draft
    torn = following is not None and following.kind == "paragraph" and following.text[:1].islower()
    return draft if torn else replace(draft, kind="heading", level=2)


def _is_numbered_heading(text: str) -> bool:
    """Whether the words after a number are a heading and no row of a table of grades."""
    return is_known_heading(text) and role_of_heading(text) != "graded"
