"""The stored queries of `ontology/rules/`: what follows from all letters, and what is read to weigh them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Store

from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.describe.sheet import Statement
from inspectgraph.knowledge.places import ontology_folder

_OF_THESE = "VALUES ?graph { UNDEF }"


def run_rules(graph: Store) -> Iterator[Statement]:
    """What the CONSTRUCT rules of `ontology/rules/` conclude.

    >>> list(run_rules(Store()))
    []
    """
    for path in sorted((ontology_folder() / "rules").glob("*.rq")):
        answer = graph.query(path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
        for triple in cast(QueryTriples, answer):
            yield cast("Statement", (triple.subject, triple.predicate, triple.object))


def run_input(graph: Store, name: str, *, graphs: Iterable[str] = ()) -> Iterator[dict[str, str]]:
    """The rows of `ontology/rules/inputs/<name>.rq`, unbound variables left out.

    `graphs` are the IRIs of the named graphs to which a query with `VALUES ?graph { UNDEF }` is confined.

    >>> list(run_input(Store(), "letter-authorities"))
    []
    """
    query = (ontology_folder() / "rules" / "inputs" / f"{name}.rq").read_text(encoding="utf-8")
    if _OF_THESE in query:
        query = query.replace(_OF_THESE, f"VALUES ?graph {{ {' '.join(f'<{iri}>' for iri in graphs)} }}")
    answer = cast(QuerySolutions, graph.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        values = cast("Iterable[NamedNode | Literal | None]", solution)
        yield {name: value.value for name, value in zip(names, values, strict=True) if value is not None}
