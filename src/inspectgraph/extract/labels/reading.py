"""A sentence as the labellers read it: folded, with every cue found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.index import Hit
from inspectgraph.extract.labels.tables import sentence_cues


class ReadSentence(NamedTuple):
    """The folded words of a sentence, and its hits by the name of their table, in the order of the text."""

    folded: str
    hits: Mapping[str, Sequence[Hit]]


def read_sentence(text: str) -> ReadSentence:
    """Fold a sentence and find the cues in it.

    >>> [hit.cue.label for hit in read_sentence("Caseloads remain too high.").hits["themes"]]
    ['caseloads']
    """
    return _read_folded(fold(text))


@lru_cache(maxsize=16)  # a sentence is read again when the next one points back to it
def _read_folded(folded: str) -> ReadSentence:
    hits: dict[str, list[Hit]] = {"themes": [], "polarity": [], "change": []}
    for hit in sentence_cues().hits(folded):
        hits[hit.cue.table].append(hit)
    return ReadSentence(folded, hits)
