"""A question of the library asked within this room, with terms instead of a person's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.query import tabulate_query
from inspectgraph.ask.questions import bind, bind_terms, find_question
from inspectgraph.ask.table import Cell, Table

CellRecord = dict[str, Cell]
Place = dict[str, Cell]
"""A sentence and where it stands: text, file, page, start."""


def ask_question(store: AskedStore, name: str, **values: str | None) -> Table:
    """The answer to a question of the library, its parameters given as a person types them.

    Raises MisuseError for a value that is none of its parameter's type.
    """
    return tabulate_query(store.graph, bind(find_question(name), values))


def ask_with_terms(store: AskedStore, name: str, terms: Mapping[str, Sequence[NamedNode | Literal]]) -> Table:
    """The same with terms, several for any of them."""
    return tabulate_query(store.graph, bind_terms(find_question(name), terms))


def quote_of(row: CellRecord, words: str = "sentence", prefix: str = "") -> Place:
    """The sentence of a row with its file, page and place, from the columns that begin with `prefix`.

    >>> quote_of({"sentence": "Too  slow.", "file": "a.pdf", "page": 2, "start": 7})["text"]
    'Too slow.'
    """
    return {
        "text": " ".join(str(row[words]).split()),
        **{name: row[prefix + name] for name in ("file", "page", "start")},
    }


def place_words(quote: Mapping[str, object]) -> str:
    """File and page of a quote for a person to find it; the first character where there are no pages.

    >>> place_words({"file": "a.pdf", "page": 2, "start": 7})
    'a.pdf, page 2'
    >>> place_words({"file": "a.txt", "page": None, "start": 7})
    'a.txt, from character 7'
    """
    spot = f"page {quote['page']}" if quote["page"] else f"from character {quote['start']}"
    return f"{quote['file']}, {spot}"
