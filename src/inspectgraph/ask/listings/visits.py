"""`visits`: every visit that is known, by a letter of its own or by reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings.scope import Record, Row, Scope, files_by_letter, grouped, number, rows_of


def list_visits(store: AskedStore, scope: Scope) -> list[Record]:
    """One record for each visit, by authority and date; fields as in docs/contracts.md.

    A visit known by reference that is found to be one with a letter is not listed apart.
    """
    files = files_of_visits(store, scope)
    judgements = grouped(rows_of(store, "letter-judgements", scope), "visit")
    inspectors = _inspectors(store, scope)
    records: list[Record] = []
    for row in rows_of(store, "visits", scope):
        visit = row["visit"]
        if "resolved" in row or (scope.letters is not None and visit not in files):
            continue
        rows = judgements.get(visit, [])
        records.append(
            {
                "visit": visit,
                "authority": row["name"],
                "gss": row["gss"],
                "family": row["family"],
                "start": row.get("start"),
                "end": row.get("end"),
                "ordinal": number(row.get("ordinal")),
                "covers": row.get("covers"),
                "files": files.get(visit, []),
                "known_by": row["known"],
                "framework": row.get("framework"),
                "overall": row.get("overall"),
                "outcome": row.get("outcome"),
                "judgements": _judgements(rows),
                "inspectors": inspectors.get(visit, []),
            }
        )
    return sorted(records, key=lambda r: (str(r["authority"]), str(r["start"] or ""), str(r["visit"])))


def files_of_visits(store: AskedStore, scope: Scope) -> dict[str, list[str]]:
    """The files that tell of each visit, the publisher's fullest copy first."""
    files = files_by_letter(store, scope)
    rows = [row for row in rows_of(store, "visit-letters", scope) if row["letter"] in files]
    rows.sort(key=_fullest_first)
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row["visit"]] += files[row["letter"]]
    return dict(found)


def _fullest_first(row: Row) -> tuple[bool, int, str]:
    return row["kind"] == "authority-summary", -int(row["length"]), row["letter"]


def _judgements(rows: list[Row]) -> list[Record]:
    by_area: dict[str, Record] = {}
    for row in rows:
        by_area.setdefault(
            row["area"], {"area": row["area"], "label": row["label"], "grade": row.get("grade")}
        )
    return list(by_area.values())


def _inspectors(store: AskedStore, scope: Scope) -> Mapping[str, list[str]]:
    visits = {row["letter"]: row["visit"] for row in rows_of(store, "visit-letters", scope)}
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(store, "letter-roles", scope):
        visit = visits.get(row["letter"])
        if row["as"] == "inspector" and visit and row["name"] not in found[visit]:
            found[visit].append(row["name"])
    return found
