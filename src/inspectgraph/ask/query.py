"""SPARQL 1.1 on a store, handed to Oxigraph whole: all graphs together are the default graph."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from inspectgraph.ask.asked import AskedGraph
from inspectgraph.ask.refusing import SKIPPED, bare_words, disarm, names_graphs, refuse_unfit
from inspectgraph.ask.table import Cell, Table
from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.errors import InspectgraphError, MisuseError, StoreError

__all__ = [
    "Answer",
    "Term",
    "bare_words",
    "cell_of",
    "declare_prefixes",
    "evaluation_error",
    "refuse_unfit",
    "run_query",
    "run_rows",
    "shorten_iri",
    "syntax_error",
    "tabulate_any",
    "tabulate_query",
    "tabulate_solutions",
]

Answer = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_NUMBERS: Mapping[str, type[int] | type[float]] = {
    PREFIXES["xsd"] + name: number
    for number, names in ((int, ("integer", "int", "long")), (float, ("decimal", "double", "float")))
    for name in names
}
_EXPECTED = 160  # characters of the parser's list of what it expected that help a person
_LONGER = ("\\u0073", "\\u0053", "\\u017f")  # what `disarm` writes for a letter of SERVICE


def run_query(graph: AskedGraph, sparql: str) -> Answer:
    """Run a query over the union of all graphs, with the prefixes of docs/graph.md known.

    A query that says FROM or FROM NAMED is about those graphs alone, as SPARQL has it.

    Raises MisuseError for an update or a query that does not parse (with line and column), StoreError if
    the store can't be read.

    >>> from pyoxigraph import Store
    >>> bool(run_query(Store(), "ASK { ?s ?p ?o }"))
    False
    """
    refuse_unfit(sparql)
    try:
        return graph.query(
            disarm(sparql), prefixes=PREFIXES, use_default_graph_as_union=not names_graphs(sparql)
        )
    except SyntaxError as error:
        raise syntax_error(str(error), sparql) from error
    except OSError as error:
        raise evaluation_error(str(error)) from error


def syntax_error(message: str, sparql: str) -> MisuseError:
    """What Oxigraph's parser says of a query, said with the place in the query as it was given.

    >>> print(syntax_error("error at 1:5: expected {", "ASK ?"))
    the query is not SPARQL 1.1: line 1, column 5: expected {: mend it there and ask again
    """
    match = _PLACE.match(message)
    if match is None:
        return MisuseError(f"the query is not SPARQL 1.1: {message}", remedy="mend it and ask again")
    expected = " ".join(match[3].split())
    if "Prefix not found" in expected:
        expected = f"a prefix is not declared (known are {', '.join(PREFIXES)})"
    elif len(expected) > _EXPECTED:
        expected = expected[:_EXPECTED].rsplit(" ", 1)[0] + " ..."
    column = _column_as_given(int(match[1]), int(match[2]), sparql)
    return MisuseError(
        f"the query is not SPARQL 1.1: line {match[1]}, column {column}: {expected}",
        remedy="mend it there and ask again",
    )


def _column_as_given(line: int, column: int, sparql: str) -> int:
    """The column before the query was disarmed, which made words in front of it longer."""
    before = "".join(disarm(sparql).split("\n")[line - 1 : line])[: column - 1].casefold()
    return column - (len(_LONGER[0]) - 1) * sum(before.count(escape + "ervice") for escape in _LONGER)


def evaluation_error(message: str, *, of_files: bool = True) -> InspectgraphError:
    """What Oxigraph says when it can't answer: of the store's files, or of what the query asks for.

    >>> print(evaluation_error("The custom function <urn:f> is not supported", of_files=False))
    the query can't be answered: The custom function <urn:f> is not supported: mend it and ask again
    """
    if of_files:
        return StoreError("the query could not be answered", where=message, remedy="run `store check`")
    return MisuseError(f"the query can't be answered: {message}", remedy="mend it and ask again")


def run_rows(graph: AskedGraph, sparql: str) -> Iterator[dict[str, str]]:
    """The different solutions of a SELECT as dicts of variable to text; unbound variables are left out.

    A triple that several letters state counts once for each of them in Oxigraph before 0.6 (its issue 1919),
    so equal solutions are told once.

    >>> from pyoxigraph import Store
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


def tabulate_query(graph: AskedGraph, sparql: str) -> Table:
    """The answer of a query as a Table, see `tabulate_any`. Raises as `run_query`.

    >>> from pyoxigraph import Store
    >>> tabulate_query(Store(), "SELECT (1 AS ?n) {}").rows
    ((1,),)
    """
    return tabulate_any(run_query(graph, sparql))


def tabulate_any(answer: Answer) -> Table:
    """Rows as they are, triples under subject, predicate and object, true or false as `answer`.

    >>> from pyoxigraph import Store
    >>> tabulate_any(Store().query("ASK {}"))
    Table(columns=('answer',), rows=((True,),))
    """
    if isinstance(answer, QuerySolutions):
        return tabulate_solutions(answer)
    if isinstance(answer, QueryBoolean):
        return Table(columns=("answer",), rows=((bool(answer),),))
    rows = (tuple(map(cell_of, (triple.subject, triple.predicate, triple.object))) for triple in answer)
    return Table(columns=("subject", "predicate", "object"), rows=tuple(rows))


def tabulate_solutions(solutions: QuerySolutions) -> Table:
    """The solutions of a SELECT as a Table: IRIs shortened to a prefixed name, numbers as numbers.

    >>> from pyoxigraph import Store
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
        return _cell_of_literal(term)
    return str(term)


def _cell_of_literal(literal: Literal) -> Cell:
    """A number where the literal is one, else its text: also where it only says that it were one.

    >>> _cell_of_literal(Literal("1.5", datatype=NamedNode(PREFIXES["xsd"] + "decimal")))
    1.5
    >>> _cell_of_literal(Literal("abc", datatype=NamedNode(PREFIXES["xsd"] + "integer")))
    'abc'
    """
    number = _NUMBERS.get(literal.datatype.value)
    if number is None:
        return literal.value
    try:
        value = number(literal.value)
    except ValueError:
        return literal.value
    return value if math.isfinite(value) else literal.value  # JSON knows neither NaN nor infinity


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
    bare = SKIPPED.sub(" ", sparql)
    used = [p for p in PREFIXES if re.search(rf"(?<![\w:-]){p}:", bare)]
    lines = [f"PREFIX {p}: <{PREFIXES[p]}>" for p in used if f"PREFIX {p}:" not in bare]
    return "\n".join([*lines, sparql])
