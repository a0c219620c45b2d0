"""The stored queries of `ontology/rules/`: what follows from all letters, and what is read to weigh them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Store

from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.describe.sheet import Statement
from inspectgraph.knowledge.places import ontology_folder

FINDINGS_INPUT: Final = "ledger-findings"
"""The one input that is about findings: it is asked for letters that an earlier build has read."""
_OF_THESE = "VALUES ?graph { UNDEF }"


@cache
def rules() -> Mapping[str, str]:
    """The CONSTRUCT rules by name, in its order.

    >>> list(rules())[0]
    'inspected-with'
    """
    return _queries(ontology_folder() / "rules")


@cache
def inputs() -> Mapping[str, str]:
    """What is read to weigh letters, by name.

    >>> FINDINGS_INPUT in inputs()
    True
    """
    return _queries(ontology_folder() / "rules" / "inputs")


def _queries(folder: Path) -> Mapping[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.rq"))}


def run_rules(graph: Store) -> Iterator[Statement]:
    """What the CONSTRUCT rules of `ontology/rules/` conclude.

    >>> list(run_rules(Store()))
    []
    """
    for rule in rules().values():
        answer = graph.query(rule, use_default_graph_as_union=True)
        for triple in cast(QueryTriples, answer):
            yield cast("Statement", (triple.subject, triple.predicate, triple.object))


def run_input(graph: Store, name: str, *, graphs: Iterable[str] = ()) -> Iterator[dict[str, str]]:
    """The rows of `ontology/rules/inputs/<name>.rq`, unbound variables left out.

    `graphs` are the IRIs of the named graphs to which a query with `VALUES ?graph { UNDEF }` is confined.

    >>> list(run_input(Store(), "letter-authorities"))
    []
    """
    query = inputs()[name]
    if _OF_THESE in query:
        query = query.replace(_OF_THESE, f"VALUES ?graph {{ {' '.join(f'<{iri}>' for iri in graphs)} }}")
    answer = cast(QuerySolutions, graph.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        values = cast("Iterable[NamedNode | Literal | None]", solution)
        yield {name: value.value for name, value in zip(names, values, strict=True) if value is not None}
