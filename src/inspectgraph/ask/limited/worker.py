"""The process that answers: opens a generation read-only and runs one query after another.

It is started by `child`, which may kill it at any time, and ends when its asker does. It imports what it
needs and no more, so that it is there in the time that Python takes to start.

Its asker says "begin" (MB of memory, then prefixes by name and IRI in turn) and then "ask" (folder, query,
format for rows, format for graphs, most rows, whether all graphs are the default graph; then perhaps the
graphs that are the default graph, and the named ones, with blanks between). It says "ready" once, and for
each query "parsed" (kind), "first", "chunk" (bytes), and last "done" (kind, format, rows, whether cut) or
"failed" (code, message, detail).
"""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock, start_new_thread
from itertools import islice

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from inspectgraph.ask.limited.counting import MARKS, CountedRows, EnoughRowsError
from inspectgraph.ask.limited.memory import limit_memory
from inspectgraph.ask.limited.messages import read_message, write_message

TYPE_CHECKING = False  # as in typing, without importing it
if TYPE_CHECKING:
    from typing import IO, Any

    Answer = QuerySolutions | QueryBoolean | QueryTriples

ROW_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_WITHOUT_PREFIXES = (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES)
_PIECE = 1 << 20


def main() -> None:
    """Answer queries until the asker ends."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    _, memory, *words = [part.decode() for part in read_message(source)]
    limit_memory(int(memory) if memory else None)
    requests = _Requests(source)
    answering = _Answering(sink, prefixes=dict(zip(words[::2], words[1::2], strict=True)))
    write_message(sink, b"ready")
    while True:
        answering.answer(*(part.decode() for part in requests.wait()[1:]))


class _Requests:
    """Reads in a thread of its own, so that the end of the asker is noticed while a query runs."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._request: list[bytes] = []
        self._is_there = allocate_lock()
        self._is_there.acquire()
        start_new_thread(self._read, ())

    def wait(self) -> list[bytes]:
        """The next request; the asker sends it when it has the answer to the one before."""
        self._is_there.acquire()
        return self._request

    def _read(self) -> None:
        try:
            while True:
                self._request = read_message(self._source)
                self._is_there.release()
        finally:
            os._exit(
                0
            )  # the asker has ended, or nothing it says is understood: also from the midst of a query


class _Answering:
    """The graph that is open, and the way to the asker."""

    def __init__(self, sink: IO[bytes], *, prefixes: dict[str, str]) -> None:
        self._sink = sink
        self._prefixes = prefixes
        self._folder = ""
        self._graph: Store | None = None

    def answer(
        self,
        folder: str,
        sparql: str,
        row_format: str,
        graph_format: str,
        rows: str,
        union: str,
        *dataset: str,
    ) -> None:
        """Answer one query, or say why not."""
        try:
            graph = self._open(folder)
        except (OSError, RuntimeError) as error:
            self._say("failed", "damaged", str(error))
            return
        try:
            answer = graph.query(
                sparql,
                prefixes=self._prefixes,
                use_default_graph_as_union=bool(union),
                default_graph=[NamedNode(iri) for iri in dataset[0].split()] if dataset else None,
                named_graphs=[NamedNode(iri) for iri in dataset[1].split()] if dataset else None,
            )
            self._write(answer, row_format, graph_format, int(rows) if rows else None)
        except SyntaxError as error:
            self._say("failed", "syntax", str(error))
        except OSError as error:
            self._say("failed", "files", str(error))
        except (RuntimeError, ValueError) as error:
            self._say("failed", "query", str(error))

    def _open(self, folder: str) -> Store:
        if self._graph is None or folder != self._folder:
            self._graph = None
            self._graph, self._folder = Store.read_only(folder), folder
        return self._graph

    def _write(self, answer: Answer, row_format: str, graph_format: str, limit: int | None) -> None:
        kind = _kind_of(answer)
        self._say("parsed", kind)
        format = graph_format if kind == "graph" else row_format
        if format == "none":
            rows, cut = self._count(answer, limit)
        elif format not in (GRAPH_FORMATS if kind == "graph" else ROW_FORMATS):
            self._say("failed", "format", kind, format)
            return
        elif isinstance(answer, QueryTriples):
            rows, cut = self._write_graph(answer, format, limit)
        elif isinstance(answer, QuerySolutions):
            rows, cut = self._write_rows(answer, format, limit)
        else:
            rows, cut = 1, False
            self._hand_on(answer.serialize(format=ROW_FORMATS[format]) or b"")
        self._say("done", kind, format, str(rows), "cut" if cut else "")

    def _write_rows(self, answer: QuerySolutions, format: str, limit: int | None) -> tuple[int, bool]:
        counted = CountedRows(marks=MARKS[format](), limit=limit, hand_on=self._hand_on)
        file: Any = counted
        try:
            answer.serialize(file, format=ROW_FORMATS[format])
        except EnoughRowsError:
            assert counted.cut
        counted.finish()
        return counted.rows, counted.cut

    def _write_graph(self, answer: QueryTriples, format: str, limit: int | None) -> tuple[int, bool]:
        triples = list(answer if limit is None else islice(answer, limit + 1))
        cut = limit is not None and len(triples) > limit
        chosen = GRAPH_FORMATS[format]
        prefixes = {} if chosen in _WITHOUT_PREFIXES else self._prefixes
        data = serialize(sorted(triples[:limit], key=_triple_key), format=chosen, prefixes=prefixes) or b""
        for place in range(0, len(data), _PIECE):
            self._hand_on(data[place : place + _PIECE])
        return len(triples) - cut, cut

    def _count(self, answer: Answer, limit: int | None) -> tuple[int, bool]:
        """Take all rows and write none; says when the first is there."""
        if isinstance(answer, QueryBoolean):
            return 1, False
        rows = 0
        for _ in answer if limit is None else islice(answer, limit + 1):
            if rows == 0:
                self._say("first")
            rows += 1
        cut = limit is not None and rows > limit
        return rows - cut, cut

    def _hand_on(self, data: bytes) -> None:
        write_message(self._sink, b"chunk", data)

    def _say(self, *words: str) -> None:
        write_message(self._sink, *(word.encode() for word in words))


def _kind_of(answer: Answer) -> str:
    if isinstance(answer, QueryTriples):
        return "graph"
    return "solutions" if isinstance(answer, QuerySolutions) else "boolean"


def _triple_key(triple: Triple) -> tuple[str, str, str]:
    return (str(triple.subject), str(triple.predicate), str(triple.object))
