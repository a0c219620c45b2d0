"""Validation of a store against the SHACL shapes and the ontology's own rules."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import QuerySolutions, Store

from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.errors import Problem
from inspectgraph.knowledge.places import ontology_folder

_SH = "http://www.w3.org/ns/shacl#"


def validate_graph(store: Store) -> tuple[Problem, ...]:
    """What in a store breaks a shape of `ontology/shapes/` or a rule of `ontology/rules/ontology/`.

    Source: SHACL, W3C Recommendation of 20 July 2017, section 3.6 (validation report), by pyshacl.
    """
    return (*sorted(check_rules(store)), *sorted(check_shapes(store)))


def check_rules(store: Store) -> Iterator[Problem]:
    """A problem for each row of each rule; a rule's first comment line says it in English.

    >>> list(check_rules(Store()))
    []
    """
    for path in sorted((ontology_folder() / "rules" / "ontology").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        answer = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        if not isinstance(answer, QuerySolutions):
            continue
        for row in answer:
            place = " ".join(str(value) for value in row if value is not None)
            yield Problem(
                code=path.stem,
                where=place,
                message=text.splitlines()[0].lstrip("# "),
                remedy="mend ontology/",
            )


def check_shapes(store: Store) -> Iterator[Problem]:
    """A problem for each result of validating all graphs together against the shapes."""
    from pyshacl import validate
    from rdflib import Graph, URIRef

    data = Graph()
    data.parse(data=_turtle(store), format="nt")
    shapes = Graph()
    for path in sorted((ontology_folder() / "shapes").glob("*.ttl")):
        shapes.parse(str(path), format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    for result in report.subjects(URIRef(_SH + "resultSeverity"), None):
        value = {
            name: report.value(result, URIRef(_SH + name))
            for name in ("focusNode", "resultMessage", "resultPath")
        }
        yield Problem(
            code="shape",
            where=f"{value['focusNode']} {value['resultPath'] or ''}".strip(),
            message=str(value["resultMessage"]),
            remedy="build the store anew; if it stays, report it",
        )


def _turtle(store: Store) -> bytes:
    import io

    from inspectgraph.export.rdf import write_rdf

    stream = io.BytesIO()
    write_rdf(store, stream, format="ntriples")
    return stream.getvalue()
