"""`issues`: which issues were raised, and how each visit speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings.scope import (
    Record,
    Row,
    Scope,
    files_by_letter,
    grouped,
    number,
    rows_of,
    truth,
)
from inspectgraph.ask.listings.visits import files_of_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """What the records are made of: rows by their key, files by letter and by visit."""

    files: dict[str, list[str]]
    visit_files: dict[str, list[str]]
    stances: dict[str, list[Row]]
    evidence: dict[str, list[Row]]
    teams: dict[str, list[Row]]


def list_issues(
    store: AskedStore,
    scope: Scope,
    *,
    status: str | None = None,
    theme: str | None = None,
    since: str | None = None,
) -> list[Record]:
    """One record for each issue, by authority and label; fields as in docs/contracts.md.

    `since` (ISO date, month or year) leaves out issues whose last visit that speaks of them is earlier.
    Raises MisuseError for an unknown status or theme.
    """
    sources = _sources(store, scope, theme)
    records = []
    for row in rows_of(store, "issues", scope, status=status, theme=theme):
        record = _record(row, sources)
        visits = record["visits"]
        spoken = [v for v in visits if isinstance(v, dict)] if isinstance(visits, list) else []
        in_scope = scope.letters is None or any(v["files"] for v in spoken)
        if in_scope and (since is None or max(str(v["date"]) for v in spoken) >= since):
            records.append(record)
    return sorted(records, key=lambda r: (str(r["authority"]), str(r["label"]).casefold()))


def _sources(store: AskedStore, scope: Scope, theme: str | None) -> _Sources:
    return _Sources(
        files=files_by_letter(store, Scope()),
        visit_files=files_of_visits(store, scope),
        stances=grouped(rows_of(store, "issue-stances", scope, theme=theme), "issue"),
        evidence=grouped(rows_of(store, "issue-evidence", scope, theme=theme), "node"),
        teams=grouped(rows_of(store, "issue-teams", scope, theme=theme), "issue"),
    )


def _record(row: Row, sources: _Sources) -> Record:
    issue = row["issue"]
    return {
        "issue": issue,
        "authority": row["name"],
        "gss": row["gss"],
        "theme": row["themeId"],
        "label": row["label"],
        "status": row["statusId"],
        "first_raised": row["first"],
        "last_seen": row["last"],
        "first_stated": row.get("stated"),
        "visits": [_visit(stance, sources) for stance in sources.stances.get(issue, [])],
        "teams": [team["name"] for team in sources.teams.get(issue, [])],
    }


def _visit(stance: Row, sources: _Sources) -> Record:
    return {
        "visit": stance["visit"],
        "date": stance["start"],
        "family": stance["family"],
        "files": sources.visit_files.get(stance["visit"], []),
        "stance": stance["stance"],
        "stated": _stated(stance),
        "evidence": _evidence(sources.evidence.get(stance["node"], []), sources),
    }


def _stated(stance: Row) -> Record | None:
    if "what" not in stance:
        return None
    return {"what": stance["what"], "of": stance.get("of"), "evidence": stance["by"]}


def _evidence(rows: list[Row], sources: _Sources) -> list[Record]:
    """Recommendations first, then what is mainly about the theme, then the order of the letter.

    Where sentences speak for and against, they take turns, so that the first ones show both sides.
    """
    ordered = sorted(
        rows, key=lambda r: (not truth(r["kind"]), not truth(r["main"]), int(r["order"]), r["finding"])
    )
    against = [row for row in ordered if row["polarity"] != "strength"]
    praise = [row for row in ordered if row["polarity"] == "strength"]
    turns = [row for pair in zip_longest(against, praise) for row in pair if row is not None]
    return [_quoted(row, sources) for row in {row["finding"]: row for row in turns}.values()]


def _quoted(row: Row, sources: _Sources) -> Record:
    return {
        "id": row["finding"],
        "text": " ".join(row["text"].split()),
        "file": sources.files.get(row["letter"], [""])[0],
        "page": number(row.get("page")),
        "start": int(row["start"]),
        "end": int(row["end"]),
        "polarity": row["polarity"],
    }
