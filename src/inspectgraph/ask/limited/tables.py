"""A limited answer as a Table."""

from __future__ import annotations

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from inspectgraph.ask.limited.queries import LimitedAnswer
from inspectgraph.ask.query import cell_of, tabulate_any
from inspectgraph.ask.table import Table

TABLE_FORMATS = ("json", "ntriples")
"""The formats of rows and of graphs that a Table is made of."""


def tabulate_answer(answer: LimitedAnswer) -> Table:
    """An answer in one of `TABLE_FORMATS` as a Table, as `tabulate_any` has it."""
    if answer.kind == "graph":
        triples = (quad.triple for quad in parse(answer.read(), RdfFormat.N_TRIPLES))
        rows = (tuple(map(cell_of, (t.subject, t.predicate, t.object))) for t in triples)
        return Table(columns=("subject", "predicate", "object"), rows=tuple(rows))
    return tabulate_any(parse_query_results(answer.read(), QueryResultsFormat.JSON))
