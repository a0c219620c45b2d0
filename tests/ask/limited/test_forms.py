"""Every form and feature of SPARQL 1.1 is answered by a query's process as Oxigraph itself answers it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
)

from inspectgraph.ask.limited import LimitedQueries, QueryLimits
from inspectgraph.describe.namespaces import PREFIXES

FORMS = Path(__file__).parents[1] / "forms"
NAMES = sorted(path.stem for path in FORMS.glob("*.rq"))
ABOUT_SOME_GRAPHS = ["construct-from", "from", "from-and-from-named", "from-named", "from-several"]
FINDS_NOTHING = ["nothing-found"]
ROW_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def queries(seed_store: Path) -> Iterator[LimitedQueries]:
    with LimitedQueries(seed_store, limits=QueryLimits(rows=None)) as queries:
        yield queries


@pytest.fixture(scope="module")
def engine(seed_store: Path) -> Store:
    (folder,) = (seed_store / "generations").glob("*/graph")
    return Store.read_only(str(folder))


def native(engine: Store, name: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    union = name not in ABOUT_SOME_GRAPHS
    return engine.query(form(name), prefixes=PREFIXES, use_default_graph_as_union=union)


def form(name: str) -> str:
    return (FORMS / f"{name}.rq").read_text(encoding="utf-8")


def test_there_are_as_many_forms_as_we_think() -> None:
    assert len(NAMES) == 66
    assert {n for n in NAMES if "\nFROM" in form(n) or " FROM" in form(n)} == set(ABOUT_SOME_GRAPHS)


@pytest.mark.parametrize("name", NAMES)
def test_each_form_is_answered_as_oxigraph_answers_it(
    name: str, queries: LimitedQueries, engine: Store
) -> None:
    expected = native(engine, name)
    if isinstance(expected, QueryTriples):
        triples = sorted(_unnamed(str(triple)) for triple in expected)
        for format, rdf in GRAPH_FORMATS.items():
            answer = queries.run(form(name), format=format)
            found = sorted(_unnamed(str(quad.triple)) for quad in parse(answer.read(), rdf))
            assert (answer.kind, found) == ("graph", triples)
            assert answer.rows == len(triples) > 0
        return
    for format, results in ROW_FORMATS.items():
        answer = queries.run(form(name), format=format)
        again = native(engine, name)
        assert not isinstance(again, QueryTriples)
        assert answer.read() == again.serialize(format=results)
        assert not answer.cut
    if isinstance(expected, QuerySolutions):
        rows = len(list(expected))
        assert (answer.kind, answer.rows) == ("solutions", rows)
        assert (rows == 0) == (name in FINDS_NOTHING), "choose something that the seeds have"
    else:
        assert (answer.kind, answer.rows) == ("boolean", 1)


def _unnamed(triple: str) -> str:
    """A triple without the name of its blank node, which each answer makes anew."""
    return "_:b " + triple.partition(" ")[2] if triple.startswith("_:") else triple
