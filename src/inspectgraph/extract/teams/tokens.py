"""A stretch of text cut into the tokens from which team names are put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from inspectgraph.extract.teams.words import heads, phrases_beginning, sort_of
from inspectgraph.knowledge.authorities import authorities_named_in

TokenKind = Literal["word", "phrase", "quoted", "acronym", "place", "link", "comma", "head", "break"]

QUOTED = re.compile(r"(?<![\w’'])[‘'“\"](?=\w)(?P<inside>[^‘“”\"\n]{2,60}?)[’'”\"](?!\w)")
ACRONYM = re.compile(r"\(\s?[‘'“\"]?(?P<letters>[A-Z0-9][A-Za-z0-9&]*[A-Z]s?)[’'”\"]?\s?\)")
_NEXT = re.compile(r"\w+(?:[’'\-–‑]\w+)*(?:(?<=s)[’'](?=\s))?|\S")
_WORD = re.compile(r"\w")
_QUOTES = "‘'“\""
_OPENERS = ".:;?!•"


class Token(NamedTuple):
    """A word, set phrase, quoted name, "(ABC)", place or mark, at its offsets in the text.

    `is_first` says that it opens a sentence, where a capital letter means nothing.
    """

    kind: TokenKind
    start: int
    end: int
    words: str
    is_first: bool = False

    @property
    def sort(self) -> str:
        """The sort of a word; a phrase is always strong."""
        return "strong" if self.kind == "phrase" else sort_of(self.words)

    @property
    def is_name(self) -> bool:
        """Whether it is written as a proper name: quoted, or with a capital within the sentence."""
        if self.kind == "quoted":
            return True
        capital = self.words[:1].isupper() and (not self.is_first or self.words[1:2].isupper())
        return self.kind in ("word", "phrase") and capital and self.sort not in ("article", "count", "stop")


def cut_tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with offsets into `text`.

    >>> [(t.kind, t.words) for t in cut_tokens("the children in care team (CCT).", 0, 32)]
    [('word', 'the'), ('phrase', 'children in care'), ('head', 'team'), ('acronym', '(CCT)'), ('break', '.')]
    """
    places = _places(text, start, end)
    tokens: list[Token] = []
    new = tuple.__new__  # what Token() does, in half the time
    at, opens = start, True
    while at < end:
        for mark in _NEXT.finditer(text, at, end):  # quicker than to search anew after each
            at, stop = mark.span()
            words = mark[0]
            kind, _, longer = _readings(words)
            if longer or places:
                kind, words = _read(text, mark, end, places)
            start, at = at, at + len(words)
            tokens.append(new(Token, (kind, start, at, words, opens)))
            opens = kind == "break" and words in _OPENERS
            if at != stop:
                break  # several words were read as one
        else:
            break
    return tuple(tokens)


def _places(text: str, start: int, end: int) -> dict[int, int]:
    found = authorities_named_in(text[start:end])
    return {start + first: start + last for first, last, _ in found}


def _read(text: str, mark: re.Match[str], end: int, places: Mapping[int, int]) -> tuple[TokenKind, str]:
    """What stands where `mark` begins, the surest reading first, and its words."""
    at = mark.start()
    if places and (place := places.get(at)) is not None:
        return "place", text[at : place + (2 if re.match(r"[’']s\b", text[place : place + 2]) else 0)]
    alone = mark[0]
    kind, longer, pattern = _readings(alone)
    if pattern and (found := pattern.match(text, at, end)) and not _is_plain_word(found[0]):
        return longer, found[0]
    return kind, alone


def _is_plain_word(words: str) -> bool:
    return words.lower() in heads()


@lru_cache(maxsize=20_000)  # the words of letters are soon known
def _readings(mark: str) -> tuple[TokenKind, TokenKind, re.Pattern[str] | None]:
    """What a word or other character is by itself, what it may begin, and a pattern that tells if it does."""
    if mark in _QUOTES:
        return "break", "quoted", QUOTED
    if mark == "(":
        return "break", "acronym", ACRONYM
    if mark == ",":
        return "comma", "comma", None
    folded = mark.lower()
    if folded == "and" or mark in "&/":
        return "link", "phrase", phrases_beginning(mark)
    if folded in heads():
        return "head", "phrase", phrases_beginning(mark)
    return ("word" if _WORD.match(mark) else "break"), "phrase", phrases_beginning(mark)
