"""Who signs a letter, and who gets a copy of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inspectgraph.extract.addressees import joined_lines
from inspectgraph.extract.model import PersonInRole
from inspectgraph.extract.names import (
    bare_name,
    inspector_title,
    is_role_word,
    name_at_start,
    organisation_of_title,
    split_people,
)
from inspectgraph.extract.parts import LetterParts, Span
from inspectgraph.letters.model import Block

_COPY = re.compile(r"(?:c\.?c\.?\b\s*:?|(?:copy|copies|copied)(?: to)?\s*:)\s*", re.IGNORECASE)
_SIGNED = 12  # blocks of a signature, of several inspectorates together
_LONGEST = 300  # characters of a line that names people


def extract_signatories(parts: LetterParts) -> Iterator[PersonInRole]:
    """Who signs: the first name after the closing words, and each other with a title beside or below it."""
    signed, _ = _signed_and_copied(parts)
    is_first = True
    for index, block in enumerate(signed[:_SIGNED]):
        words = _words(parts, block)
        named = name_at_start(words)
        if named is None:
            continue
        below = signed[index + 1] if index + 1 < len(signed) else None
        title, end = _title_of(parts, words[named[1] :], block=block, below=below)
        if title is None and not is_first:
            continue
        is_first = False
        yield PersonInRole(
            name=bare_name(named[0]),
            role=title,
            organisation=organisation_of_title(title) if title else None,
            kind="signatory",
            is_lead=False,
            passage=parts.letter.passage(block.start, end),
        )


def _title_of(parts: LetterParts, rest: str, *, block: Block, below: Block | None) -> tuple[str | None, int]:
    """The title after a name on its line, else on the line below, and where it ends."""
    if match := inspector_title().search(rest):
        return match[0], block.end
    words = _words(parts, below) if below else ""
    if below and (match := inspector_title().match(words)):
        return match[0], below.end
    if below and any(is_role_word(word) for word in words.split()[:2]):
        return words, below.end
    return None, block.end


def extract_copied(parts: LetterParts) -> Iterator[PersonInRole]:
    """Who gets a copy: those named after "Copy:" or "cc" and on the lines below it."""
    _, copied = _signed_and_copied(parts)
    if not copied:
        return
    first = copied[0]
    mark = _COPY.match(parts.letter.words_of(first))
    begin = first.start + (mark.end() if mark else 0)
    spans = [Span(start=begin, end=first.end)] if begin < first.end else []
    for span in [*spans, *joined_lines(parts, copied[1:])]:
        for person in split_people(parts.flat(span)[:_LONGEST]):
            yield PersonInRole(
                name=person.name,
                role=person.role,
                organisation=person.organisation,
                kind="copied",
                is_lead=False,
                passage=parts.letter.passage(span.start + person.start, span.start + person.end),
            )


def _signed_and_copied(parts: LetterParts) -> tuple[Sequence[Block], Sequence[Block]]:
    blocks = parts.signature()
    at = next((i for i, b in enumerate(blocks) if _COPY.match(parts.letter.words_of(b))), len(blocks))
    return blocks[:at], blocks[at:]


def _words(parts: LetterParts, block: Block) -> str:
    return parts.flat(Span(start=block.start, end=block.end))[:_LONGEST]
