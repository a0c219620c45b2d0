"""Blocks of a source that tells its own structure (DOCX, HTML), and how they become drafts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.drafting import draft_blocks, set_levels
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.furniture import Line
from inspectgraph.letters.joining import mend_broken, wrap_width
from inspectgraph.letters.lines import BULLETS, is_rule, read_marker
from inspectgraph.letters.parting import CHARACTERS, tell_parts
from inspectgraph.letters.wording import is_salutation

PAGE_TURN = "\0"
"""Stands in a piece's text where a new page begins; no XML or cleaned HTML holds it otherwise."""

_MOST_LINES = 200_000  # of a document; a long report has 2,000
_LETTERHEAD = 80  # blocks within which a letter's salutation stands
_HEADING_WORDS = 40  # a longer text under a heading's style is a paragraph
_CELL_WORDS = 40  # a longer cell, or a longer line with tabs in it, is prose
_CELL_BLOCKS = 2  # a cell with more blocks is there for the layout only
_LINES_OF_PROSE = 10  # from which hard-wrapped lines can be told from an address
_INDENT = 2  # columns of indent that one level of a list stands for
_TURN = re.compile(rf"(?<!\s)\s*+{PAGE_TURN}\s*+")
_NUMBER_CELL = re.compile(r"\(?(\d{1,3})[.)]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    r"""One block as the source marks it up; in `text` a "\n" breaks the line and a tab parts cells.

    `level` counts from 1 for a heading and from 0 for a list item.
    """

    kind: Literal["heading", "paragraph", "item", "row", "furniture"]
    text: str
    level: int = 0
    marker: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paged:
    """Words with single spaces, the page they begin on and where in them the next ones begin."""

    text: str
    page: int
    breaks: tuple[int, ...]
    last_page: int


def draft_pieces(pieces: Iterable[Piece]) -> Iterator[Draft]:
    """Drafts of all pieces, the parts of a letter told apart as in plain text, furniture last.

    >>> heading = Piece(kind="heading", text="Findings", level=2)
    >>> [(d.kind, d.text) for d in draft_pieces([heading, Piece(kind="paragraph", text="• Good plans.")])]
    [('heading', 'Findings'), ('item', 'Good plans.')]
    """
    pieces = list(pieces)
    flow = _levelled(_drafts_of([piece for piece in pieces if piece.kind != "furniture"]))
    is_letter = any(is_salutation(draft.text) for draft in flow[:_LETTERHEAD])
    yield from mend_broken(tell_parts(flow, is_letter=is_letter))
    notes = (
        _single_spaced(piece.text.replace(PAGE_TURN, "")) for piece in pieces if piece.kind == "furniture"
    )
    yield from (Draft(kind="furniture", text=note) for note in notes if note)


def refuse_too_long(pieces: Sequence[Piece], *, where: str) -> None:
    """Raise UnreadableError with the code `too-large` for more blocks and lines than any letter has."""
    if sum(1 + piece.text.count("\n") for piece in pieces) > _MOST_LINES:
        raise UnreadableError(
            f"more than {_MOST_LINES} paragraphs",
            code="too-large",
            where=where,
            remedy="save the letter alone",
        )


def count_letters(drafts: Iterable[Draft]) -> int:
    """How many letters the running text has.

    >>> count_letters([Draft(kind="line", text="Mr A 12"), Draft(kind="furniture", text="Page")])
    3
    """
    return sum(
        character.isalpha() for draft in drafts if draft.kind != "furniture" for character in draft.text
    )


def lay_out_row(cells: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """A row of a table as one piece; cells that only place prose on the page are given one by one.

    >>> cells = [[Piece(kind="paragraph", text=text)] for text in ("Leaders", "Good")]
    >>> [piece.text for piece in lay_out_row(cells)]
    ['Leaders\\tGood']
    """
    filled = [cell for cell in cells if any(_plain_words(piece) for piece in cell)]
    texts = [" ".join(_plain_words(piece) for piece in cell).strip() for cell in filled]
    turns = PAGE_TURN if any(PAGE_TURN in piece.text for cell in cells for piece in cell) else ""
    if len(cells) > 1 and not any(map(_is_layout, filled)):
        yield Piece(kind="row", text=turns + "\t".join(texts))
    elif len(filled) == 2 and len(filled[1]) == 1 and (marked := _marked_by_cell(texts[0], filled[1][0])):
        yield marked
    else:
        for cell in cells:
            yield from cell


def _is_layout(cell: Sequence[Piece]) -> bool:
    if len(cell) > _CELL_BLOCKS or any(piece.kind in ("item", "row") for piece in cell):
        return True
    return sum(len(piece.text.split()) for piece in cell) > _CELL_WORDS


def _marked_by_cell(mark: str, piece: Piece) -> Piece | None:
    """The prose of a row whose first cell holds the paragraph's number or bullet."""
    if mark in BULLETS:
        return replace(piece, kind="item", marker=mark)
    number = _NUMBER_CELL.fullmatch(mark)
    return replace(piece, kind="paragraph", marker=mark, number=int(number[1])) if number else None


def _plain_words(piece: Piece) -> str:
    return " ".join(piece.text.replace(PAGE_TURN, "").split())


def _levelled(drafts: Iterable[Draft]) -> list[Draft]:
    """All drafts with levels of lists; a numbered heading keeps its own and ends the lists before it."""
    levelled: list[Draft] = []
    for is_heading, group in groupby(drafts, key=lambda draft: draft.kind == "heading"):
        together = list(group)
        levelled += together if is_heading else set_levels(together)
    return levelled


def _drafts_of(pieces: Sequence[Piece]) -> Iterator[Draft]:
    page = 1 if any(PAGE_TURN in piece.text for piece in pieces) else 0
    for piece in pieces:
        has_lines = piece.kind == "paragraph" and not piece.marker and "\n" in piece.text.strip()
        paged = [_paged(line, page=page) for line in [piece.text]]
        if has_lines:
            paged, at = [], page
            for line in piece.text.split("\n"):
                paged.append(_paged(line, page=at))
                at = paged[-1].last_page
            yield from _from_lines(paged)
        elif paged[0].text and not is_rule(paged[0].text):
            yield _draft(piece, paged[0])
        page = paged[-1].last_page


def _from_lines(paged: Sequence[_Paged]) -> Iterator[Draft]:
    lines = [Line(text=_untabbed_prose(line.text), page=line.page) for line in paged]
    lengths = [len(line.text) for line in lines if not line.is_blank]
    yield from draft_blocks(lines, width=wrap_width(lengths) if len(lengths) >= _LINES_OF_PROSE else 0)


def _untabbed_prose(text: str) -> str:
    is_prose = read_marker(text) is not None or len(text.split()) > _CELL_WORDS
    return text.replace("\t", " ") if is_prose else text


def _draft(piece: Piece, paged: _Paged) -> Draft:
    text = paged.text if piece.kind == "row" else _untabbed_prose(paged.text)
    draft = Draft(kind="paragraph", text=text, page=paged.page, breaks=paged.breaks)
    if piece.kind == "row":
        return draft._replace(kind="row")
    if piece.kind == "heading" and len(text.split()) <= _HEADING_WORDS:
        text = text.replace("\t", " ")
        return draft._replace(
            kind="heading", text=text, level=piece.level, marker=piece.marker, number=piece.number
        )
    if piece.marker:
        kind: Literal["item", "paragraph"] = "item" if piece.kind == "item" else "paragraph"
        level = piece.level * _INDENT
        text = text.replace("\t", " ")
        return draft._replace(kind=kind, text=text, level=level, marker=piece.marker, number=piece.number)
    return _typed(draft)


def _typed(draft: Draft) -> Draft:
    """The draft without a bullet or number that was typed as text; one with tabs is a row."""
    marker = read_marker(draft.text)
    if marker is None:
        return draft._replace(kind="row") if "\t" in draft.text else draft
    return draft._replace(
        kind="item" if marker.number is None else "paragraph",
        text=draft.text[marker.width :],
        marker=marker.text,
        number=marker.number,
        breaks=tuple(place - marker.width for place in draft.breaks if place > marker.width),
    )


def _single_spaced(text: str) -> str:
    return re.sub(r" ?\t[ \t]*", "\t", re.sub(r"[^\S\t]+", " ", text.translate(CHARACTERS))).strip()


def _paged(text: str, *, page: int) -> _Paged:
    """The words of a text with page turns in it, of which those before its first word come first."""
    first, *others = _TURN.sub(_keep_one_space, text).split(PAGE_TURN)
    words, offsets = _single_spaced(first), []
    open_end = first[-1:].isspace()
    for other in others:
        words += " " if words and open_end else ""
        offsets.append(len(words))
        words += _single_spaced(other)
        open_end = other[-1:].isspace() or (open_end and not other.strip())
    words = words.rstrip()
    before = sum(offset == 0 for offset in offsets)
    inner = tuple(offset for offset in offsets if 0 < offset < len(words))
    return _Paged(text=words, page=page + before, breaks=inner, last_page=page + len(offsets))


def _keep_one_space(turn: re.Match[str]) -> str:
    return PAGE_TURN if turn[0] == PAGE_TURN else f" {PAGE_TURN}"
