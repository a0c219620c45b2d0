"""Facts to triples: the one place where values become RDF, and the one place that mints IRIs."""

from inspectgraph.describe.letters import describe_letter
from inspectgraph.describe.ontology import describe_ontology

__all__ = ["describe_letter", "describe_ontology"]
