"""A store on a server, asked by the SPARQL 1.1 Protocol as if it were a folder here.

The questions take all graphs together as the default graph. The protocol leaves it to a server what its
default graph is, so the first question is preceded by a small one, which finds a way that this server knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from inspectgraph.ask.query import declare_prefixes
from inspectgraph.ask.refusing import SKIPPED, bare_words, refuse_long
from inspectgraph.closing import ClosedAtExit
from inspectgraph.describe.iris import PUBLISHED
from inspectgraph.describe.namespaces import ID
from inspectgraph.errors import MisuseError
from inspectgraph.remote import Connection, RemoteError, ServerAnswer
from inspectgraph.store import Manifest

Answer = QuerySolutions | QueryBoolean | QueryTriples
Form = type[QuerySolutions] | type[QueryBoolean] | type[QueryTriples]
Way = tuple[tuple[str, str], ...]
"""Parameters of a request that make all graphs its default graph."""

_AS_IT_IS: Way = ()
_OXIGRAPH: Way = (("union-default-graph", "true"),)
_LISTED = 5_000  # graphs that are named one by one in a request at the most

# The kind of a letter stands in the letter's graph, the kind's notation in that of the ontology: whoever sees
# both at once sees all graphs.
_SEES_ALL = "ASK { ?letter a ig:Letter ; ig:kind ?kind . ?kind skos:notation ?word }"
_HAS_LETTERS = "ASK { GRAPH ?graph { ?letter a ig:Letter } }"
_PUBLISHED_GRAPHS = f"SELECT DISTINCT ?graph {{ GRAPH {PUBLISHED} {{ ?graph ?how ?digest }} }}"
_OUR_GRAPHS = f"""SELECT DISTINCT ?graph {{
  GRAPH ?graph {{ ?subject ?predicate ?object }} FILTER(STRSTARTS(STR(?graph), "{ID}graph/"))
}}"""

_TEXT_OR_SLOT = re.compile(rf"(?:{SKIPPED.pattern})|(?P<slot>VALUES \?\w+ \{{ UNDEF \}})", re.DOTALL)
_ALL_COLUMNS = re.compile(r"\bselect\s+(?:distinct\s*|reduced\s*)?\*", re.IGNORECASE)

_FORMS: Mapping[str, Form] = {
    "select": QuerySolutions,
    "ask": QueryBoolean,
    "construct": QueryTriples,
    "describe": QueryTriples,
}

_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_KNOWN_TYPES = frozenset(
    "text/html text/plain text/turtle application/json application/xml application/n-triples"
    " application/sparql-results+json application/sparql-results+xml".split()
)
"""Types of answers that are named in messages; another may be anything."""

_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"


class RemoteStore(ClosedAtExit):
    """A store on a server, opened for questions. A context manager; `manifest` has nothing in it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.graph = RemoteGraph(connection)
        self.manifest = Manifest()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


class RemoteGraph:
    """The graph behind the address of a server's queries: answers as pyoxigraph's Store does."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._way: Way | None = None

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
    ) -> Answer:
        """Ask the server a SELECT, ASK, CONSTRUCT or DESCRIBE query, which is not parsed here.

        Raises MisuseError for what is none of these and for what the server does not take for SPARQL,
        RemoteError where the server can't be asked, answers only a part, or something else.
        """
        refuse_long(query)
        form = form_of(query)
        way: Way = ()
        if use_default_graph_as_union:
            way = self._way = self._find_way() if self._way is None else self._way
        try:
            return self._ask(_declare_in_front(drop_open_slots(query)), way, form=form)
        except RemoteError as error:
            if error.status != HTTPStatus.BAD_REQUEST:
                raise
            raise MisuseError(
                f"the query was refused: {error.what}", where=error.where, remedy="mend it and ask again"
            ) from error

    def _find_way(self) -> Way:
        for way in (_AS_IT_IS, _OXIGRAPH):
            if self._is_true(_SEES_ALL, way):
                return way
        if not self._is_true(_HAS_LETTERS):
            raise RemoteError(
                "the server holds no letters",
                where=str(self._connection.address),
                remedy="publish a store to it, and give the address of its queries",
            )
        way = tuple(self._each_graph())
        if way and self._is_true(_SEES_ALL, way):
            return way
        raise RemoteError(
            "the server does not let all its graphs be asked at once",
            where=str(self._connection.address),
            remedy="make the union of all graphs its default graph, see docs/publishing.md",
        )

    def _each_graph(self) -> Iterator[tuple[str, str]]:
        """Every graph of ours as a default and a named one, which is what the protocol itself knows."""
        for query in (_PUBLISHED_GRAPHS, _OUR_GRAPHS):
            answer = self._ask(query, _AS_IT_IS, form=QuerySolutions)
            rows = answer if isinstance(answer, QuerySolutions) else ()
            graphs = sorted(str(row[0]).strip("<>") for row in rows)
            if graphs and len(graphs) <= _LISTED:
                yield from (("default-graph-uri", graph) for graph in graphs)
                yield from (("named-graph-uri", graph) for graph in graphs)
                return

    def _is_true(self, query: str, way: Way = _AS_IT_IS) -> bool:
        return bool(self._ask(declare_prefixes(query), way, form=QueryBoolean))

    def _ask(self, query: str, way: Way, *, form: Form) -> Answer:
        answer = self._connection.send(
            "POST",
            content=urlencode([("query", query), *way]).encode(),
            headers={
                "content-type": "application/x-www-form-urlencoded",
                "accept": _TRIPLES if form is QueryTriples else _RESULTS,
            },
        )
        return read_answer(answer, form=form, where=str(self._connection.address))


def form_of(sparql: str) -> Form:
    """The class of the answer to a query, by the word that says what it is.

    Raises MisuseError for a text without such a word.

    >>> form_of("PREFIX ask: <http://select/> DESCRIBE ?ask { ?ask a 'select' }").__name__
    'QueryTriples'
    """
    form = next((_FORMS[word] for word in bare_words(sparql) if word in _FORMS), None)
    if form is None:
        raise MisuseError("this is no query", remedy="ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return form


def _declare_in_front(sparql: str) -> str:
    """Prefixes declared in the first line, so that the server counts lines as the asker does."""
    declared = declare_prefixes(sparql)
    return declared.removesuffix(sparql).replace("\n", " ") + sparql


def drop_open_slots(sparql: str) -> str:
    """A query without the `VALUES ?name { UNDEF }` of stored questions, which let everything through.

    They mean nothing, and Virtuoso 7.2 answers nothing where they stand. In a `SELECT *` they are left, since
    they make a column there.

    >>> drop_open_slots("ASK { VALUES ?a { UNDEF } ?a ?b 'VALUES ?a { UNDEF }' }")
    "ASK {  ?a ?b 'VALUES ?a { UNDEF }' }"
    """
    if _ALL_COLUMNS.search(SKIPPED.sub(" ", sparql)):
        return sparql
    return _TEXT_OR_SLOT.sub(lambda match: "" if match["slot"] else match[0], sparql)


def read_answer(answer: ServerAnswer, *, form: Form, where: str) -> Answer:
    """What a server answered, as pyoxigraph's class of the form that was asked for.

    Raises RemoteError for another form, for what can't be read, and for rows that are not all of them.

    >>> from pyoxigraph import QueryBoolean
    >>> true = ServerAnswer(status=200, headers={}, content=b'{"head":{},"boolean":true}')
    >>> bool(read_answer(true, form=QueryBoolean, where="a server"))
    True
    """
    _refuse_part(answer, where)  # before there are rows that its error would hold, see `_count_rows`
    try:
        told = _read_triples(answer) if form is QueryTriples else _read_results(answer, where)
    except (SyntaxError, ValueError) as error:
        raise _not_understood(answer, where) from error
    if not isinstance(told, form):
        del told
        raise _not_understood(answer, where)
    return told


def _read_results(answer: ServerAnswer, where: str) -> QuerySolutions | QueryBoolean:
    format = QueryResultsFormat.from_media_type(answer.media_type) or QueryResultsFormat.JSON
    # It reads row by row: what is wrong at the end must come to light here, not with whoever reads on.
    rows = _count_rows(answer, format)
    if rows is not None:
        _refuse_cut(answer, rows=rows, where=where)
    return parse_query_results(answer.content, format)


def _count_rows(answer: ServerAnswer, format: QueryResultsFormat) -> int | None:
    """How many rows there are, None for true and false. Raises SyntaxError for what can't be read."""
    results = parse_query_results(answer.content, format)
    if not isinstance(results, QuerySolutions):
        return None
    rows = 0
    try:
        for _ in results:
            rows += 1
        return rows
    finally:
        del results  # an error would hold it until any thread drops that; it may be dropped in its own only


def _read_triples(answer: ServerAnswer) -> QueryTriples:
    store = Store()
    store.load(answer.content, RdfFormat.from_media_type(answer.media_type) or RdfFormat.TURTLE)
    triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    if not isinstance(triples, QueryTriples):
        raise MisuseError("not a CONSTRUCT query")
    return triples


def _not_understood(answer: ServerAnswer, where: str) -> RemoteError:
    kind = answer.media_type if answer.media_type in _KNOWN_TYPES else "of another type"
    return RemoteError(
        f"the server's answer is no answer to a query ({kind if answer.media_type else 'of no type'})",
        where=where,
        remedy="check that this is the address of its queries",
    )


def _refuse_part(answer: ServerAnswer, where: str) -> None:
    """Virtuoso says in a header that it stopped at its own limit of time."""
    if answer.headers.get("x-sql-state", "").startswith("S1TAT"):
        raise RemoteError(
            "the server stopped at its limit of time and answered a part",
            where=where,
            remedy="ask for less, or let the server take longer",
        )


def _refuse_cut(answer: ServerAnswer, *, rows: int, where: str) -> None:
    """And in another that it gives no more than so many rows."""
    most = answer.headers.get("x-sparql-maxrows", "")
    if most.isascii() and most.isdecimal() and rows >= int(most):
        raise RemoteError(
            f"the server answered the first {rows} rows only",
            where=where,
            remedy="let it answer more (in Virtuoso, ResultSetMaxRows), or ask for less",
        )
