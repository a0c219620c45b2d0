"""`people`: everybody whom a letter names in a public role."""

from __future__ import annotations

from collections import Counter, defaultdict

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings.scope import Record, Row, Scope, files_by_letter, rows_of


def list_people(store: AskedStore, scope: Scope) -> list[Record]:
    """One record for each person, by name; fields as in docs/contracts.md."""
    files = files_by_letter(store, scope)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(store, "letter-roles", scope):
        groups[row["person"]].append(row)
    records: list[Record] = []
    for person, rows in groups.items():
        names = Counter(row["name"] for row in rows)
        records.append(
            {
                "person": person,
                "name": min(names, key=lambda name: (-names[name], name)),
                "names": sorted(names),
                "roles": sorted(_roles(rows, files), key=lambda r: (str(r["file"]), str(r["as"]))),
            }
        )
    return sorted(records, key=lambda r: (str(r["name"]), str(r["person"])))


def _roles(rows: list[Row], files: dict[str, list[str]]) -> list[Record]:
    return [
        {
            "role": row.get("role"),
            "organisation": row.get("organisation"),
            "as": row["as"],
            "file": file,
        }
        for row in rows
        for file in files.get(row["letter"], [""])
    ]
