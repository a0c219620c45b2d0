"""The parts of a letter that tell its metadata: letterhead, subject, opening, signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inspectgraph.letters.headings import role_of_heading
from inspectgraph.letters.model import Block, Letter
from inspectgraph.letters.wording import closing_words, is_salutation

_BEFORE_FINDINGS = frozenset({"", "scope", "graded", "boilerplate", "method"})
"""Roles of headings that may stand on a title page or among a letter's first paragraphs."""

_LETTERHEAD = 100  # blocks among which a salutation stands
_OPENING = 3000  # characters of running text that a title page or first paragraphs take at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
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
        return flatten(self.letter.text[span.start : span.end])


def flatten(text: str) -> str:
    """The text with each white-space character made a plain space, so that its length stays.

    >>> flatten("Overall\\teffectiveness\\n")
    'Overall effectiveness '
    """
    return re.sub(r"\s", " ", text)


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


def section_roles(letter: Letter) -> tuple[str, ...]:
    """The role of each section, by its heading.

    Where a heading tells none: "opening" before the first that does; then, under a deeper heading, that of
    the section above; else "findings".
    """
    roles: list[str] = []
    held: tuple[int, str] = (0, "opening")
    for section in letter.sections:
        heading = section.heading
        role = role_of_heading(letter.words_of(heading)) if heading else ""
        if heading and role:
            held = (heading.level, role)
        above = heading is None or heading.level > held[0] or held[1] == "opening"
        roles.append(role or (held[1] if above else "findings"))
    return tuple(roles)
