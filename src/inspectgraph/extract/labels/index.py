"""The index that finds cues in a sentence fast."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from inspectgraph.extract.labels.cues import Cue
from inspectgraph.extract.labels.patterns import readings

_WORD = re.compile(r"[a-z0-9]+")
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


_Try = tuple[_Needs, Callable[[str, int], re.Match[str] | None], Cue]
"""Needs of which one must be met, how the cue is then tried at a place, and the cue."""


class _Entry(NamedTuple):
    """What a word of a sentence means to an index: the needs it meets, and the cues to try at it.

    `needs` are those of all the cues together.
    """

    meets: _Needs
    needs: _Needs
    tries: tuple[_Try, ...]


@dataclass(slots=True)
class CueIndex:
    """Cues filed under the words they begin with, each with what it needs. Build it with `index_cues`.

    Keys are words, or beginnings of words and `*`; `met_by` says which needs a word meets.
    """

    filed: Mapping[str, tuple[tuple[_Needs, Cue], ...]]
    met_by: Mapping[str, _Needs]
    _seen: dict[str, _Entry] = field(default_factory=dict)

    def hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at a word of a folded sentence, in the order of the text."""
        return self.read(folded)[1]

    def read(self, folded: str) -> tuple[list[str], list[Hit]]:
        """The words of a folded sentence, and every cue that matches at one, in the order of the text."""
        seen, remember = self._seen, self._remember  # looked up once: this is the innermost loop of all
        words = _WORD.findall(folded)
        entries = [seen.get(word) or remember(word) for word in words]
        met = _ALWAYS
        for entry in entries:
            met |= entry[0]
        found: list[Hit] = []
        start = 0
        for word, (_, needs, tries) in zip(words, entries, strict=True):
            start = folded.index(word, start)
            if needs & met:
                for need, match_at, cue in tries:
                    if need & met and (match := match_at(folded, start)):
                        found.append(Hit(start, match.end(), cue))
            start += len(word)
        return words, found

    def opening_hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at the very beginning of a folded sentence."""
        word = _WORD.match(folded)
        tries = self._remember(word[0]).tries if word else ()
        return [Hit(0, match.end(), cue) for _, match_at, cue in tries if (match := match_at(folded, 0))]

    def _remember(self, word: str) -> _Entry:
        if entry := self._seen.get(word):
            return entry
        keys = [word, *(f"{word[:n]}*" for n in range(1, len(word) + 1))]
        cues: dict[Cue, _Needs] = {}
        meets = needs = 0
        for key in keys:
            meets |= self.met_by.get(key, 0)
            for need, cue in self.filed.get(key, ()):
                cues[cue] = cues.get(cue, 0) | need
                needs |= need
        entry = _Entry(meets, needs, tuple((need, cue.regex.match, cue) for cue, need in cues.items()))
        if len(self._seen) < _SEEN_AT_MOST:
            self._seen[word] = entry
        return entry


def without_hidden(hits: Iterable[Hit], *, heavier_stays: bool = False) -> list[Hit]:
    """The hits, given in the order of the text, without those that overlap a longer one.

    So "not consistently good" hides "good", and a cue of no weight hides what lies in it. With
    `heavier_stays` a hit stays in a longer one that weighs less, but for one of no weight.
    """
    hits = list(hits)
    if all(hit.end <= following.start for hit, following in pairwise(hits)):
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
    return CueIndex({word: tuple(pairs) for word, pairs in filed.items()}, met_by)
