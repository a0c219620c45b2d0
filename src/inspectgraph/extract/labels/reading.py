"""A sentence as the labellers read it: folded, with every cue found in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.index import Hit
from inspectgraph.extract.labels.tables import sentence_cues


class ReadSentence(NamedTuple):
    """A sentence, the same folded, its different words, and its hits by table in the order of the text.

    A number is the word "#".
    """

    text: str
    folded: str
    words: tuple[str, ...]
    themes: Sequence[Hit]
    polarity: Sequence[Hit]
    change: Sequence[Hit]


def read_anew(text: str) -> ReadSentence:
    """Fold a sentence and find the cues in it.

    >>> [cue.label for _, _, cue in read_anew("Caseloads remain too high.").themes]
    ['caseloads']
    """
    folded = fold(text)
    words, (themes, polarity, change) = sentence_cues().read(folded)
    return ReadSentence(text, folded, words, themes, polarity, change)


@lru_cache(maxsize=16)  # a sentence is read again as the one before the next
def read_sentence(text: str) -> ReadSentence:
    """The same, unless it has just been read."""
    return read_anew(text)
