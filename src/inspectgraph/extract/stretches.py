"""Stretches of a text, such as its sentences, to be asked which of them hold given words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

_SHORT = 4  # letters that a word has which does not stand in every other sentence, as "in" does
_MANY = 100  # more than a choice has texts
_CAPITALS = re.compile(r"[A-Z](?<!\w.)[A-Z]{2,}s?(?!\w)")  # begins with a set: that is searched for quickest


@lru_cache(maxsize=4)  # several extractors ask for it of the same letter
def in_ascii(text: str) -> str:
    """The text with "?" for each character beyond ASCII: it is searched at several times the speed.

    >>> in_ascii("the ‘Beacon’ team")
    'the ?Beacon? team'
    """
    return text.encode("ascii", "replace").decode("ascii")


@lru_cache(maxsize=2)  # several extractors ask for it of the same letter
def in_small_letters(text: str) -> str:
    """A letter's text in small letters and ASCII to look words up in, as long as it was: offsets hold.

    >>> in_small_letters("‘İnspectors’ MET")
    '?inspectors? met'
    """
    return in_ascii(text.replace("İ", "i").replace("\u212a", "k")).lower()  # the latter is the Kelvin sign


@lru_cache(maxsize=2)  # asked for of the same letter again and again
def words_in_capitals(text: str) -> frozenset[str]:
    """The words of three capitals or more in a text, with or without an s after them.

    >>> sorted(words_in_capitals("The LADOs and the EDT met (see B and MK).")), words_in_capitals("Mash")
    (['EDT', 'LADOs'], frozenset())
    """
    return frozenset(_CAPITALS.findall(text))


class Stretches:
    """Stretches of a text by their number, in the order of the text, none overlapping another.

    To search the text as a whole and then tell the stretch is many times quicker than to search each
    stretch, most of which hold nothing of what is looked for. In a text that is all ASCII a character beyond
    it in what is looked for is "?" as well.

    >>> plans = Stretches("plans are late; plans are clear", [(0, 15), (16, 31)])
    >>> plans.holding((("plan",), ("clear", "good")))
    [1]
    """

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._is_ascii = text.isascii()
        self._spans = spans
        self._starts = [start for start, _ in self._spans]
        self._known: dict[str, list[int]] = {}

    def holding(self, needs: tuple[tuple[str, ...], ...]) -> Sequence[int]:
        """The numbers of the stretches that hold a text of each choice; the first should be the rarest.

        It is searched for, unless it has several texts and less has to be searched for with another choice.
        """
        if not needs:
            return range(len(self._spans))
        choices = _needs_in_ascii(needs) if self._is_ascii else needs
        first = choices[0] if len(choices[0]) == 1 else min(choices, key=self._number_to_search)
        others = [texts for texts in choices if texts is not first]
        if len(first) == 1:
            found = self._with(first[0])
        else:
            found = sorted({number for text in first for number in self._with(text)})
        for texts in others:
            found = [number for number in found if self._holds_any(number, texts)]
        return found

    def _number_to_search(self, texts: Sequence[str]) -> int:
        """How many of some texts have still to be searched for; many more for words such as "the"."""
        unknown = [text for text in texts if text not in self._known]
        return len(unknown) + _MANY * any(len(text) < _SHORT and text.isalpha() for text in texts)

    def _with(self, text: str) -> list[int]:
        """The numbers of the stretches that hold one text; kept, since several choices may ask for it."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._search(text)
        return found

    def _search(self, text: str) -> list[int]:
        found = []
        at = self._text.find(text)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            after = at + 1
            if number >= 0 and at + len(text) <= self._spans[number][1]:
                found.append(number)
                after = max(after, self._spans[number][1])
            at = self._text.find(text, after)
        return found

    def _holds_any(self, number: int, texts: Sequence[str]) -> bool:
        start, end = self._spans[number]
        for text in texts:  # noqa: SIM110 - any() takes twice as long
            if self._text.find(text, start, end) >= 0:
                return True
        return False


@lru_cache(maxsize=1_000)  # the rows of a few tables
def _needs_in_ascii(needs: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(in_ascii, texts)) for texts in needs)
