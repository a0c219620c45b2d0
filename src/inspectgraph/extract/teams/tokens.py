"""A stretch of text cut into the tokens from which team names are put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from inspectgraph.extract.teams.words import heads, phrases_beginning, sort_of
from inspectgraph.knowledge.authorities import authorities_named_in

TokenKind = Literal["word", "phrase", "quoted", "acronym", "place", "link", "comma", "head", "break"]

QUOTED = re.compile(r"(?<![\w’'])[‘'“\"](?=\w)(?P<inside>[^‘“”\"\n]{2,60}?)[’'”\"](?!\w)")
ACRONYM = re.compile(r"\(\s?[‘'“\"]?(?P<letters>[A-Z0-9][A-Za-z0-9&]*[A-Z]s?)[’'”\"]?\s?\)")
_NEXT = re.compile(r"(?P<word>\w+(?:[’'\-–‑]\w+)*(?:(?<=s)[’'](?=\s))?)|\S")
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
    at, opens = start, True
    while mark := _NEXT.search(text, at, end):
        at = mark.start()
        kind, stop = _read(text, mark, end, places)
        words = text[at:stop]
        tokens.append(Token(kind, at, stop, words, opens))
        at, opens = stop, kind == "break" and words in _OPENERS
    return tuple(tokens)


def may_name_team(text: str) -> bool:
    """Whether a text can hold a team's name that is not known already: a quick look, wrong only on one side.

    >>> may_name_team("the leaving care team"), may_name_team("Children are safe.")
    (True, False)
    """
    folded = text.lower()
    for mark in _marks_of_names():  # noqa: SIM110 - any() takes twice as long
        if mark in folded:
            return True
    return False


@cache
def _marks_of_names() -> tuple[str, ...]:
    """Brackets, quotation marks and head nouns, those left out that hold another."""
    words = sorted(heads(), key=len)
    return tuple("(" + _QUOTES) + tuple(
        word for n, word in enumerate(words) if not any(shorter in word for shorter in words[:n])
    )


def _places(text: str, start: int, end: int) -> dict[int, int]:
    found = authorities_named_in(text[start:end])
    return {start + first: start + last for first, last, _ in found}


def _read(text: str, mark: re.Match[str], end: int, places: Mapping[int, int]) -> tuple[TokenKind, int]:
    """What stands where `mark` begins, the surest reading first, and where it ends."""
    at = mark.start()
    if (place := places.get(at)) is not None:
        return "place", place + (2 if re.match(r"[’']s\b", text[place : place + 2]) else 0)
    if mark.lastgroup == "word":
        kind, phrases = _read_word(mark[0])
        if phrases and (phrase := phrases.match(text, at, end)) and not _is_plain_word(phrase[0]):
            return "phrase", phrase.end()
        return kind, mark.end()
    letter = mark[0]
    if letter in _QUOTES and (quoted := QUOTED.match(text, at, end)):
        return "quoted", quoted.end()
    if letter == "(" and (acronym := ACRONYM.match(text, at, end)):
        return "acronym", acronym.end()
    return ("comma" if letter == "," else "link" if letter in "&/" else "break"), at + 1


def _is_plain_word(words: str) -> bool:
    return words.lower() in heads()


@lru_cache(maxsize=20_000)  # the words of letters are soon known
def _read_word(word: str) -> tuple[TokenKind, re.Pattern[str] | None]:
    """What a word is by itself, and the set phrases that may begin with it."""
    folded = word.lower()
    kind: TokenKind = "head" if folded in heads() else "link" if folded == "and" else "word"
    return kind, phrases_beginning(word)
