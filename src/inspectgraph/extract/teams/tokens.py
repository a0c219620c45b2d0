"""A stretch of text cut into the tokens from which team names are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from inspectgraph.extract.teams.words import heads, match_phrase, sort_of
from inspectgraph.knowledge.authorities import authorities_named_in

TokenKind = Literal["word", "phrase", "quoted", "acronym", "place", "link", "comma", "head", "break"]

QUOTED = re.compile(r"(?<![\w’'])[‘'“\"](?=\w)(?P<inside>[^‘“”\"\n]{2,60}?)[’'”\"](?!\w)")
ACRONYM = re.compile(r"\(\s?[‘'“\"]?(?P<letters>[A-Z0-9][A-Za-z0-9&]*[A-Z]s?)[’'”\"]?\s?\)")
_WORD = re.compile(r"\w+(?:[’'\-–‑]\w+)*(?:(?<=s)[’'](?=\s))?")
_MARK = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
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
    at = start
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        token = _next_token(text, at, end, places, opens=_opens_sentence(tokens))
        tokens.append(token)
        at = token.end
    return tuple(tokens)


def _places(text: str, start: int, end: int) -> dict[int, int]:
    found = authorities_named_in(text[start:end])
    return {start + first: start + last for first, last, _ in found}


def _opens_sentence(before: Sequence[Token]) -> bool:
    return not before or (before[-1].kind == "break" and before[-1].words in ".:;?!•")


def _next_token(text: str, at: int, end: int, places: dict[int, int], *, opens: bool) -> Token:
    kind, stop = next(_readings(text, at, end, places))
    return Token(kind=kind, start=at, end=stop, words=text[at:stop], is_first=opens)


def _readings(text: str, at: int, end: int, places: dict[int, int]) -> Iterator[tuple[TokenKind, int]]:
    """What may stand at `at`, the surest first."""
    if (place := places.get(at)) is not None:
        yield "place", place + (2 if re.match(r"[’']s\b", text[place : place + 2]) else 0)
    if quoted := QUOTED.match(text, at, end):
        yield "quoted", quoted.end()
    if acronym := ACRONYM.match(text, at, end):
        yield "acronym", acronym.end()
    if (phrase := match_phrase(text, at, end)) and not _is_plain_word(phrase.group()):
        yield "phrase", phrase.end()
    if word := _WORD.match(text, at, end):
        yield _kind_of_word(word.group()), word.end()
    yield ("comma" if text[at] == "," else "link" if text[at] in "&/" else "break"), at + 1


def _is_plain_word(words: str) -> bool:
    return words.lower() in heads()


def _kind_of_word(word: str) -> TokenKind:
    folded = word.lower()
    if folded in heads():
        return "head"
    return "link" if folded == "and" else "word"
