"""Which sentences may name a team: a look at their head nouns, before they are cut into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from inspectgraph.extract.stretches import Stretches, in_small_letters
from inspectgraph.extract.teams.tokens import ACRONYM
from inspectgraph.extract.teams.words import Head, heads, words_never_before_head, words_of_sort

_ACRONYM = re.compile(rf"\s*{ACRONYM.pattern}")
_QUOTED = re.compile(r"(?<![\w’])[‘'“\"](?=\w)")
_QUOTES = "‘'“\""
_CALLED = ("known", "called", "named", "referred")
_BEFORE = 40  # characters in which the word before a head noun is looked for


def promising_parts(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those parts of a letter's text that can hold a team's name that is not known already.

    `parts` are start and end of its sentences, in their order. Most have no head noun, or one that no name
    can end with. It is a quick look, wrong only on one side: see `tests/extract/teams/test_promising.py`.

    >>> list(promising_parts("The leaving care team is busy. Services are good.", [(0, 30), (31, 49)]))
    [(0, 30)]
    """
    folded = in_small_letters(text)
    for number in Stretches(folded, parts).holding((_stems(),)):
        start, end = parts[number]
        if _is_promising(text, folded, start, end):
            yield start, end


def _is_promising(text: str, folded: str, start: int, end: int) -> bool:
    has_head = False
    for found in _head_nouns().finditer(folded, start, end):
        has_head = True
        head, at = heads()[found[0]], found.start()
        if head.takes_acronym and _ACRONYM.match(text, found.end(), end):
            return True
        if head.invites == "meeting":
            if any(word in folded[start:end] for word in words_of_sort("frequency")):
                return True
        elif _may_end_name(head, text[at], text[max(start, at - _BEFORE) : at]):
            return True
    return has_head and _holds_own_name(text, start, end)


def _may_end_name(head: Head, letter: str, before: str) -> bool:
    """Whether words may stand with a head noun that begins with `letter`, after `before`, for a name."""
    if head.is_plural and head.plurals != "known":
        return False
    if head.invites == "name" and not head.is_plural and not letter.isupper():
        return False
    words = before.split()
    if len(words) == 1:
        words = [words[0].lower()]  # "The service": the capital is only that of the sentence
    return bool(words) and not (before[-1].isspace() and words[-1] in words_never_before_head())


def _holds_own_name(text: str, start: int, end: int) -> bool:
    """Whether something is quoted, or called something: then every head noun may go with it."""
    words = text[start:end]
    for mark in _CALLED:  # plain loops: any() over a generator takes twice as long
        if mark in words:
            return True
    for mark in _QUOTES:
        if mark in words:
            return _QUOTED.search(words) is not None
    return False


@cache
def _head_nouns() -> re.Pattern[str]:
    """The head nouns, in small letters, that are no part of a longer word."""
    by_letter = groupby(sorted(heads()), key=lambda word: word[0])  # fewer alternatives at each place
    words = "|".join(f"{letter}(?:{'|'.join(word[1:] for word in some)})" for letter, some in by_letter)
    return re.compile(rf"\b(?:{words})(?![’'\-–‑]?\w)")


@cache
def _stems() -> tuple[str, ...]:
    """The head nouns, those left out that hold another."""
    words = sorted(heads(), key=len)
    return tuple(word for n, word in enumerate(words) if not any(shorter in word for shorter in words[:n]))
