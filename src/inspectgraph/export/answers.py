"""Answers of free queries in the standard formats."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples

from inspectgraph.ask.limited import TABLE_FORMATS, LimitedAnswer, tabulate_answer
from inspectgraph.ask.query import Answer, cell_of, tabulate_solutions
from inspectgraph.ask.table import Table
from inspectgraph.errors import MisuseError
from inspectgraph.export.rdf import RDF_FORMATS, write_statements
from inspectgraph.export.terminal import write_text

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


def serialize_answer(answer: Answer, *, format: str, width: int | None = None) -> bytes:
    """A query's answer in a format: SPARQL 1.1 results for SELECT and ASK, RDF for graphs, or a table.

    Raises MisuseError for a format that does not fit the answer.
    """
    if isinstance(answer, QueryTriples):
        return _serialize_triples(answer, format=format, width=width)
    if format in _RESULTS:
        return answer.serialize(format=_RESULTS[format]) or b""
    if format != "table":
        raise MisuseError(
            f"{format} is for graphs, and this query answers with "
            + ("rows" if isinstance(answer, QuerySolutions) else "true or false"),
            remedy=f"choose one of table, {', '.join(_RESULTS)}",
        )
    if isinstance(answer, QuerySolutions):
        return write_text(tabulate_solutions(answer), width=width).encode()
    return (b"true" if bool(answer) else b"false") + b"\n"


def _serialize_triples(answer: QueryTriples, *, format: str, width: int | None) -> bytes:
    import io

    triples = sorted(answer, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    if format == "table":
        rows = tuple((cell_of(t.subject), cell_of(t.predicate), cell_of(t.object)) for t in triples)
        return write_text(Table(columns=("subject", "predicate", "object"), rows=rows), width=width).encode()
    if format not in RDF_FORMATS:
        raise MisuseError(
            f"{format} is for rows, and this query answers with a graph",
            remedy=f"choose one of table, {', '.join(RDF_FORMATS)}",
        )
    stream = io.BytesIO()
    write_statements(triples, stream, format=format)
    return stream.getvalue()


def write_answer(answer: Answer, *, format: str, width: int | None = None) -> None:
    """Write a query's answer to standard output, a table for a terminal of `width` characters."""
    _write((serialize_answer(answer, format=format, width=width),))


def formats_for(format: str) -> tuple[str, str]:
    """The formats in which to ask for rows and for a graph, to write them in `format`.

    >>> formats_for("table"), formats_for("csv")
    (('json', 'ntriples'), ('csv', 'csv'))
    """
    return TABLE_FORMATS if format == "table" else (format, format)


def write_limited_answer(answer: LimitedAnswer, *, format: str, width: int | None = None) -> None:
    """Write an answer that came in one of `formats_for(format)` to standard output."""
    if format != "table":
        _write(answer.chunks)
    elif answer.kind == "boolean":
        _write((b"true" if b"true" in answer.read() else b"false",))
    else:
        _write((write_text(tabulate_answer(answer), width=width).encode(),))


def _write(pieces: Sequence[bytes]) -> None:
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    if not (pieces and pieces[-1].endswith(b"\n")):
        sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
