"""To whom a letter is addressed: one person with an address, or a list of people one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from inspectgraph.extract.model import PersonInRole
from inspectgraph.extract.names import HONORIFIC, is_role_word, name_at_start, split_people
from inspectgraph.extract.parts import LetterParts, Span, flatten
from inspectgraph.letters.model import Block

_BODY = re.compile(r"\b(?:Council|Trust|Corporation|Partnership)\b")
_STREET = re.compile(r"\d|\b(?:Street|Road|House|Hall|Way|Lane|Square|Avenue|Building|Offices?|Centre)\b")
_TWICE = re.compile(r"\b(?P<words>\w+[’']s Services?)\b.*?\s(?P<again>(?P=words))")
_LONGEST = 400  # characters in which a post stands on its line
_ADDRESS = 4  # lines after a name in which the post and the body stand


def extract_addressees(parts: LetterParts, *, authority: str) -> Iterator[PersonInRole]:
    """The first block of the letterhead that begins with a person's name, and those that follow it."""
    block = _address_block(parts)
    if not block:
        return
    listed = [b for b in block if "," in parts.letter.words_of(b) and _starts_with_name(parts, b)]
    first = parts.flat(Span(start=block[0].start, end=block[0].end))
    if len(listed) > 1 or sum(1 for _ in split_people(first)) > 1:
        for span in joined_lines(parts, block):
            yield from _listed(parts, span, authority=authority)
    else:
        yield _single(parts, block, authority=authority)


def _address_block(parts: LetterParts) -> Sequence[Block]:
    head = [b for b in parts.letterhead() if b.kind != "row"]
    for index, block in enumerate(head):
        words = parts.letter.words_of(block)
        if _starts_with_name(parts, block) and (
            HONORIFIC.match(words) or _has_role(words) or _role_follows(parts, head, index)
        ):
            return head[index:]
    return []


def _starts_with_name(parts: LetterParts, block: Block) -> bool:
    return name_at_start(parts.letter.words_of(block)) is not None


def _has_role(words: str) -> bool:
    named = name_at_start(words)
    return named is not None and any(is_role_word(word) for word in words[named[1] :].split()[:2])


def _role_follows(parts: LetterParts, head: Sequence[Block], index: int) -> bool:
    following = parts.letter.words_of(head[index + 1]).split() if index + 1 < len(head) else []
    return bool(following) and is_role_word(following[0])


def _single(parts: LetterParts, block: Sequence[Block], *, authority: str) -> PersonInRole:
    words = parts.letter.words_of(block[0])
    name, length = name_at_start(words) or (words, len(words))
    rest = flatten(words[length:]).strip(" ,")
    lines = [rest] if rest else []
    lines += [parts.letter.words_of(b)[:_LONGEST] for b in block[1:]]
    role = next((_post_in(line) for line in lines[:2] if _begins_with_post(line)), None)
    bodies = (line for line in lines[:_ADDRESS] if _BODY.search(line) and not _begins_with_post(line))
    last = block[1] if role and len(block) > 1 and not rest else block[0]
    return PersonInRole(
        name=name,
        role=role,
        organisation=next(bodies, authority),
        kind="addressee",
        is_lead=False,
        passage=parts.letter.passage(block[0].start, last.end),
    )


def _begins_with_post(line: str) -> bool:
    return any(is_role_word(word) for word in line.split()[:1])


def _post_in(line: str) -> str:
    """A post without the address that runs on after it on the same line."""
    street = _STREET.search(line)
    words = line[: street.start()] if street else line
    twice = _TWICE.search(words) if street else None
    return (words[: twice.start("again")] if twice else words).strip(" ,")


def joined_lines(parts: LetterParts, lines: Iterable[Block]) -> Iterator[Span]:
    """Spans of people printed one a line; a line that begins with no name belongs to the one before."""
    held: Span | None = None
    for line in lines:
        begins = _starts_with_name(parts, line) and "," in parts.letter.words_of(line)
        if held is not None and begins:
            yield held
        held = Span(start=line.start if held is None or begins else held.start, end=line.end)
    if held is not None:
        yield held


def _listed(parts: LetterParts, span: Span, *, authority: str) -> Iterator[PersonInRole]:
    for person in split_people(parts.flat(span)):
        yield PersonInRole(
            name=person.name,
            role=person.role,
            organisation=person.organisation or authority,
            kind="addressee",
            is_lead=False,
            passage=parts.letter.passage(span.start + person.start, span.start + person.end),
        )
