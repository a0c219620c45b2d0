"""Why an answer is empty, said so that nobody takes it for a finding."""

from __future__ import annotations

from collections.abc import Iterable

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings.scope import Scope, rows_of
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.ledger.weighing import APART

_NEEDS_TWO = frozenset({"persistent", "recurring", "resolved"})
_NO_ISSUE = "No such issue was raised in the letters of this store."
_NO_LETTER = "No letter of this store is about this authority."


def explain_no_issue(
    store: AskedStore, scope: Scope, *, status: str | None = None, theme: str | None = None
) -> str:
    """One sentence on why no issue was found: no letter, one visit only, or a theme that was never raised."""
    rows = [
        row
        for row in rows_of(store, "letter-visits", Scope(gss=scope.gss))
        if scope.letters is None or row["letter"] in scope.letters
    ]
    if not rows:
        return _contradiction(store, scope) or _NO_LETTER
    visits = {row["visit"] for row in rows if row["family"] not in APART}
    if scope.gss and not visits:
        return f"{rows[0]['name']} has letters on area SEND inspections alone, which make no issues."
    if scope.gss and status and status.strip().casefold() in _NEEDS_TWO and len(visits) == 1:
        return f"One visit only to {rows[0]['name']}: nothing can be {status.strip().casefold()} yet."
    if theme and not status:
        where = f" at {rows[0]['name']}" if scope.gss else ""
        return f"{theme_label(theme)} was never raised{where} in the letters of this store."
    return _NO_ISSUE


def explain_comparison(store: AskedStore, codes: Iterable[str]) -> list[str]:
    """A sentence for each authority (GSS code) that has too few visits here to be compared."""
    notes = []
    for gss in codes:
        name = authority_by_gss(gss).name
        rows = rows_of(store, "letter-visits", Scope(gss=gss))
        visits = {row["visit"] for row in rows if row["family"] not in APART}
        if len(visits) == 1:
            notes.append(f"{name}: one visit only, so nothing can persist yet.")
        elif not visits:
            notes.append(f"{name}: no letter of this store is on a visit there that makes issues.")
    return notes


def explain_no_turn(store: AskedStore, scope: Scope, theme: str) -> str:
    """One sentence on why a theme turned into a strength nowhere."""
    issues = list(rows_of(store, "issues", scope, theme=theme))
    if not issues:
        return explain_no_issue(store, scope, theme=theme)
    where = f"at {issues[0]['name']}" if scope.gss else f"at {len(issues)} authorities"
    return f"{theme_label(theme)} was raised {where} and has not become a strength since."


def theme_label(theme: str) -> str:
    """The label of a theme that a person typed by id or label.

    >>> theme_label("neglect"), theme_label("something else")
    ('Neglect', 'something else')
    """
    concept = load_scheme("theme").get(theme.strip().casefold())
    return concept.label if concept else theme.strip()


def _contradiction(store: AskedStore, scope: Scope) -> str | None:
    if scope.letters is None or scope.gss is None:
        return None
    others = {r["name"] for r in rows_of(store, "letter-visits", Scope()) if r["letter"] in scope.letters}
    asked = authority_by_gss(scope.gss).name
    return f"That letter is about {' and '.join(sorted(others))}, not about {asked}." if others else None
