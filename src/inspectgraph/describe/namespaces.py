"""The namespaces of the graph, as prefixes for queries and as makers of terms."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

IG = "https://w3id.org/inspectgraph/ontology#"
ID = "https://w3id.org/inspectgraph/id/"

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": ID,
    "ig": IG,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that every stored question and every `query` may use without declaring them."""


@cache
def term(curie: str) -> NamedNode:
    """The IRI of a term by its prefixed name.

    >>> term("ig:Letter").value
    'https://w3id.org/inspectgraph/ontology#Letter'
    """
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)
