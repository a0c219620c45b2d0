"""A limited answer as a Table."""

from __future__ import annotations

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results

from inspectgraph.ask.limited.queries import LimitedAnswer
from inspectgraph.ask.query import cell_of, tabulate_solutions
from inspectgraph.ask.table import Table
from inspectgraph.errors import MisuseError

TABLE_FORMATS = ("json", "ntriples")
"""The formats of rows and of graphs that a Table is made of."""


def tabulate_answer(answer: LimitedAnswer) -> Table:
    """The rows of a SELECT that was answered as JSON, or the triples of a graph answered as N-Triples.

    Raises MisuseError for true or false.
    """
    if answer.kind == "graph":
        triples = (quad.triple for quad in parse(answer.read(), RdfFormat.N_TRIPLES))
        return Table(columns=("subject", "predicate", "object"), rows=tuple(map(_cells, triples)))
    solutions = parse_query_results(answer.read(), QueryResultsFormat.JSON)
    if not isinstance(solutions, QuerySolutions):
        raise MisuseError("not a SELECT query", remedy="ask with SELECT")
    return tabulate_solutions(solutions)


def _cells(triple: Triple) -> tuple[str | int | float | bool | None, ...]:
    return (cell_of(triple.subject), cell_of(triple.predicate), cell_of(triple.object))
