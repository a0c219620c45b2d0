"""Everything known of one thing, with the sentences that prove it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.query import run_rows, shorten_iri
from inspectgraph.ask.questions import bind_terms, load_listing
from inspectgraph.ask.table import Table, tabulate
from inspectgraph.describe.namespaces import ID
from inspectgraph.errors import MisuseError

_COLUMNS = ("what", "value", "quote", "where")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownThing:
    """A thing with its IRI, label, kind ("team", "person", ...) and facts: what, value, quote, where."""

    iri: str
    label: str
    kind: str
    facts: Table


def show_thing(store: AskedStore, name: str) -> tuple[ShownThing, ...]:
    """What is known of the teams, people, issues, visits, letters or authorities that a name or IRI means.

    Raises MisuseError, with near names, if there is none.
    """
    return tuple(
        ShownThing(iri=iri, label=label, kind=kind, facts=_facts(store, iri, kind))
        for iri, label, kind in find_things(store, name)
    )


def find_things(store: AskedStore, name: str) -> tuple[tuple[str, str, str], ...]:
    """IRI, label and kind ("team" ...) of each thing that a name or IRI means. Raises as `show_thing`."""
    found = tuple(_find(store, name))
    if not found:
        raise MisuseError(f"nothing is known of {name!r}", remedy=_advice(store, name))
    return found


def as_one_table(shown: Sequence[ShownThing]) -> Table:
    """All facts of all things in one Table, the thing in front."""
    rows = tuple((thing.label, thing.kind, thing.iri, *row) for thing in shown for row in thing.facts)
    return Table(columns=("thing", "kind", "iri", *_COLUMNS), rows=rows)


def _find(store: AskedStore, name: str) -> Iterator[tuple[str, str, str]]:
    """IRI, label and kind of each thing that is called so, each once, under its first label."""
    seen: set[str] = set()
    for row in run_rows(store.graph, bind_terms(load_listing("show-names"), _meant(name))):
        if row["thing"] not in seen:
            seen.add(row["thing"])
            yield row["thing"], row["label"], row["kind"]


def _meant(name: str) -> dict[str, Sequence[NamedNode | Literal]]:
    """What a name or IRI is as a parameter of the listing of names. Raises MisuseError for a broken IRI."""
    iri = name.strip("<>")
    iri = ID + iri.removeprefix("id:") if iri.startswith("id:") else iri
    if not iri.startswith(ID):
        return {"name": [Literal(name.strip().removeprefix("./").casefold())]}
    try:
        return {"thing": [NamedNode(iri)]}
    except ValueError as error:
        raise MisuseError(
            f"{name!r} is no IRI", remedy="copy it from the answer of another command"
        ) from error


def _advice(store: AskedStore, name: str) -> str:
    names = {row["called"] for row in run_rows(store.graph, load_listing("show-names").sparql)}
    near = get_close_matches(name.casefold(), sorted(names), n=3, cutoff=0.6)
    return (
        f"did you mean {' or '.join(near)}?"
        if near
        else "`inspectgraph teams`, `people` and `visits` list names"
    )


def _facts(store: AskedStore, iri: str, kind: str) -> Table:
    sparql = bind_terms(load_listing(f"show-{kind}"), {"thing": [NamedNode(iri)]})
    rows = ({**row, "where": _place(row)} for row in run_rows(store.graph, sparql))
    table = tabulate(
        _COLUMNS,
        (
            {
                "what": row["what"],
                "value": _shown(row.get("value")),
                "quote": " ".join(row["quote"].split()) if "quote" in row else None,
                "where": row["where"],
            }
            for row in rows
        ),
    )
    # two letters may state the same, such as a person's name
    return Table(columns=table.columns, rows=tuple(dict.fromkeys(table.rows)))


def _place(row: dict[str, str]) -> str:
    if "file" not in row:
        return ""
    page = f", page {row['page']}" if "page" in row else ""
    return f"{row['file']}{page}, {row['start']}-{row['end']}"


def _shown(value: str | None) -> str | None:
    return value if value is None or not value.startswith(ID) else shorten_iri(value)
