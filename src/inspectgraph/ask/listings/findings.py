"""`findings`: what was found, sentence by sentence."""

from __future__ import annotations

from collections import defaultdict

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings.scope import Record, Row, Scope, files_by_letter, number, rows_of
from inspectgraph.letters.headings import heading_words


def list_findings(store: AskedStore, scope: Scope, *, explain: bool = False) -> list[Record]:
    """One record for each finding, by file and place in the text; fields as in docs/contracts.md.

    With `explain` each has `reasons` besides, the ids of the cues and rules that gave it its labels.
    """
    files = files_by_letter(store, scope)
    themes = _collected(store, scope, "finding-themes", "theme")
    teams = _collected(store, scope, "finding-teams", "name")
    records = [
        _record(row, file, themes.get(row["finding"], []), teams.get(row["finding"], []))
        for row in rows_of(store, "findings", scope)
        for file in files.get(row["letter"], [""])
    ]
    if explain:
        reasons = {r["finding"]: r["reasons"].split("\n") for r in rows_of(store, "finding-reasons", scope)}
        records = [{**record, "reasons": reasons.get(str(record["id"]), [])} for record in records]
    return sorted(records, key=lambda r: (str(r["file"]), int(str(r["start"]))))


def _collected(store: AskedStore, scope: Scope, query: str, value: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(store, query, scope):
        found[row["finding"]].append(row[value])
    return found


def _record(row: Row, file: str, themes: list[str], teams: list[str]) -> Record:
    main = row.get("main")
    return {
        "id": row["finding"],
        "file": file,
        "authority": row["name"],
        "gss": row["gss"],
        "visit": row["visit"],
        "page": number(row.get("page")),
        "start": int(row["start"]),
        "end": int(row["end"]),
        "text": " ".join(row["text"].split()),
        "heading": heading_words(row["heading"]) if "heading" in row else None,
        "kind": row["kind"],
        "item": number(row.get("item")),
        "polarity": row["polarity"],
        "change": row.get("change", "none"),
        "themes": ([main] if main else []) + sorted(theme for theme in themes if theme != main),
        "teams": sorted(set(teams)),
    }
