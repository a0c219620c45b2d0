"""How widespread each issue is, with the number of letters behind every share, and the sentences."""

from __future__ import annotations

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.asking import ask_question
from inspectgraph.ask.table import Table
from inspectgraph.errors import MisuseError

GROUPINGS = ("theme", "region", "kind", "year")


def count_spread(store: AskedStore, *, by: str = "theme", theme: str | None = None) -> Table:
    """At how many authorities each issue was raised, over all letters or by region, kind or year.

    Raises MisuseError for an unknown grouping or theme.

    >>> GROUPINGS[0]
    'theme'
    """
    if by not in GROUPINGS:
        raise MisuseError(f"{by!r} is no grouping", remedy=f"one of {', '.join(GROUPINGS)}")
    table = ask_question(store, "how-widespread", by=by, theme=theme)
    if by == "theme":  # one group of all: its column says nothing
        return Table(columns=table.columns[1:], rows=tuple(row[1:] for row in table))
    return Table(columns=(by, *table.columns[1:]), rows=table.rows)


def list_raisings(store: AskedStore, *, theme: str) -> Table:
    """Each visit that raised a theme, with a sentence: what the figures open to."""
    return ask_question(store, "where-raised", theme=theme)
