"""Letters in: a source document of any format becomes a `Letter`, cleaned, with all offsets known."""

from inspectgraph.letters.model import Block, Letter, Passage, Section, Sentence
from inspectgraph.letters.source import read_letter, read_letter_bytes

__all__ = ["Block", "Letter", "Passage", "Section", "Sentence", "read_letter", "read_letter_bytes"]
