"""A sample of sentences for people to read: spread over authorities and kinds, the same for the same seed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from inspectgraph.evaluate.likeness import essence
from inspectgraph.evaluate.sentences import LetterSentence

_MANY_LETTERS = 4
"""A sentence that stands word by word in so many letters is the publisher's about itself."""

_Place = tuple[str, str]
"""An authority and a kind of letter."""


def sample_sentences(
    sentences: Iterable[LetterSentence], *, count: int, seed: int
) -> tuple[LetterSentence, ...]:
    """At most `count` different sentences, in the order of their letters.

    Authorities take turns, and so do the kinds of letters of each, beginning with what was drawn least so
    far. Which sentences of a letter are drawn hangs on the seed and the words alone: no label, no clock.
    """
    listed = list(sentences)
    places: dict[_Place, list[int]] = {}
    for number in _worth_reading(listed):
        places.setdefault((listed[number].authority, listed[number].kind), []).append(number)
    for numbers in places.values():
        numbers.sort(key=lambda number: _lot(listed[number], seed), reverse=True)
    return tuple(listed[number] for number in sorted(_draw(places, count=count, seed=seed)))


def _worth_reading(sentences: Sequence[LetterSentence]) -> Iterator[int]:
    """The places of the sentences, each once a letter, that are not the same in many letters."""
    first: dict[tuple[str, str], int] = {}
    for number, sentence in enumerate(sentences):
        first.setdefault((sentence.file, essence(sentence.text)), number)
    letters = Counter(words for _, words in first)
    return (number for (_, words), number in first.items() if letters[words] < _MANY_LETTERS)


def _draw(places: dict[_Place, list[int]], *, count: int, seed: int) -> Iterator[int]:
    by_authority: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    by_place: Counter[_Place] = Counter()
    lots = {place: _hash(seed, *place) for place in places}
    for _ in range(min(count, sum(map(len, places.values())))):
        place = min(
            (place for place, left in places.items() if left),
            key=lambda p: (by_authority[p[0]], by_place[p], by_kind[p[1]], lots[p]),
        )
        by_authority[place[0]] += 1
        by_kind[place[1]] += 1
        by_place[place] += 1
        yield places[place].pop()


def _lot(sentence: LetterSentence, seed: int) -> str:
    return _hash(seed, sentence.file, essence(sentence.text))


def _hash(seed: int, *words: str) -> str:
    return hashlib.sha256("\n".join([str(seed), *words]).encode()).hexdigest()
