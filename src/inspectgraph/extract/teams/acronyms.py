"""Acronyms: where a long form in the text defines one, and where it stands later in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inspectgraph.extract.stretches import Stretches, in_ascii
from inspectgraph.extract.teams.composed import short_name
from inspectgraph.extract.teams.sightings import Sighting
from inspectgraph.extract.teams.tokens import Token
from inspectgraph.extract.teams.words import heads, is_excluded

_SMALL = frozenset({"and", "of", "for", "the", "in", "with", "to", "a", "on", "around", "at"})
_FARTHEST = 10
_JOINED_BEFORE, _JOINED_AFTER = re.compile(r"[\w’'\-]"), re.compile(r"[\w\-]")


def sight_defined(text: str, tokens: Sequence[Token]) -> Iterator[Sighting]:
    """Every long form before an acronym whose letters it spells, if it ends with a head noun.

    "the resilience around families team (RAFT)" needs no word list to be seen.
    """
    for index, token in enumerate(tokens):
        if token.kind == "acronym" and index and _may_define(tokens[index - 1]):
            letters = acronym_in(token.words)
            start = _start_of_long_form(text, tokens, index, letters)
            if start is not None:
                long = (start, tokens[index - 1].end)
                if not is_excluded(short_name(text[slice(*long)])):
                    name = (_after_place(tokens, start), long[1])
                    yield Sighting(start=start, end=token.end, name=name, forms=(long,), acronym=letters)


def _after_place(tokens: Sequence[Token], start: int) -> int:
    """`start`, or the start of what follows the authority's own name there."""
    at = next(i for i, token in enumerate(tokens) if token.start == start)
    return tokens[at + 1].start if tokens[at].kind == "place" else start


def _may_define(token: Token) -> bool:
    head = heads().get(token.words.lower()) if token.kind == "head" else None
    return head is not None and head.takes_acronym


def acronym_in(words: str) -> str:
    """The letters of a bracketed acronym.

    >>> acronym_in("(‘RAFT’)")
    'RAFT'
    """
    return words.strip("()‘’'\"“” ")


def _start_of_long_form(text: str, tokens: Sequence[Token], index: int, letters: str) -> int | None:
    end = tokens[index - 1].end
    for token in reversed(tokens[max(0, index - _FARTHEST) : index - 1]):
        if token.kind == "break":
            return None
        if spells(text[token.start : end], letters):
            return token.start
    return None


def spells(long_form: str, letters: str) -> bool:
    """Whether the initials of the words, small words at will, spell the acronym; one may be left out.

    >>> spells("children's assessment and safeguarding teams", "CAST")
    True
    >>> spells("committed emergency duty team", "EDT")
    False
    """
    words = [re.sub(r"\W", "", word).lower() for word in re.split(r"[\s\-–‑/]+", long_form)]
    wanted = re.sub(
        r"[^a-z]", "", letters.removesuffix("s").lower() if letters[-1:] == "s" else letters.lower()
    )
    left_out, at = 0, 0
    for word in filter(None, words):
        if at < len(wanted) and word[0] == wanted[at]:
            at += 1
        elif word not in _SMALL:
            left_out += 1
    starts = bool(words) and words[0][:1] == wanted[:1] and words[0] not in _SMALL
    return starts and at == len(wanted) and left_out <= 1


def sight_later(text: str, shorts: Sequence[str], blocks: Sequence[tuple[int, int]]) -> Iterator[Sighting]:
    """Every place in some blocks of a text where one of these short forms stands as a word of its own.

    `blocks` are their starts and ends, in the order of the text. A name such as "Engage" is passed over at
    the start of a sentence, where it may be any word.
    """
    stretches = Stretches(in_ascii(text), blocks)
    for short in shorts:
        is_word = short.isalpha() and not short.isupper()
        for number in stretches.holding(((short,),)):
            start, end = blocks[number]
            for first in _places_of(short, text, start, end):
                if not (is_word and _opens_sentence(text[start:first])):
                    last = first + len(short)
                    yield Sighting(start=first, end=last, name=(first, last))


def _places_of(short: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where a short form stands by itself: a pattern made of it would have to be compiled for each."""
    at = text.find(short, start, end)
    while at >= 0:
        after = at + len(short)
        if _JOINED_BEFORE.match(text, max(start, at - 1), at) or _JOINED_AFTER.match(text, after, end):
            after = at + 1
        else:
            yield at
        at = text.find(short, after, end)


def _opens_sentence(before: str) -> bool:
    return before.rstrip("‘’'\"“” \n\t")[-1:] in ("", ".", "?", "!", ":", ";")
