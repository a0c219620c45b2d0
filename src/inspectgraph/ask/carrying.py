"""Which teams carry which issues: the themes of what was found about each team, by polarity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.asking import Place
from inspectgraph.ask.listings.scope import Record, Scope, files_by_letter, number, rows_of
from inspectgraph.ask.query import run_rows
from inspectgraph.ask.questions import bind_terms, load_listing
from inspectgraph.ask.table import Table, tabulate
from inspectgraph.describe.iris import last_part
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.knowledge.schemes import load_scheme

POLARITIES = ("concern", "mixed", "strength", "neutral")
_HEADINGS = ("concerns", "mixed", "strengths", "neutral")


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedTheme:
    """A team and a theme: findings by polarity, and the one that speaks worst of it."""

    team: str
    gss: str
    name: str
    type: str
    theme: str
    counts: Mapping[str, int]
    worst: str


def list_carried(store: AskedStore, scope: Scope) -> list[CarriedTheme]:
    """What each team carries, teams with the most concerns first; a team under two names is one."""
    names = _names(store)
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in run_rows(store.graph, bind_terms(load_listing("team-findings"), _letters(store, scope))):
        team = names.get(row["team"], (row["team"], "", ""))[0]
        found[team, last_part(row["theme"])][row["finding"]] = last_part(row["polarity"])
    carried = [_carried(team, theme, said, names) for (team, theme), said in found.items()]
    concerns: Counter[str] = Counter()
    for one in carried:
        concerns[one.team] += one.counts["concern"]
    return sorted(carried, key=lambda c: (-concerns[c.team], authority_by_gss(c.gss).name, c.name, *_rank(c)))


def _letters(store: AskedStore, scope: Scope) -> dict[str, list[NamedNode]]:
    if scope == Scope():
        return {}
    letters = {row["letter"] for row in rows_of(store, "letter-visits", Scope(gss=scope.gss))}
    kept = letters if scope.letters is None else letters & set(scope.letters)
    return {"letter": [NamedNode(letter) for letter in sorted(kept)]}


def _names(store: AskedStore) -> dict[str, tuple[str, str, str]]:
    """By IRI of a team: the IRI under which it is one, its name and type."""
    labels: dict[str, tuple[str, str]] = {}
    same: dict[str, str] = {}
    for row in rows_of(store, "team-labels", Scope()):
        known = labels.get(row["team"])
        one = (row["name"], last_part(row["type"]))
        labels[row["team"]] = min(known, one) if known else one
        if "same" in row:
            same[row["team"]] = row["same"]
    return {team: (same.get(team, team), *labels[same.get(team, team)]) for team in labels}


def _carried(
    team: str, theme: str, said: Mapping[str, str], names: Mapping[str, tuple[str, str, str]]
) -> CarriedTheme:
    counts = Counter(said.values())
    return CarriedTheme(
        team=team,
        gss=team.split("/")[-2],
        name=names[team][1],
        type=names[team][2],
        theme=theme,
        counts={polarity: counts[polarity] for polarity in POLARITIES},
        worst=min(said, key=lambda finding: (POLARITIES.index(said[finding]), finding)),
    )


def _rank(carried: CarriedTheme) -> tuple[object, ...]:
    return (carried.team, *(-carried.counts[p] for p in POLARITIES), carried.theme)


def tabulate_carried(carried: Iterable[CarriedTheme]) -> Table:
    """For reading: one row a team, its themes by polarity with the number of findings, concerns first."""
    rows: dict[str, dict[str, str]] = {}
    for one in carried:
        head = {"authority": authority_by_gss(one.gss).name, "team": one.name, "type": one.type}
        row = rows.setdefault(one.team, {**head, **dict.fromkeys(_HEADINGS[:3], "")})
        for polarity, heading in zip(POLARITIES, _HEADINGS[:3], strict=False):
            if one.counts[polarity]:
                row[heading] += f"{'; ' if row[heading] else ''}{_label(one.theme)} {one.counts[polarity]}"
    spoken = [row for row in rows.values() if any(row[heading] for heading in _HEADINGS[:3])]
    return tabulate(("authority", "team", "type", *_HEADINGS[:3]), spoken)


def carried_records(store: AskedStore, carried: list[CarriedTheme]) -> list[Record]:
    """For programs and spreadsheets: one record a team and theme, with a sentence (docs/contracts.md)."""
    quotes = _quotes(store, [one.worst for one in carried])
    return [
        {
            "team": one.team,
            "authority": authority_by_gss(one.gss).name,
            "gss": one.gss,
            "name": one.name,
            "type": one.type,
            "theme": one.theme,
            "label": _label(one.theme),
            **{h: one.counts[p] for h, p in zip(_HEADINGS, POLARITIES, strict=True)},
            "quote": quotes[one.worst],
        }
        for one in carried
    ]


def flatten_carried(records: Iterable[Record]) -> Table:
    """The records with their quotes in columns."""
    columns = ("authority", "name", "type", "theme", "label", *_HEADINGS, "text", "file", "page", "start")
    flat = ({**record, **_as_dict(record["quote"])} for record in records)
    return tabulate(columns, flat)  # type: ignore[arg-type]


def _as_dict(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}


def _label(theme: str) -> str:
    return load_scheme("theme")[theme].label


def _quotes(store: AskedStore, findings: list[str]) -> dict[str, Place]:
    files = files_by_letter(store, Scope())
    terms = {"finding": [NamedNode(finding) for finding in dict.fromkeys(findings)]}
    return {
        row["finding"]: {
            "text": " ".join(row["text"].split()),
            "file": files.get(row["letter"], [""])[0],
            "page": number(row.get("page")),
            "start": int(row["start"]),
        }
        for row in run_rows(store.graph, bind_terms(load_listing("finding-passages"), terms))
    }
