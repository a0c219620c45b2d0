"""The outcome that an area SEND inspection states in a sentence instead of grades."""

from __future__ import annotations

from inspectgraph.extract.cues import cues_worth_trying
from inspectgraph.extract.model import Stated
from inspectgraph.extract.parts import LetterParts, Span
from inspectgraph.knowledge.schemes import load_scheme

_STATING = "area-send"  # the kind of letter that states an outcome


def extract_outcome(parts: LetterParts, *, kind: str) -> Stated | None:
    """The id of the first outcome stated, with the sentence that states it; None for letters of other kinds.

    The outcomes are those of `ontology/schemes/outcomes.ttl`, their words in `ontology/cues/outcomes.csv`.
    """
    for sentence in parts.letter.sentences if kind == _STATING else ():
        words = parts.flat(Span(start=sentence.start, end=sentence.end))
        for cue in cues_worth_trying("outcomes", key="outcome", text=words):
            if cue.pattern.search(words):
                outcome = load_scheme("outcome")[cue.key].id
                return Stated(value=outcome, passage=parts.letter.passage(sentence.start, sentence.end))
    return None
