"""SPARQL 1.1 on a store, handed to Oxigraph whole: all graphs together are the default graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from inspectgraph.ask.table import Cell, Table
from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.errors import MisuseError, StoreError

Answer = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple

_SKIPPED = re.compile(
    r"'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\""
    r"|'(?:[^'\\\n\r]|\\.)*'|\"(?:[^\"\\\n\r]|\\.)*\"|<[^<>{}|^`\"\s]*>|#[^\n\r]*|\\.",
    re.DOTALL,
)
_NAME = re.compile(r"[?$]\w+|(?<=:)[\w-]+|@[A-Za-z-]+")
_WORD = re.compile(r"(?<![\w:?$-])[A-Za-z]+(?![\w:-])")
_UPDATES = frozenset("insert delete load clear drop create copy move add with".split())
_FORMS = frozenset("select ask construct describe".split())
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_EXPECTED = 160  # characters of the parser's list of what it expected that help a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Line and column, both from 1."""

    line: int
    column: int


def bare_words(sparql: str) -> Iterator[str]:
    """The words of a query outside strings, IRIs and comments, in lower case.

    >>> list(bare_words('SELECT ?insert { ?s :load "drop" } # clear'))
    ['select']
    """
    for match in _WORD.finditer(_SKIPPED.sub(" ", sparql)):
        yield match[0].casefold()


def refuse_unfit(sparql: str) -> None:
    """Refuse what is no query of this store: an update, or a call to another server.

    Raises MisuseError.

    >>> refuse_unfit("SELECT * { ?s ?p ?o }")
    """
    words = list(bare_words(sparql))
    first = next((word for word in words if word in _UPDATES | _FORMS), None)
    if first in _UPDATES:
        raise MisuseError(
            f"{first.upper()} is an update, and the store is changed by `build` and `remove` alone",
            remedy="ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    if _calls_a_server(sparql):
        raise MisuseError(
            "SERVICE would ask another server, and inspectgraph works offline",
            remedy="take the SERVICE part out",
        )


def _calls_a_server(sparql: str) -> bool:
    """Whether SERVICE stands outside strings, IRIs, comments and names; it needs no space round it."""
    return "service" in _NAME.sub(" ", _SKIPPED.sub(" ", sparql)).casefold()


def run_query(graph: Store, sparql: str) -> Answer:
    """Run a query over the union of all graphs, with the prefixes of docs/graph.md known.

    Raises MisuseError for an update or a query that does not parse (with line and column), StoreError if
    the store can't be read.

    >>> bool(run_query(Store(), "ASK { ?s ?p ?o }"))
    False
    """
    refuse_unfit(sparql)
    try:
        return graph.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise _syntax_error(str(error)) from error
    except OSError as error:
        raise StoreError(
            "the query could not be answered", where=str(error), remedy="run `store check`"
        ) from error


def _syntax_error(message: str) -> MisuseError:
    match = _PLACE.match(message)
    if match is None:
        return MisuseError(f"the query is not SPARQL 1.1: {message}", remedy="mend it and ask again")
    expected = " ".join(match[3].split())
    if "Prefix not found" in expected:
        expected = f"a prefix is not declared (known are {', '.join(PREFIXES)})"
    elif len(expected) > _EXPECTED:
        expected = expected[:_EXPECTED].rsplit(" ", 1)[0] + " ..."
    return MisuseError(
        f"the query is not SPARQL 1.1: line {match[1]}, column {match[2]}: {expected}",
        remedy="mend it there and ask again",
    )


def run_rows(graph: Store, sparql: str) -> Iterator[dict[str, str]]:
    """The different solutions of a SELECT as dicts of variable to text; unbound variables are left out.

    A triple that several letters state counts once for each of them in Oxigraph before 0.6 (its issue 1919),
    so equal solutions are told once.

    >>> list(run_rows(Store(), "SELECT (1 AS ?n) {}"))
    [{'n': '1'}]
    """
    answer = run_query(graph, sparql)
    if not isinstance(answer, QuerySolutions):
        raise MisuseError("not a SELECT query", remedy="ask with SELECT")
    names = [variable.value for variable in answer.variables]
    told: set[tuple[str | None, ...]] = set()
    for solution in answer:
        values = tuple(None if value is None else _text(value) for value in solution)
        if values not in told:
            told.add(values)
            yield {name: value for name, value in zip(names, values, strict=True) if value is not None}


def tabulate_solutions(solutions: QuerySolutions) -> Table:
    """The solutions of a SELECT as a Table: IRIs shortened to a prefixed name, numbers as numbers.

    >>> tabulate_solutions(Store().query("SELECT (1 AS ?n) {}")).rows
    ((1,),)
    """
    names = tuple(variable.value for variable in solutions.variables)
    rows = tuple(tuple(cell_of(solution[name]) for name in names) for solution in solutions)
    return Table(columns=names, rows=rows)


def cell_of(term: Term | None) -> Cell:
    """A term as a cell of a table.

    >>> cell_of(NamedNode("https://w3id.org/inspectgraph/id/theme/neglect"))
    'id:theme/neglect'
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return shorten_iri(term.value)
    if isinstance(term, Literal):
        name = term.datatype.value.rpartition("#")[2]
        if name in ("integer", "int", "long"):
            return int(term.value)
        if name in ("decimal", "double", "float"):
            return float(term.value)
        return term.value
    return str(term)


def shorten_iri(iri: str) -> str:
    """An IRI as a prefixed name, if a prefix of the graph fits.

    >>> shorten_iri("http://www.w3.org/2000/01/rdf-schema#label")
    'rdfs:label'
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def declare_prefixes(sparql: str) -> str:
    """A query with the declarations of the prefixes that it uses, so that it runs anywhere.

    >>> declare_prefixes("SELECT * { ?s skos:prefLabel ?o }").splitlines()[0]
    'PREFIX skos: <http://www.w3.org/2004/02/skos/core#>'
    """
    bare = _SKIPPED.sub(" ", sparql)
    used = [p for p in PREFIXES if re.search(rf"(?<![\w:-]){p}:", bare)]
    lines = [f"PREFIX {p}: <{PREFIXES[p]}>" for p in used if f"PREFIX {p}:" not in bare]
    return "\n".join([*lines, sparql])
