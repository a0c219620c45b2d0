"""`letters`: what each letter says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings.scope import Record, Row, Scope, files_by_letter, grouped, rows_of, truth
from inspectgraph.errors import Problem


def list_letters(store: AskedStore, scope: Scope) -> list[Record]:
    """One record for each letter, by authority, visit and file; fields as in docs/contracts.md."""
    files = files_by_letter(store, scope)
    roles = grouped(rows_of(store, "letter-roles", scope), "letter")
    judgements = grouped(rows_of(store, "letter-judgements", scope), "letter")
    references = grouped(rows_of(store, "letter-references", scope), "letter")
    problems = {entry.key: [_problem(p) for p in entry.problems] for entry in store.manifest.entries}
    records = []
    for row in rows_of(store, "letters", scope):
        letter = row["letter"]
        for file in files.get(letter, [""]):
            records.append(
                {
                    "file": file,
                    **_head(row),
                    **_people(roles.get(letter, [])),
                    "judgements": [_judgement(j) for j in judgements.get(letter, [])],
                    "overall": row.get("overall"),
                    "outcome": row.get("outcome"),
                    "previous": [_reference(r) for r in references.get(letter, [])],
                    "problems": problems.get(letter.rpartition("/")[2], []),
                    "letter": letter,
                }
            )
    return sorted(records, key=lambda r: (str(r["authority"]), str(r["visit_start"]), str(r["file"])))


def _head(row: Row) -> Record:
    return {
        "sha256": row["sha256"],
        "kind": row["kind"],
        "authority": row["name"],
        "gss": row["gss"],
        "visit": row["visit"],
        "visit_start": row.get("start"),
        "visit_end": row.get("end"),
        "published": row.get("issued"),
        "published_source": row.get("source"),
        "title": row.get("title"),
        "covers": row.get("covers"),
    }


def _people(roles: Sequence[Row]) -> Record:
    inspectors = [role for role in roles if role["as"] == "inspector"]
    leads = [role["name"] for role in inspectors if truth(role["lead"])]
    names = leads + [role["name"] for role in inspectors if not truth(role["lead"])]
    addressees = [{"name": r["name"], "role": r.get("role")} for r in roles if r["as"] == "addressee"]
    return {
        "lead_inspector": leads[0] if leads else None,
        "inspectors": list(dict.fromkeys(names)),
        "addressees": addressees,
    }


def _problem(problem: Problem) -> Record:
    return {"code": problem.code, "message": problem.message, "remedy": problem.remedy}


def _judgement(row: Row) -> Record:
    return {"area": row["area"], "label": row["label"], "grade": row.get("grade")}


def _reference(row: Row) -> Record:
    return {
        "text": row["text"],
        "date": row.get("date"),
        "kind": row["kind"],
        "grade": row.get("grade"),
        "visit": row["visit"],
    }
