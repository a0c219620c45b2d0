"""Every form and feature of SPARQL 1.1 is answered as Oxigraph itself answers it, in each format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from inspectgraph.describe.namespaces import PREFIXES

FORMS = Path(__file__).parents[1] / "ask" / "forms"
NAMES = sorted(path.stem for path in FORMS.glob("*.rq"))
ROW_TYPES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPH_TYPES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}


def form(name: str) -> str:
    return (FORMS / f"{name}.rq").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def engine(seed_store: Path) -> Store:
    (folder,) = (seed_store / "generations").glob("*/graph")
    return Store.read_only(str(folder))


def test_there_are_forms() -> None:
    assert len(NAMES) >= 66


@pytest.mark.parametrize("name", NAMES)
def test_each_form(name: str, site: Any, engine: Store) -> None:
    union = not name.startswith(("from", "construct-from"))
    native = engine.query(form(name), prefixes=PREFIXES, use_default_graph_as_union=union)
    if isinstance(native, QueryTriples):
        triples = sorted(unnamed(str(triple)) for triple in native)
        for media_type, format in GRAPH_TYPES.items():
            answer = site.query(form(name), media_type)
            assert answer.status_code == 200, answer.text
            assert answer.headers["content-type"].startswith(media_type)
            assert sorted(unnamed(str(q.triple)) for q in parse(answer.content, format)) == triples
        return
    for media_type, rows in answers_of(name, site):
        assert rows == rows_of(native), media_type
        native = engine.query(form(name), prefixes=PREFIXES, use_default_graph_as_union=union)
        assert not isinstance(native, QueryTriples)


def answers_of(name: str, site: Any) -> Iterator[tuple[str, object]]:
    for media_type, format in ROW_TYPES.items():
        answer = site.query(form(name), media_type)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith(media_type)
        if format != QueryResultsFormat.TSV or answer.content.startswith(b"?"):
            yield media_type, rows_of(parse_query_results(answer.content, format))


def rows_of(answer: QuerySolutions | QueryBoolean) -> object:
    """The rows in no order, as two runs of a query without ORDER BY may differ in that."""
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    names = [variable.value for variable in answer.variables]
    return names, sorted([unnamed(str(row[name])) for name in names] for row in answer)


def unnamed(text: str) -> str:
    """Blank nodes have other names each time."""
    import re

    return re.sub(r"_:\w+", "_:", text)
