"""A sentence as the labellers read it: folded, with every cue found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.index import Hit
from inspectgraph.extract.labels.tables import sentence_cues

_DIGIT = re.compile(r"\d")


class ReadSentence(NamedTuple):
    """A folded sentence, its different words, and its hits by their table, in the order of the text.

    A number is the word "#".
    """

    folded: str
    words: tuple[str, ...]
    hits: Mapping[str, Sequence[Hit]]


def read_sentence(text: str) -> ReadSentence:
    """Fold a sentence and find the cues in it.

    >>> [hit.cue.label for hit in read_sentence("Caseloads remain too high.").hits["themes"]]
    ['caseloads']
    """
    return read_folded(fold(text))


@lru_cache(maxsize=16)  # a sentence is read again as the one before the next
def read_folded(folded: str) -> ReadSentence:
    """The same of a sentence that is folded already."""
    hits: dict[str, list[Hit]] = {"themes": [], "polarity": [], "change": []}
    words, found = sentence_cues().read(folded)
    for hit in found:
        hits[hit[2].table].append(hit)
    if _DIGIT.search(folded):
        words = ["#" if word.isdigit() else word for word in words]
    return ReadSentence(folded, tuple(dict.fromkeys(words)), hits)
