"""The index that finds cues in a sentence fast."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import itemgetter, or_

from inspectgraph.extract.labels.cues import Cue
from inspectgraph.extract.labels.patterns import is_of_one_word, readings

_WORD = re.compile(r"[a-z0-9]+")
_NOT_WORD = re.compile(r"[^a-z0-9]")
_BLANKS = {code: " " for code in range(128) if not _WORD.match(chr(code))}
"""What makes each character of a folded sentence in ASCII a blank that is in no word."""
_SEEN_AT_MOST = 50_000  # words; a bound, for a program that runs for months
_JOINED_AT_MOST = 2_000  # sets of needs of one word; a bound again

_Needs = int
"""A set of needs, a bit for each: one "and" of two numbers is quicker than to look sets up in sets.

A need is that one of some words, written as `first_words` writes them, stands in the sentence.
"""
_ALWAYS: _Needs = 1
"""The need that every sentence meets: that of a cue of which nothing is known."""
_NUMBER: _Needs = 2
"""What a word of digits meets, so that a sentence tells by its needs whether it has one."""

Hit = tuple[int, int, Cue]
"""Where a cue that was found begins and ends in the folded sentence, and the cue. A plain tuple, like those
below: they are made, and taken apart, quicker than any other."""
_START = itemgetter(0)
_Match = Callable[[str, int], re.Match[str] | None]
_Try = tuple[_Match | None, int, Cue]
"""How a cue is tried at a place (None: it is known to fit the word), the place of its table, and the cue."""
_Rows = Sequence[tuple[_Needs, _Try]]


class _Tries(dict[_Needs, tuple[_Try, ...]]):
    """The cues to try at a word, by those of its needs that are met; joined when it is first asked for."""

    def __init__(self, rows: _Rows) -> None:
        super().__init__()
        self.rows = rows

    def __missing__(self, met: _Needs) -> tuple[_Try, ...]:
        found = tuple([one for need, one in self.rows if need & met])
        if len(self) < _JOINED_AT_MOST:
            self[met] = found
        return found


_Entry = tuple[_Needs, int, _Needs, _Tries]
"""What a word means to an index: needs that it meets, its length, the needs of its cues, and those cues."""


_MEETS = itemgetter(0)


class _Entries(dict[str, _Entry]):
    """The entry of each word that was asked for, made when it is first.

    Cues are filed under the words they begin with; keys are words, or beginnings of words and `*`; `met_by`
    says which needs a word meets. With `sure` a cue of one word is tried at the word itself, once for all:
    that holds where nothing else goes on as a word does ("café", "a_b").
    """

    def __init__(self, index: CueIndex, *, sure: bool) -> None:
        super().__init__()
        self._index, self._sure = index, sure

    def __missing__(self, word: str) -> _Entry:
        cues: dict[Cue, _Needs] = {}
        meets = _NUMBER if word.isdigit() else 0
        for key in (word, *(f"{word[:n]}*" for n in range(1, len(word) + 1))):
            meets |= self._index.met_by.get(key, 0)
            for need, cue in self._index.filed.get(key, ()):
                cues[cue] = cues.get(cue, 0) | need
        rows = [(need, one) for cue, need in cues.items() if (one := self._way_to_try(cue, word))]
        entry = (meets, len(word), reduce(or_, [need for need, _ in rows], 0), _Tries(rows))
        if len(self) < _SEEN_AT_MOST:
            self[word] = entry
        return entry

    def _way_to_try(self, cue: Cue, word: str) -> _Try | None:
        place = self._index.tables.index(cue.table)
        if self._sure and is_of_one_word(cue.pattern):
            return (None, place, cue) if cue.regex.match(word) else None
        return cue.regex.match, place, cue


class CueIndex:
    """Cues filed under the words they begin with, each with what it needs. Build it with `index_cues`.

    `tables` are the names of their tables, in the order in which `read` gives what it found.
    """

    __slots__ = ("_careful", "_sure", "filed", "met_by", "tables")

    def __init__(
        self, filed: Mapping[str, Sequence[tuple[_Needs, Cue]]], met_by: Mapping[str, _Needs]
    ) -> None:
        self.filed, self.met_by = filed, met_by
        self.tables = tuple(dict.fromkeys(cue.table for cue in self.cues()))
        self._sure, self._careful = _Entries(self, sure=True), _Entries(self, sure=False)

    def cues(self) -> list[Cue]:
        """All cues, each once for every word under which it is filed."""
        return [cue for pairs in self.filed.values() for _, cue in pairs]

    def hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at a word of a folded sentence, in the order of the text."""
        return sorted(chain.from_iterable(self.read(folded)[1]), key=_START)

    def read(self, folded: str) -> tuple[tuple[str, ...], list[list[Hit]]]:
        """The different words of a folded sentence, and by table every cue that matches at one.

        A number is the word "#"; hits stand in the order of the text.
        """
        if folded.isascii() and "_" not in folded:
            words, known = folded.translate(_BLANKS).split(" "), self._sure
        else:
            words, known = _NOT_WORD.sub(" ", folded).split(" "), self._careful
        entries = list(map(known.__getitem__, words))
        met = reduce(or_, map(_MEETS, entries), _ALWAYS)
        found: list[list[Hit]] = [[] for _ in self.tables]
        start = 0
        for _, length, needs, tries in entries:  # the innermost loop of all
            if needs := needs & met:
                for match_at, place, cue in tries[needs]:
                    if match_at is None:
                        found[place].append((start, start + length, cue))
                    elif match := match_at(folded, start):
                        found[place].append((start, match.end(), cue))
            start += length + 1
        return _different(words, numbers=bool(met & _NUMBER)), found

    def opening_hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at the very beginning of a folded sentence."""
        word = _WORD.match(folded)
        if not word or not (rows := self._careful[word[0]][3].rows):
            return []
        return [(0, hit.end(), cue) for _, (match, _, cue) in rows if match and (hit := match(folded, 0))]


def _different(words: Sequence[str], *, numbers: bool) -> tuple[str, ...]:
    if numbers:
        words = ["#" if word.isdigit() else word for word in words]
    different = dict.fromkeys(words)
    different.pop("", None)  # what stands between two marks that are no words
    return tuple(different)


def without_hidden(hits: Sequence[Hit], *, heavier_stays: bool = False) -> Sequence[Hit]:
    """The hits, given in the order of the text, without those that overlap a longer one.

    So "not consistently good" hides "good", and a cue of no weight hides what lies in it. With
    `heavier_stays` a hit stays in a longer one that weighs less, but for one of no weight.
    """
    before = 0
    for place, (start, end, _) in enumerate(hits):
        if start < before:  # nothing overlaps what stands before these two
            return [*hits[: place - 1], *_longest_of(hits[place - 1 :], heavier_stays)]
        before = end
    return hits


def _longest_of(hits: Sequence[Hit], heavier_stays: bool) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=_length, reverse=True):  # of equally long ones the first stays first
        start, end, _ = hit
        for longer in kept:
            if end > longer[0] and start < longer[1] and _hides(longer, hit, heavier_stays):
                break
        else:
            kept.append(hit)
    kept.sort(key=_START)
    return kept


def _length(hit: Hit) -> int:
    return hit[1] - hit[0]


def _hides(longer: Hit, hit: Hit, heavier_stays: bool) -> bool:
    """Whether the longer of two hits that overlap hides the other."""
    if hit[0] == longer[0] and hit[1] == longer[1]:
        return longer[2].weight == 0
    return not (heavier_stays and 0 < longer[2].weight < hit[2].weight)


def index_cues(cues: Iterable[Cue]) -> CueIndex:
    """File cues under their first words.

    >>> from inspectgraph.extract.labels.cues import read_cues
    >>> rows = [{"theme": "consent", "pattern": "consent", "weight": "5"}]
    >>> index = index_cues(read_cues(rows, kind="themes", label="theme"))
    >>> [cue.label for _, _, cue in index.hits("parental consent is sought")]
    ['consent']
    """
    needed_by: dict[str, list[tuple[frozenset[str], Cue]]] = {}
    for cue in cues:
        for word, needed in readings(cue.pattern).items():
            needed_by.setdefault(word, []).append((needed, cue))
    # the words of most cues, which are common ones, have the lowest bits: the smallest numbers
    common = sorted(needed_by.values(), key=len, reverse=True)
    bits = {frozenset[str](): _ALWAYS}
    met_by: dict[str, _Needs] = {}
    for needed, _ in chain.from_iterable(common):
        need = bits.setdefault(needed, _NUMBER << len(bits))
        for other in needed:
            met_by[other] = met_by.get(other, 0) | need
    filed = {word: [(bits[needed], cue) for needed, cue in pairs] for word, pairs in needed_by.items()}
    return CueIndex(filed, met_by)
