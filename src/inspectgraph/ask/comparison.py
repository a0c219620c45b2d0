"""Authorities side by side: how each stands on the issues that were raised at one of them or more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.asking import CellRecord, ask_with_terms, quote_of
from inspectgraph.ask.listings.scope import Record
from inspectgraph.ask.questions import concept_term
from inspectgraph.ask.table import Cell, Table
from inspectgraph.describe.iris import mint_thing
from inspectgraph.errors import MisuseError
from inspectgraph.knowledge.authorities import Authority, find_authority

_NEVER = "-"
_FIELDS = ("status", "first_raised", "last_seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Authorities in the order asked for, and by issue the row of each at which it was raised."""

    authorities: tuple[Authority, ...]
    issues: tuple[tuple[str, dict[str, CellRecord]], ...]


def compare_authorities(
    store: AskedStore, names: Sequence[str], *, status: str | None = None, theme: str | None = None
) -> Comparison:
    """Issues of two or more authorities by label; `status` keeps those that have it at one of them or more.

    Raises MisuseError for an unknown name, status or theme, fewer than two authorities, or one named twice.
    """
    councils = _distinct([find_authority(name) for name in names])
    wanted = concept_term("status", status).value.rpartition("/")[2] if status is not None else None
    iris = [mint_thing("authority", council.gss) for council in councils]
    terms = {"authority": iris[:1], "other": iris[1:]}
    if theme is not None:
        terms["theme"] = [concept_term("theme", theme)]
    rows: dict[str, dict[str, CellRecord]] = {}
    for row in ask_with_terms(store, "compare-issues", terms).records():
        rows.setdefault(str(row["issue"]), {})[str(row["council"])] = row
    kept = {
        label: found
        for label, found in rows.items()
        if wanted is None or any(row["status"] == wanted for row in found.values())
    }
    return Comparison(authorities=councils, issues=tuple(sorted(kept.items())))


def _distinct(councils: Sequence[Authority]) -> tuple[Authority, ...]:
    names = [council.name for council in councils]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise MisuseError(f"{twice} is named twice", remedy="name each authority once")
    if len(councils) < 2:
        raise MisuseError(
            "one authority can't be compared",
            where=names[0] if names else None,
            remedy="name two or more; `inspectgraph issues --authority` lists those of one",
        )
    return tuple(councils)


def tabulate_comparison(comparison: Comparison) -> Table:
    """For reading: one row an issue, one column an authority: status, first raised, last seen."""
    names = [council.name for council in comparison.authorities]
    rows = [(label, *(_standing(found.get(name)) for name in names)) for label, found in comparison.issues]
    return Table(columns=("issue", *names), rows=tuple(rows))


def _standing(row: CellRecord | None) -> str:
    if row is None:
        return _NEVER
    return f"{row['status']}, {str(row['first_raised'])[:7]} to {str(row['last_seen'])[:7]}"


def flatten_comparison(comparison: Comparison) -> Table:
    """For spreadsheets: how each authority stands, with a sentence, in columns of its own."""
    fields = (*_FIELDS, "stance", "sentence", "file", "page", "start")
    columns = [f"{council.name} {field}" for council in comparison.authorities for field in fields]
    rows: list[tuple[Cell, ...]] = []
    for label, found in comparison.issues:
        empty: CellRecord = dict.fromkeys(fields)
        cells = [found.get(c.name, empty)[field] for c in comparison.authorities for field in fields]
        rows.append((label, *cells))
    return Table(columns=("issue", *columns), rows=tuple(rows))


def comparison_records(comparison: Comparison) -> list[Record]:
    """For programs: one record an issue, with the authorities at which it was raised (docs/contracts.md)."""
    return [
        {
            "issue": label,
            "authorities": [_record(council, found.get(council.name)) for council in comparison.authorities],
        }
        for label, found in comparison.issues
    ]


def _record(council: Authority, row: CellRecord | None) -> Record:
    head: Record = {"authority": council.name, "gss": council.gss}
    if row is None:
        return {**head, **dict.fromkeys((*_FIELDS, "stance", "quote"))}
    return {**head, **{name: row[name] for name in (*_FIELDS, "stance")}, "quote": quote_of(row)}
