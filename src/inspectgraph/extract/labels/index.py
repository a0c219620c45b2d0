"""The index that finds cues in a sentence fast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from inspectgraph.extract.labels.cues import Cue
from inspectgraph.extract.labels.patterns import readings

_WORD = re.compile(r"[a-z0-9]+")
_SEEN_AT_MOST = 50_000  # words; a bound, for a program that runs for months

_Need = frozenset[str]
"""Words of which one must stand in the sentence; written as `first_words` writes them."""
_NONE: _Need = frozenset()


class Hit(NamedTuple):
    """A cue that was found, and where, in the folded sentence."""

    start: int
    end: int
    cue: Cue


class _Entry(NamedTuple):
    """What a word of a sentence means to an index: the cues to try at it, and the needs that it meets."""

    cues: tuple[tuple[_Need, Cue], ...]
    meets: frozenset[_Need]


@dataclass(slots=True)
class CueIndex:
    """Cues filed under the words they begin with, each with what it needs. Build it with `index_cues`.

    Keys are words, or beginnings of words and `*`; `met_by` says which needs a word meets.
    """

    filed: Mapping[str, tuple[tuple[_Need, Cue], ...]]
    met_by: Mapping[str, tuple[_Need, ...]]
    _seen: dict[str, _Entry] = field(default_factory=dict)

    def hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at a word of a folded sentence, in the order of the text."""
        seen, remember = self._seen, self._remember  # looked up once: this is the innermost loop of all
        places = [(word.start(), seen.get(word[0]) or remember(word[0])) for word in _WORD.finditer(folded)]
        met = {_NONE}.union(*[meets for _, (_, meets) in places])
        return [
            Hit(start, match.end(), cue)
            for start, (cues, _) in places
            for need, cue in cues
            if need in met and (match := cue.regex.match(folded, start))
        ]

    def opening_hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at the very beginning of a folded sentence."""
        word = _WORD.match(folded)
        tried = [(cue, cue.regex.match(folded)) for _, cue in self._remember(word[0]).cues] if word else []
        return [Hit(0, match.end(), cue) for cue, match in tried if match]

    def _remember(self, word: str) -> _Entry:
        if entry := self._seen.get(word):
            return entry
        keys = [word, *(f"{word[:n]}*" for n in range(1, len(word) + 1))]
        cues: dict[Cue, _Need] = {}
        for need, cue in (pair for key in keys for pair in self.filed.get(key, ())):
            cues[cue] = need if cues.get(cue, need) == need else _NONE
        meets = frozenset(need for key in keys for need in self.met_by.get(key, ()))
        entry = _Entry(tuple((need, cue) for cue, need in cues.items()), meets)
        if len(self._seen) < _SEEN_AT_MOST:
            self._seen[word] = entry
        return entry


def without_hidden(hits: Iterable[Hit], *, heavier_stays: bool = False) -> list[Hit]:
    """The hits without those that overlap a longer one, in the order of the text.

    So "not consistently good" hides "good", and a cue of no weight hides what lies in it. With
    `heavier_stays` a hit stays in a longer one that weighs less, but for one of no weight.
    """
    hits = list(hits)
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=_longest_first):
        for longer in kept:
            if hit.end > longer.start and hit.start < longer.end and _hides(longer, hit, heavier_stays):
                break
        else:
            kept.append(hit)
    return sorted(kept, key=itemgetter(0))


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
    filed: dict[str, list[tuple[_Need, Cue]]] = {}
    met_by: dict[str, dict[_Need, None]] = {}
    alike: dict[_Need, _Need] = {}  # one object for equal needs makes the look into a set fast
    for cue in cues:
        for word, needed in readings(cue.pattern).items():
            need = alike.setdefault(needed, needed)
            filed.setdefault(word, []).append((need, cue))
            for other in need:
                met_by.setdefault(other, {})[need] = None
    return CueIndex(
        {word: tuple(pairs) for word, pairs in filed.items()},
        {word: tuple(needs) for word, needs in met_by.items()},
    )
