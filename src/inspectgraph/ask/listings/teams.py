"""`teams`: the teams of each authority and where they are mentioned."""

from __future__ import annotations

from collections import defaultdict

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings.scope import Record, Row, Scope, files_by_letter, rows_of


def list_teams(store: AskedStore, scope: Scope) -> list[Record]:
    """One record for each team, by authority and name; fields as in docs/contracts.md.

    A team under two names is one record, under the name of the earliest visit that names it.
    """
    files = files_by_letter(store, scope)
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(store, "team-aliases", scope):
        aliases[row["team"]].append(row["alias"])
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(store, "teams", scope):
        groups[row.get("same", row["team"])].append(row)
    records = [_record(team, rows, files, aliases) for team, rows in groups.items()]
    return sorted(records, key=lambda r: (str(r["authority"]), str(r["name"]).casefold(), str(r["team"])))


def _record(team: str, rows: list[Row], files: dict[str, list[str]], aliases: dict[str, list[str]]) -> Record:
    named = next((row for row in rows if row["team"] == team), rows[0])
    counts: dict[str, int] = {}
    for row in rows:
        for file in files.get(row["letter"], [""]):
            counts[file] = counts.get(file, 0) + int(row["mentions"])
    forms = {alias for row in rows for alias in aliases[row["team"]]} | {row["name"] for row in rows}
    return {
        "team": team,
        "authority": named["authorityName"],
        "gss": named["gss"],
        "name": named["name"],
        "acronym": next((row["acronym"] for row in [named, *rows] if "acronym" in row), None),
        "type": named["type"],
        "aliases": sorted(forms - {named["name"]}, key=lambda form: (form.casefold(), form)),
        "letters": [{"file": file, "mentions": count} for file, count in sorted(counts.items())],
    }
