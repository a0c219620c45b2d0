"""The index that finds cues in a sentence fast."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import accumulate, islice, pairwise
from operator import itemgetter, or_
from typing import NamedTuple

from inspectgraph.extract.labels.cues import Cue
from inspectgraph.extract.labels.patterns import readings

_WORD = re.compile(r"[a-z0-9]+")
_WORDS = re.compile(r"([a-z0-9]+)")
_SEEN_AT_MOST = 50_000  # words; a bound, for a program that runs for months

_Needs = int
"""A set of needs, a bit for each: one "and" of two numbers is quicker than to look sets up in sets.

A need is that one of some words, written as `first_words` writes them, stands in the sentence.
"""
_ALWAYS: _Needs = 1
"""The need that every sentence meets: that of a cue of which nothing is known."""


class Hit(NamedTuple):
    """A cue that was found, and where, in the folded sentence."""

    start: int
    end: int
    cue: Cue


_Try = tuple[Callable[[str, int], re.Match[str] | None], Cue]
"""How a cue is tried at a place, and the cue."""
_JOINED_AT_MOST = 2_000  # sets of needs of one word; a bound again


class _Entry(NamedTuple):
    """What a word of a sentence means to an index: the needs it meets, and the cues to try at it.

    `needs` are those of all cues together; `tries` remembers, by those of them that are met, what to try.
    """

    meets: _Needs
    needs: _Needs
    rows: Sequence[tuple[_Needs, _Try]]
    tries: dict[_Needs, tuple[_Try, ...]]

    def join(self, met: _Needs) -> tuple[_Try, ...]:
        """The cues to try where these of the needs are met."""
        found = tuple(one for need, one in self.rows if need & met)
        if len(self.tries) < _JOINED_AT_MOST:
            self.tries[met] = found
        return found


class _Entries(dict[str, _Entry]):
    """The entry of each word that was asked for, made when it is first.

    Cues are filed under the words they begin with; keys are words, or beginnings of words and `*`; `met_by`
    says which needs a word meets.
    """

    def __init__(
        self, filed: Mapping[str, Sequence[tuple[_Needs, Cue]]], met_by: Mapping[str, _Needs]
    ) -> None:
        super().__init__()
        self.filed, self._met_by = filed, met_by

    def __missing__(self, word: str) -> _Entry:
        cues: dict[Cue, _Needs] = {}
        meets = 0
        for key in (word, *(f"{word[:n]}*" for n in range(1, len(word) + 1))):
            meets |= self._met_by.get(key, 0)
            for need, cue in self.filed.get(key, ()):
                cues[cue] = cues.get(cue, 0) | need
        rows = [(need, (cue.regex.match, cue)) for cue, need in cues.items()]
        entry = _Entry(meets, reduce(or_, cues.values(), 0), rows, {})
        if len(self) < _SEEN_AT_MOST:
            self[word] = entry
        return entry


class CueIndex:
    """Cues filed under the words they begin with, each with what it needs. Build it with `index_cues`."""

    __slots__ = ("_entries",)

    def __init__(self, entries: _Entries) -> None:
        self._entries = entries

    def cues(self) -> list[Cue]:
        """All cues, each once for every word under which it is filed."""
        return [cue for pairs in self._entries.filed.values() for _, cue in pairs]

    def hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at a word of a folded sentence, in the order of the text."""
        return self.read(folded)[1]

    def read(self, folded: str) -> tuple[list[str], list[Hit]]:
        """The words of a folded sentence, and every cue that matches at one, in the order of the text."""
        parts = _WORDS.split(folded)  # words, each after what is no word: this is the innermost loop of all
        words, starts = parts[1::2], islice(accumulate(map(len, parts)), 0, None, 2)
        entries = list(map(self._entries.__getitem__, words))
        met = reduce(or_, map(itemgetter(0), entries), _ALWAYS)
        found: list[Hit] = []
        for start, (_, needs, _, tries), entry in zip(starts, entries, entries, strict=False):
            if needs := needs & met:
                for match_at, cue in tries.get(needs) or entry.join(needs):
                    if match := match_at(folded, start):
                        found.append(Hit(start, match.end(), cue))
        return words, found

    def opening_hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at the very beginning of a folded sentence."""
        word = _WORD.match(folded)
        tries = [one for _, one in self._entries[word[0]].rows] if word else ()
        return [Hit(0, match.end(), cue) for match_at, cue in tries if (match := match_at(folded, 0))]


def without_hidden(hits: Iterable[Hit], *, heavier_stays: bool = False) -> list[Hit]:
    """The hits, given in the order of the text, without those that overlap a longer one.

    So "not consistently good" hides "good", and a cue of no weight hides what lies in it. With
    `heavier_stays` a hit stays in a longer one that weighs less, but for one of no weight.
    """
    hits = list(hits)
    if len(hits) < 2 or all(hit[1] <= following[0] for hit, following in pairwise(hits)):
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=_longest_first):
        for longer in kept:
            if hit.end > longer.start and hit.start < longer.end and _hides(longer, hit, heavier_stays):
                break
        else:
            kept.append(hit)
    kept.sort(key=itemgetter(0))
    return kept


def _longest_first(hit: Hit) -> tuple[int, int]:
    start, end, _ = hit
    return start - end, start


def _hides(longer: Hit, hit: Hit, heavier_stays: bool) -> bool:
    """Whether the longer of two hits that overlap hides the other."""
    if hit.start == longer.start and hit.end == longer.end:
        return longer.cue.weight == 0
    return not (heavier_stays and 0 < longer.cue.weight < hit.cue.weight)


def index_cues(cues: Iterable[Cue]) -> CueIndex:
    """File cues under their first words.

    >>> from inspectgraph.extract.labels.cues import read_cues
    >>> rows = [{"theme": "consent", "pattern": "consent", "weight": "5"}]
    >>> index = index_cues(read_cues(rows, kind="themes", label="theme"))
    >>> [hit.cue.label for hit in index.hits("parental consent is sought")]
    ['consent']
    """
    filed: dict[str, list[tuple[_Needs, Cue]]] = {}
    met_by: dict[str, _Needs] = {}
    bits: dict[frozenset[str], _Needs] = {frozenset(): _ALWAYS}
    for cue in cues:
        for word, needed in readings(cue.pattern).items():
            need = bits.setdefault(needed, 1 << len(bits))
            filed.setdefault(word, []).append((need, cue))
            for other in needed:
                met_by[other] = met_by.get(other, 0) | need
    return CueIndex(_Entries(filed, met_by))
