"""The terms, schemes and authorities of `ontology/` as one named graph of the store."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad, RdfFormat, parse

from inspectgraph.describe.iris import mint_graph
from inspectgraph.knowledge.places import ontology_folder


def describe_ontology() -> Iterator[Quad]:
    """The quads of `id:graph/ontology`: every Turtle file of the terms, the schemes and the authorities.

    >>> next(describe_ontology()).graph_name.value.rpartition("/id/")[2]
    'graph/ontology'
    """
    graph = mint_graph("ontology")
    folder = ontology_folder()
    for path in [
        folder / "inspectgraph.ttl",
        folder / "authorities.ttl",
        *sorted(folder.glob("schemes/*.ttl")),
    ]:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
