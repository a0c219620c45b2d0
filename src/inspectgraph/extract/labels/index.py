"""The index that finds cues in a sentence fast."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain, islice
from operator import itemgetter, or_
from typing import NamedTuple

from inspectgraph.extract.labels.cues import Cue
from inspectgraph.extract.labels.patterns import Reading, is_of_one_word, readings

_WORD = re.compile(r"[a-z0-9]+")
_ODD = re.compile(r"[^\Wa-z0-9]")
"""What goes on as a word does, and is in no word of a pattern: "café", "a_b"."""
_BLANKS = bytes(code if _WORD.match(chr(code)) else ord(" ") for code in range(256))
"""What makes each character of a folded sentence a blank that is in no word."""
_SEEN_AT_MOST = 50_000  # words; a bound, for a program that runs for months
_JOINED_AT_MOST = 2_000  # ways to go on after one word; a bound again

_Needs = int
"""A set of needs, a bit for each: one "and" of two numbers is quicker than to look sets up in sets.

A need is that one of some words, written as `first_words` writes them, stands in the sentence.
"""
_ALWAYS: _Needs = 1
"""The need that every sentence meets."""
_ANY_WORD = 0
"""The group of words that all belong to: what comes next where nothing is known."""
_Groups = frozenset[int]

Hit = tuple[int, int, Cue]
"""Where a cue that was found begins and ends in the folded sentence, and the cue. A plain tuple, like those
below: they are made, and taken apart, quicker than any other."""
_START = itemgetter(0)
_Match = Callable[[str, int], re.Match[str] | None]


class _Try:
    """A cue to try at a word it is filed under: its need, and the groups that the next two words must be of.

    One that knows the next two has no need besides: few would be left out for that. `place` is that of the
    cue's table; `match_at` is None where the cue is known to fit the word. A pattern is compiled at the first
    try: many never come to one.
    """

    __slots__ = ("cue", "match_at", "need", "of_one_word", "place", "second", "third")

    def __init__(self, cue: Cue, *, place: int, need: _Needs, second: int, third: int) -> None:
        self.cue, self.place, self.need, self.second, self.third = cue, place, need, second, third
        self.of_one_word = is_of_one_word(cue.pattern)
        self.match_at: _Match | None = self._first_match

    def _first_match(self, folded: str, start: int) -> re.Match[str] | None:
        self.match_at = self.cue.regex.match
        return self.match_at(folded, start)

    def wherever(self, need: _Needs = _ALWAYS) -> _Try:
        """The same, whatever the next words are."""
        return _Try(self.cue, place=self.place, need=need, second=_ANY_WORD, third=_ANY_WORD)

    def fitting(self) -> _Try:
        """The same at a word that it is known to fit."""
        known = self.wherever()
        known.match_at = None
        return known


class _Tries(dict[_Groups, tuple[_Try, ...]]):
    """The cues to try at a word, by the groups that the next word is of; told apart when first asked for."""

    def __init__(self, rows: Sequence[_Try]) -> None:
        super().__init__()
        self.rows = rows

    def __missing__(self, following: _Groups) -> tuple[_Try, ...]:
        found = tuple([one for one in self.rows if one.second in following])
        if len(self) < _JOINED_AT_MOST:
            self[following] = found
        return found


_Entry = tuple[_Needs, int, _Tries | None, str, _Groups]
"""What a word means to an index: needs that it meets, its length with a blank, the cues to try, how a
sentence's words name it (a number is "#"), and the groups that it is of."""
_MEETS, _NAME = itemgetter(0), itemgetter(3)
_NO_WORD: _Entry = (0, 0, None, "", frozenset({_ANY_WORD}))
"""What stands after the last word."""


class _Entries(dict[bytes, _Entry]):
    """The entry of each word that was asked for, made when it is first.

    With `sure` a cue of one word is tried at the word itself, once for all, and what comes after a word must
    be of the group that a cue asks for: that holds where nothing odd goes on as a word does.
    """

    def __init__(self, index: CueIndex, *, sure: bool) -> None:
        super().__init__()
        self._index, self._sure = index, sure

    def __missing__(self, written: bytes) -> _Entry:
        word = written.decode()
        rows, meets, groups = self._index.filed_for(word)
        tried = [one for row in rows if (one := self._way_to_try(row, word))]
        name = "#" if word.isdigit() else word
        entry = (meets, len(word) + 1, _Tries(tried) if tried else None, name, groups)
        if len(self) < _SEEN_AT_MOST:
            self[written] = entry
        return entry

    def _way_to_try(self, row: _Try, word: str) -> _Try | None:
        if not self._sure:
            return row.wherever(row.need)
        if not row.of_one_word:
            return row
        return row.fitting() if row.cue.regex.match(word) else None


class _Filed(NamedTuple):
    """What is filed under a word or a beginning: cues, the needs that it meets, the groups that it is of."""

    rows: Sequence[_Try]
    meets: _Needs
    groups: Sequence[int]


class CueIndex:
    """Cues filed under the words they begin with, each with what it needs. Build it with `index_cues`.

    Keys are words, or beginnings of words and `*`. `tables` are the names of the cues' tables, in the order
    in which `read` gives its hits.
    """

    __slots__ = ("_careful", "_filed", "_groups", "_sure", "tables")

    def __init__(self, filed: Mapping[str, _Filed], tables: Sequence[str]) -> None:
        self._filed, self.tables = filed, tables
        self._groups: dict[_Groups, _Groups] = {}
        self._sure, self._careful = _Entries(self, sure=True), _Entries(self, sure=False)

    def cues(self) -> list[Cue]:
        """All cues, each once for every word under which it is filed."""
        return [row.cue for filed in self._filed.values() for row in filed.rows]

    def filed_for(self, word: str) -> tuple[Iterable[_Try], _Needs, _Groups]:
        """All that is filed under a word or a beginning of it, each cue once."""
        found: dict[Cue, _Try] = {}
        meets, groups = 0, [_ANY_WORD]
        for key in (word, *[f"{word[:n]}*" for n in range(1, len(word) + 1)]):
            if filed := self._filed.get(key):
                for row in filed.rows:
                    other = found.get(row.cue)
                    found[row.cue] = row if other is None else _either(other, row)
                meets |= filed.meets
                groups += filed.groups
        of = frozenset(groups)
        return found.values(), meets, self._groups.setdefault(of, of)  # one set for all: found at a glance

    def hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at a word of a folded sentence, in the order of the text."""
        return sorted(chain.from_iterable(self.read(folded)[1]), key=_START)

    def read(self, folded: str) -> tuple[tuple[str, ...], list[list[Hit]]]:
        """The different words of a folded sentence, and by table every cue that matches at one.

        A number is the word "#"; hits stand in the order of the text.
        """
        is_plain = (folded.isascii() and "_" not in folded) or not _ODD.search(folded)
        known = self._sure if is_plain else self._careful
        words = folded.encode("ascii", "replace").translate(_BLANKS).split(b" ")  # of bytes: sooner split
        entries = list(map(known.__getitem__, words))
        met = reduce(or_, map(_MEETS, entries), _ALWAYS)
        names = dict.fromkeys(map(_NAME, entries))
        names.pop("", None)  # what stands between two marks that are no words
        found: list[list[Hit]] = [[] for _ in self.tables]
        start = 0
        entries += (_NO_WORD, _NO_WORD)
        threes = zip(entries, islice(entries, 1, None), islice(entries, 2, None), strict=False)
        for (_, length, tries, _, _), then, after in threes:  # the innermost loop of all
            if tries is not None:  # empty ones may not have been asked yet
                for one in tries[then[4]]:
                    if one.match_at is None:
                        found[one.place].append((start, start + length - 1, one.cue))
                    elif one.need & met and one.third in after[4] and (match := one.match_at(folded, start)):
                        found[one.place].append((start, match.end(), one.cue))
            start += length
        return tuple(names), found

    def has_opening(self, word: str) -> bool:
        """Whether a cue may match at the beginning of a sentence of which this is the first word."""
        return self._careful[word.encode()][2] is not None

    def opening_hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at the very beginning of a folded sentence."""
        word = _WORD.match(folded)
        if not word or (tries := self._careful[word[0].encode()][2]) is None:
            return []
        return [
            (0, hit.end(), one.cue) for one in tries.rows if one.match_at and (hit := one.match_at(folded, 0))
        ]


def _either(one: _Try, other: _Try) -> _Try:
    """A cue that is filed twice under what a word begins with."""
    if one.second != other.second or one.third != other.third:
        return one.wherever()
    need = one.need | other.need
    return _Try(one.cue, place=one.place, need=need, second=one.second, third=one.third)


def index_cues(cues: Iterable[Cue]) -> CueIndex:
    """File cues under their first words.

    >>> from inspectgraph.extract.labels.cues import read_cues
    >>> rows = [{"theme": "consent", "pattern": "consent", "weight": "5"}]
    >>> index = index_cues(read_cues(rows, kind="themes", label="theme"))
    >>> [cue.label for _, _, cue in index.hits("parental consent is sought")]
    ['consent']
    """
    read_by: dict[str, list[tuple[Reading, Cue]]] = {}
    tables: dict[str, int] = {}
    for cue in cues:
        tables.setdefault(cue.table, len(tables))
        for word, reading in readings(cue.pattern).items():
            read_by.setdefault(word, []).append((reading, cue))
    # the words of most cues, which are common ones, have the lowest bits: the smallest numbers
    ranked = sorted(read_by.values(), key=len, reverse=True)
    common = [reading for reading, _ in chain.from_iterable(ranked)]
    bits, met_by = _bits(map(_needed, common))
    numbers, groups = _group_words(chain.from_iterable(reading[1:] for reading in common))
    rows: dict[str, list[_Try]] = {word: [] for word in chain(read_by, met_by, groups)}
    for word, pairs in read_by.items():
        for reading, cue in pairs:
            need, second, third = bits[_needed(reading)], numbers[reading.second], numbers[reading.third]
            rows[word].append(_Try(cue, place=tables[cue.table], need=need, second=second, third=third))
    filed = {word: _Filed(rows[word], met_by.get(word, 0), groups.get(word, ())) for word in rows}
    return CueIndex(filed, tuple(tables))


def _needed(reading: Reading) -> frozenset[str]:
    return frozenset() if reading.third else reading.needed


def _bits(needed: Iterable[frozenset[str]]) -> tuple[Mapping[frozenset[str], _Needs], Mapping[str, _Needs]]:
    """The bit of each set of words of which one is needed, and those that each word meets."""
    bits = {frozenset[str](): _ALWAYS}
    met_by: dict[str, _Needs] = {}
    for words in needed:
        need = bits.setdefault(words, _ALWAYS << len(bits))
        for word in words:
            met_by[word] = met_by.get(word, 0) | need
    return bits, met_by


def _group_words(
    sets: Iterable[frozenset[str]],
) -> tuple[Mapping[frozenset[str], int], Mapping[str, Sequence[int]]]:
    """The number of each set of words, and the numbers of those that each word is in."""
    numbers = {frozenset[str](): _ANY_WORD}
    groups: dict[str, list[int]] = {}
    for words in sets:
        if words not in numbers:
            numbers[words] = len(numbers)
            for word in words:
                groups.setdefault(word, []).append(numbers[words])
    return numbers, groups
