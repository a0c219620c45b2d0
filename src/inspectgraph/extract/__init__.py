"""Facts out of a Letter: pure functions that know nothing of RDF, files or the terminal."""

from inspectgraph.extract.facts import extract_facts

__all__ = ["extract_facts"]
