"""Issues and timelines laid out for reading: one column a visit, one row an issue, and the sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings import Scope, list_issues, list_visits
from inspectgraph.ask.listings.scope import Record
from inspectgraph.ask.table import Cell, Table, tabulate
from inspectgraph.knowledge.schemes import load_scheme

_MARKS = {"concern": "✗ concern", "mixed": "~ mixed", "strength": "✓ strength"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence that supports a stance: what it is about, when, how, the words and where they stand."""

    issue: str
    date: str
    family: str
    stance: str
    text: str
    place: str
    stated: str | None


def family_label(family: str) -> str:
    """A visit family as a person says it.

    >>> family_label("monitoring")
    'Monitoring visit'
    """
    return load_scheme("family")[family].label


def track_issues(records: Sequence[Record]) -> Table:
    """Issues of one or more authorities: since when, the stance at each visit, what is stated.

    There is a column for each visit if all issues are of one authority, else one for all stances.
    """
    authorities = {record["authority"] for record in records}
    if len(authorities) != 1:
        return tabulate(("authority", "issue", "status", "since", "stances", "stated"), map(_as_row, records))
    visits = sorted({_visit_key(v) for record in records for v in _visits(record)})
    columns = ["issue", "status", "since", *(_heading(key) for key in visits), "stated by inspectors"]
    rows = []
    for record in records:
        by_visit = {_visit_key(v): _MARKS[str(v["stance"])] for v in _visits(record)}
        cells = [by_visit.get(key, "-") for key in visits]
        rows.append((str(record["label"]), str(record["status"]), _since(record), *cells, _stated(record)))
    return Table(columns=tuple(columns), rows=tuple(rows))


def quotes_of(record: Record, *, most: int | None = None) -> Iterator[Quote]:
    """The sentences behind an issue, visit by visit: the first `most` of each, and what is stated."""
    for visit in _visits(record):
        stated = cast("Record | None", visit["stated"])
        for place, evidence in enumerate(cast("list[Record]", visit["evidence"])):
            is_stated = stated is not None and stated["evidence"] == evidence["id"]
            if most is not None and place >= most and not is_stated:
                continue
            yield Quote(
                issue=str(record["label"]),
                date=str(visit["date"]),
                family=str(visit["family"]),
                stance=str(visit["stance"]),
                text=str(evidence["text"]),
                place=place_of(evidence),
                stated=_stated_words(stated) if stated and is_stated else None,
            )


def place_of(evidence: Mapping[str, object]) -> str:
    """File, page and characters of a piece of evidence, for a person to find it.

    >>> place_of({"file": "a.txt", "page": None, "start": 3, "end": 9})
    'a.txt, characters 3 to 9'
    """
    page = f", page {evidence['page']}" if evidence["page"] else ""
    return f"{evidence['file']}{page}, characters {evidence['start']} to {evidence['end']}"


def trace_timeline(store: AskedStore, gss: str) -> Table:
    """The visits to one authority in time: grades, what was raised anew, raised again and settled at each.

    Grades of different frameworks don't mean the same, so each row says under which it was given.
    """
    scope = Scope(gss=gss)
    turns = _turns(list_issues(store, scope))
    rows = [
        {
            "date": str(visit["start"] or "undated"),
            "visit": _visit_name(visit),
            "known_by": str(visit["known_by"]),
            "framework": cast(Cell, visit["framework"]),
            "overall": cast(Cell, visit["overall"]),
            **{
                name: "; ".join(turns.get((str(visit["visit"]), name), []))
                for name in ("raised", "raised_again", "settled")
            },
        }
        for visit in list_visits(store, scope)
    ]
    return tabulate(
        ("date", "visit", "known_by", "framework", "overall", "raised", "raised_again", "settled"), rows
    )


def _turns(issues: Sequence[Record]) -> dict[tuple[str, str], list[str]]:
    """Labels of issues by visit and what happened to them there."""
    turns: dict[tuple[str, str], list[str]] = {}
    for record in issues:
        is_open, was_raised = False, False
        for visit in _visits(record):
            raises = visit["stance"] in ("concern", "mixed")
            name = (
                "raised_again"
                if raises and was_raised
                else "raised"
                if raises
                else "settled"
                if is_open
                else ""
            )
            if name:
                turns.setdefault((str(visit["visit"]), name), []).append(str(record["label"]))
            is_open, was_raised = raises, was_raised or raises
    return turns


def _as_row(record: Record) -> dict[str, Cell]:
    stances = "; ".join(f"{str(v['date'])[:7]} {v['stance']}" for v in _visits(record))
    return {
        "authority": str(record["authority"]),
        "issue": str(record["label"]),
        "status": str(record["status"]),
        "since": _since(record),
        "stances": stances,
        "stated": _stated(record),
    }


def _visits(record: Record) -> list[Record]:
    return cast("list[Record]", record["visits"])


def _visit_key(visit: Record) -> tuple[str, str]:
    return str(visit["date"]), str(visit["family"])


def _heading(key: tuple[str, str]) -> str:
    return f"{key[0][:7]} {key[1]}"


def _since(record: Record) -> str:
    raised = [str(v["date"]) for v in _visits(record) if v["stance"] != "strength"]
    return raised[0] if raised else ""


def _stated(record: Record) -> str:
    said = [_stated_words(cast("Record", v["stated"])) for v in _visits(record) if v["stated"]]
    return "; ".join(dict.fromkeys(said))


def _stated_words(stated: Record) -> str:
    of = stated["of"]
    when = f" of {str(of).split('/')[-2]}" if of else ""
    return f"{stated['what']}{when}"


def _visit_name(visit: Record) -> str:
    number = f", no {visit['ordinal']}" if visit["ordinal"] else ""
    return f"{family_label(str(visit['family']))}{number}"
