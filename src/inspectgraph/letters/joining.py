"""Lines into blocks: what a line break or a page break tore apart is put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.headings import is_key_and_value, is_known_heading
from inspectgraph.letters.wording import is_left_open

_CLOSERS = "\"'”’)]"  # that may stand after the mark that ends a sentence
_NAME_LIST = re.compile(r"[^:]{2,40}s:")  # "Team inspectors: ..."
_WRAPPED_AT_MOST = 130  # a text of which more than one line in fifty is longer is not hard-wrapped
_FULL = 0.75  # a line runs on where the next word would have filled it to this share of the width
STRICTLY = 1.2  # by which the width counts for more among short lines, as of addresses and name lists
_TAIL = 60  # characters at the end of a text that tell how it ends
_HEADING_WORDS = 14  # a stretch of more words, cut off by a page break, is no heading


def wrap_width(lengths: Iterable[int]) -> int:
    """The width in characters at which a text is hard-wrapped, 0 if its paragraphs are one line each.

    >>> wrap_width([70, 72, 68, 71, 30] * 5), wrap_width([400, 20, 380])
    (72, 0)
    """
    ordered = sorted(lengths)
    if not ordered:
        return 0
    width, longest = ordered[int((len(ordered) - 1) * 0.95)], ordered[-1 - len(ordered) // 50]
    return width if width >= 50 and longest <= _WRAPPED_AT_MOST else 0


def is_full(line: str, following: str, *, width: int) -> bool:
    """Whether the first word of `following` had no room in `line`, so that it was wrapped there.

    >>> is_full("Social workers know their cases", "well.", width=46)
    True
    >>> is_full("Director of Children's Services", "Lancashire", width=72)
    False
    """
    word, *_ = following.split(maxsplit=1) or [""]
    return bool(width) and len(line) + 1 + len(word) >= _FULL * width


def has_ended(text: str) -> bool:
    """Whether a text ends as a sentence or an introduction to a list does.

    >>> has_ended("Plans are clear.”"), has_ended("They help:"), has_ended("an area for")
    (True, True, False)
    """
    return text[-_TAIL:].rstrip(_CLOSERS).endswith((".", "!", "?", ":", ";"))


def has_ended_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does.

    >>> has_ended_sentence("Plans are clear.”"), has_ended_sentence("They help:")
    (True, False)
    """
    return text[-_TAIL:].rstrip(_CLOSERS).endswith((".", "!", "?"))


def runs_on(line: str, following: str, *, width: int) -> bool:
    """Whether `following`, the next line of the same paragraph, continues `line`.

    >>> runs_on("1 Clifton Street", "Blackpool", width=0)
    False
    >>> runs_on("The quality of assessments and", "plans is good.", width=0)
    True
    """
    if following[:1].islower() and not has_ended(line):
        return True
    if is_key_and_value(line):
        room = width if _NAME_LIST.match(line) else round(width * STRICTLY)
        return line.endswith(",") or is_full(line, following, width=room)
    if is_full(line, following, width=width):
        return not (has_ended(line) and is_known_heading(following))
    return not has_ended(line) and is_left_open(line)


def join_words(left: str, right: str) -> str:
    """Two pieces of one sentence put together; a hyphen at the break stays and takes no space.

    >>> join_words("long-", "term"), join_words("in an area", "for development")
    ('long-term', 'in an area for development')
    """
    return f"{left}{_gap(left, right)}{right}"


def _gap(left: str, right: str) -> str:
    return "" if left.endswith("-") and not left.endswith(" -") and right[:1].islower() else " "


def mend_broken(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Put together blocks that a page break, or a blank line, parted in mid-sentence; furniture comes last.

    >>> halves = ("This was an area", "for growth.")
    >>> [d.text for d in mend_broken(Draft(kind="paragraph", text=half) for half in halves)]
    ['This was an area for growth.']
    """
    held: list[Draft] = []
    furniture: list[Draft] = []
    for draft in drafts:
        if draft.kind == "furniture":
            furniture.append(draft)
        elif held and _is_torn(held[-1], draft, begins=held[0]):
            held.append(draft)
        else:
            if held:
                yield mended(held)
            held = [draft]
    if held:
        yield mended(held)
    yield from furniture


def _is_torn(left: Draft, right: Draft, *, begins: Draft) -> bool:
    """Whether `right` goes on with the sentence that `left`, a piece of the block `begins`, leaves open."""
    if begins.kind not in ("paragraph", "item") or right.kind != "paragraph" or right.marker:
        return False
    if has_ended(left.text):
        return False
    if right.text[:1].islower() or is_left_open(left.text) or left.text.endswith(","):
        return True
    return right.page > left.page and len(left.text.split()) > _HEADING_WORDS


def mended(pieces: Sequence[Draft]) -> Draft:
    """The pieces of one block put together, with a break where a piece begins on a later page.

    >>> halves = [Draft(kind="item", text="In an area", page=1), Draft(kind="item", text="of need.", page=2)]
    >>> mended(halves).text, mended(halves).breaks
    ('In an area of need.', (11,))
    """
    first = pieces[0]
    if len(pieces) == 1:
        return first
    words, at, page, breaks = (
        [first.text],
        len(first.text),
        first.page + len(first.breaks),
        list(first.breaks),
    )
    for before, piece in pairwise(pieces):
        gap = _gap(before.text, piece.text)
        words += [gap, piece.text]
        at += len(gap)
        breaks += [at] * (piece.page - page) + [at + offset for offset in piece.breaks]
        page = max(page, piece.page) + len(piece.breaks)
        at += len(piece.text)
    return first._replace(text="".join(words), breaks=tuple(breaks))


def join_lines(lines: Sequence[str], *, width: int) -> Iterator[tuple[int, str]]:
    """The paragraphs in a run of lines with no blank one between: index of the first line, and the words.

    >>> list(join_lines(["Mr A", "County Hall"], width=0))
    [(0, 'Mr A'), (1, 'County Hall')]
    """
    begin, words = 0, list(lines[:1])
    for index, (before, line) in enumerate(pairwise(lines), start=1):
        if runs_on(before, line, width=width):
            words += [_gap(before, line), line]
        else:
            yield begin, "".join(words)
            begin, words = index, [line]
    if words:
        yield begin, "".join(words)
