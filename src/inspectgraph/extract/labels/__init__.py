"""Labels of single sentences: polarity, change and themes, by cue lists kept in `ontology/cues/`."""

from inspectgraph.extract.labels.candidates import is_evaluative_candidate
from inspectgraph.extract.labels.sentence import label_sentence, label_sentences
from inspectgraph.extract.labels.values import SentenceContext, SentenceLabels

__all__ = [
    "SentenceContext",
    "SentenceLabels",
    "is_evaluative_candidate",
    "label_sentence",
    "label_sentences",
]
