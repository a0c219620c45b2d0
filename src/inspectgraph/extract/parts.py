"""The parts of a letter that tell its metadata: letterhead, subject, opening, signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from inspectgraph.extract.cues import load_cues
from inspectgraph.letters.headings import ends_with_grade, heading_words, role_of_heading
from inspectgraph.letters.model import Block, Letter, Section
from inspectgraph.letters.wording import closing_words, is_salutation

_BEFORE_FINDINGS = frozenset({"", "scope", "graded", "boilerplate", "method"})
"""Roles of headings that may stand on a title page or among a letter's first paragraphs."""

WITHIN_OTHERS = frozenset({"improve", "priority"})
"""Roles of headings that, inside another body's list of what must improve, are parts of that list."""

OTHERS = frozenset({"improve-board"})
"""Roles of lists of what a body other than the authority must improve."""

LISTING = WITHIN_OTHERS | OTHERS | {"strengths"}
"""Roles of sections that are lists."""

_WHITE = re.compile(r"\s")
_LETTERHEAD = 100  # blocks among which a salutation stands
_OPENING = 3000  # characters of running text that a title page or first paragraphs take at most


class Span(NamedTuple):
    """A stretch of a letter's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterParts:
    """Where a letter's parts stand; `salutation` and `closing` are indices of blocks, None if there is none.

    `subject` is the title or subject heading; `opening` reaches from the beginning to the first section
    with findings, at most 3,000 characters of running text.
    """

    letter: Letter
    salutation: int | None
    closing: int | None
    subject: Span | None
    opening: Span

    @property
    def is_letter(self) -> bool:
        """Whether the document addresses somebody ("Dear ...")."""
        return self.salutation is not None

    def letterhead(self) -> tuple[Block, ...]:
        """The blocks before the salutation; empty for a document without one."""
        return self.letter.blocks[: self.salutation] if self.salutation is not None else ()

    def signature(self) -> tuple[Block, ...]:
        """The blocks after "Yours sincerely", furniture not among them."""
        if self.closing is None:
            return ()
        return tuple(b for b in self.letter.blocks[self.closing + 1 :] if b.kind != "furniture")

    def flat(self, span: Span) -> str:
        """The words of a span with each white-space character made a space: offsets stay."""
        return flat_text(self.letter.text)[span.start : span.end]


def flatten(text: str) -> str:
    """The text with each white-space character made a plain space, so that its length stays.

    >>> flatten("Overall\\teffectiveness\\n")
    'Overall effectiveness '
    """
    return text if text.isprintable() else _WHITE.sub(" ", text)  # white space but " " is not printable


@lru_cache(maxsize=2)  # several extractors ask for it of the same letter
def flat_text(text: str) -> str:
    """A letter's text as by `flatten`; quicker for a long text with line breaks.

    >>> flat_text("What inspectors\\nfound")
    'What inspectors found'
    """
    return flatten(text.replace("\n", " ").replace("\t", " "))


def find_parts(letter: Letter) -> LetterParts:
    """Find the parts of a letter.

    >>> from inspectgraph.letters.source import read_letter_bytes
    >>> letter = read_letter_bytes(b"Dear X\\n\\nFocused visit to Y\\n\\nThis letter says it.", file="a")
    >>> parts = find_parts(letter)
    >>> parts.flat(parts.subject)
    'Focused visit to Y'
    """
    salutation = _first_block(letter, is_salutation, within=range(min(_LETTERHEAD, len(letter.blocks))))
    after = range(0 if salutation is None else salutation + 1, len(letter.blocks))
    return LetterParts(
        letter=letter,
        salutation=salutation,
        closing=_first_block(letter, lambda words: closing_words(words) is not None, within=after),
        subject=_subject(letter, salutation),
        opening=_opening(letter, salutation),
    )


def _first_block(letter: Letter, is_meant: Callable[[str], bool], *, within: range) -> int | None:
    for index in within:
        block = letter.blocks[index]
        if block.kind in ("line", "paragraph") and is_meant(letter.words_of(block)):
            return index
    return None


def _subject(letter: Letter, salutation: int | None) -> Span | None:
    first = 0 if salutation is None else salutation + 1
    for block in letter.blocks[first:]:
        if block.kind == "heading":
            return Span(start=block.start, end=block.end)
        if salutation is not None and block.kind == "paragraph":
            return None
    return None


def _opening(letter: Letter, salutation: int | None) -> Span:
    base = letter.blocks[salutation].end if salutation is not None else 0
    end = min(letter.flow_end, base + _OPENING)
    for heading in _headings(letter):
        if heading.start > base and role_of_heading(letter.words_of(heading)) not in _BEFORE_FINDINGS:
            end = min(end, heading.start)
            break
    return Span(start=0, end=max(end, 1))


def _headings(letter: Letter) -> Iterator[Block]:
    return (block for block in letter.blocks if block.kind == "heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """The section whose role those under it take; `is_bare` if it has nothing but a heading of its own."""

    level: int
    role: str
    is_bare: bool = False
    first: Block | None = None

    def goes_on_with(self, section: Section, first: Block | None) -> bool:
        """Whether a section under a heading that names no list of its own is a part of this one."""
        if self.role not in LISTING or section.heading is None or first is None or first.marker is None:
            return False
        if self.first is not None and (self.first.number is None) != (first.number is None):
            return False
        if section.heading.level > self.level:
            return True
        return self.is_bare and section.heading.level == self.level and self.role not in OTHERS


def section_roles(letter: Letter) -> tuple[str, ...]:
    """The role of each section, by its heading.

    Where a heading tells none: "opening" before the first that does; then, under a deeper heading, that of
    the section above; else "findings". A list of what must improve also goes on under headings of graded
    areas, and under headings of its own level where nothing but these parts it from its heading. One inside
    the safeguarding board's list is the board's, and so is one in the part of a report on the board
    (`ontology/cues/board-parts.csv`), which comes after the authority's own list.
    """
    roles: list[str] = []
    held = _Held(level=0, role="opening")
    for section in letter.sections:
        first = next(letter.blocks_of(section), None)
        role, held = _role_and_held(letter, section, first, held)
        if held.role in LISTING and held.first is None and first is not None and first.marker:
            held = replace(held, first=first)
        roles.append(role)
    return tuple(_with_board(letter, roles))


def _with_board(letter: Letter, roles: Sequence[str]) -> Iterator[str]:
    """The roles, where lists in the part on the board are the board's."""
    has_list = in_board = False
    for section, role in zip(letter.sections, roles, strict=True):
        yield "improve-board" if in_board and role in WITHIN_OTHERS else role
        if role in WITHIN_OTHERS:  # a table of contents has such headings too, but no items under them
            has_list = has_list or any(block.marker for block in letter.blocks_of(section))
        elif section.heading is not None and has_list:
            in_board = in_board or _names_board(letter.words_of(section.heading))


def _names_board(heading: str) -> bool:
    words = heading_words(heading)
    return any(cue.pattern.fullmatch(words) for cue in load_cues("board-parts", key="pattern"))


def _role_and_held(letter: Letter, section: Section, first: Block | None, held: _Held) -> tuple[str, _Held]:
    """The role of a section, and what holds for those after it."""
    heading = section.heading
    if heading is None:
        return held.role, held
    role = role_of_heading(letter.words_of(heading))
    names_no_list = role in ("", "graded") and not ends_with_grade(letter.words_of(heading))
    if names_no_list and held.goes_on_with(section, first):
        return held.role, held
    if role in WITHIN_OTHERS and held.role in OTHERS and heading.level >= held.level + (not held.is_bare):
        return held.role, held
    if role:
        return role, _Held(level=heading.level, role=role, is_bare=first is None)
    if heading.level > held.level or held.role == "opening":
        return held.role, held
    return "findings", replace(held, role="findings") if held.role in LISTING else held
