"""Each printed query is plain SPARQL 1.1: Oxigraph and RDFLib's own engine give the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from pyoxigraph import QuerySolutions, Store
from rdflib import Dataset
from rdflib.query import ResultRow

from inspectgraph.ask.query import declare_prefixes
from inspectgraph.ask.questions import bind, load_questions
from inspectgraph.door import GraphDoor

QUESTIONS = load_questions()
Rows = list[tuple[str | None, ...]]


@pytest.fixture(scope="module")
def dataset(door: GraphDoor) -> Dataset:
    return door.dataset()


@pytest.fixture(scope="module")
def plain_store(door: GraphDoor) -> Store:
    """The same quads in a store that knows nothing of inspectgraph."""
    store, graph = Store(), door._store.graph
    assert isinstance(graph, Store)
    store.extend(graph)
    return store


def rows_of_oxigraph(store: Store, sparql: str) -> Rows:
    answer = store.query(sparql, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    return [tuple(None if term is None else term.value for term in row) for row in answer]


def rows_of_rdflib(rows: Iterable[object]) -> Rows:
    found: Rows = []
    for row in rows:
        assert isinstance(row, ResultRow)
        found.append(tuple(None if term is None else str(term) for term in row))
    return found


# RDFLib's own engine uses what RDFLib itself deprecates
@pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning")
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_printed_query_runs_elsewhere_with_the_same_rows(
    name: str,
    door: GraphDoor,
    dataset: Dataset,
    plain_store: Store,
    parameters: Mapping[str, dict[str, str]],
) -> None:
    sparql = declare_prefixes(bind(QUESTIONS[name], {**parameters[name]}))
    rows = rows_of_oxigraph(plain_store, sparql)
    asked = [
        tuple(None if cell is None else str(cell) for cell in row)
        for row in door.ask(name, **parameters[name])
    ]
    assert len(rows) == len(asked) > 0
    assert rows_of_rdflib(dataset.query(sparql)) == rows
    assert rows_of_rdflib(dataset.query(sparql, use_store_provided=False)) == rows
