"""Plain text and Markdown, hard-wrapped or one line a paragraph, with form feeds as page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from inspectgraph.letters.detect import decode_text
from inspectgraph.letters.drafting import draft_blocks, set_levels
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.furniture import Line, furniture_of
from inspectgraph.letters.grade_rows import set_rows
from inspectgraph.letters.joining import STRICTLY, mend_broken, wrap_width
from inspectgraph.letters.lines import strip_markup
from inspectgraph.letters.parting import CHARACTERS, tell_parts
from inspectgraph.letters.wording import is_salutation, opens_addressee

_LETTERHEAD = 80  # lines within which a letter's salutation stands
_QUOTED = re.compile(r"(?:> ?)+")


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
    yield from set_rows(mend_broken(tell_parts(drafts, is_letter=bool(head))))
    for i in sorted(heads):
        yield Draft(kind="furniture", text=lines[i].text.strip(), page=lines[i].page)


def _lines_of(text: str) -> list[Line]:
    pages = text.replace("\r\n", "\n").translate(CHARACTERS).split("\f")
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
