"""The facts of networks, read from a store by its listings: a folder's or a server's alike."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, cast

from pyoxigraph import NamedNode

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.listings.scope import Row, Scope, files_by_letter, number, rows_of, truth
from inspectgraph.ask.query import run_rows
from inspectgraph.ask.questions import bind_terms, load_listing
from inspectgraph.describe.iris import last_part
from inspectgraph.ledger.model import StanceLabel
from inspectgraph.networks.facts import (
    IssueFact,
    LetterFact,
    MentionFact,
    NetworkFacts,
    Quote,
    ReferenceFact,
    RoleFact,
    StanceFact,
    TeamFact,
    TeamFinding,
    VisitFact,
)

PARTS: Final = frozenset({"roles", "teams", "issues", "references", "team-findings"})
"""What can be read besides letters and visits."""
_AT_ONCE: Final = 500  # terms bound in one query: servers refuse long ones


def read_facts(store: AskedStore, *, parts: Collection[str] = PARTS, gss: str | None = None) -> NetworkFacts:
    """Letters and visits of the store, or of one authority in it, and such of `PARTS` as are wanted.

    >>> from inspectgraph.ask.opening import open_for_questions
    >>> from inspectgraph.remote import read_address
    >>> read_facts(open_for_questions(read_address("http://127.0.0.1:1/query")), parts=["horses"])
    Traceback (most recent call last):
    ValueError: no part is called ['horses']
    """
    if unknown := sorted(set(parts) - PARTS):
        raise ValueError(f"no part is called {unknown}")
    scope = Scope(gss=gss)
    letters = tuple(_letters(store, scope))
    visits = list(rows_of(store, "visits", scope))
    real = {row["visit"]: row["resolved"] for row in visits if "resolved" in row}
    team_rows = list(rows_of(store, "teams", scope)) if "teams" in parts or "team-findings" in parts else []
    same = {row["team"]: row["same"] for row in team_rows if "same" in row}
    return NetworkFacts(
        letters=letters,
        visits=tuple(_visits(visits)),
        roles=tuple(_roles(store, scope)) if "roles" in parts else (),
        mentions=tuple(_mentions(team_rows)),
        teams=_teams(team_rows, _aliases(store, scope, same) if "teams" in parts else {}),
        same_team=same,
        same_visit=real,
        issues=tuple(_issues(store, scope)) if "issues" in parts else (),
        stances=tuple(_stances(store, scope)) if "issues" in parts else (),
        references=tuple(_references(store, scope, real)) if "references" in parts else (),
        team_findings=tuple(_team_findings(store, letters, gss)) if "team-findings" in parts else (),
        corpus=_hash(store, letters, gss),
    )


def read_quotes(store: AskedStore, nodes: Iterable[str]) -> dict[str, Quote]:
    """The sentence that says most for each of some stances, by the stance's IRI.

    Recommendations come first, then what is mainly about the theme, then concerns, then the order of the
    letter; praise only where there is nothing else.
    """
    chosen: dict[str, tuple[tuple[object, ...], str]] = {}
    for row in _rows_about(store, "stance-findings", "node", nodes):
        place = (
            row["polarity"] == "strength",
            not truth(row["kind"]),
            not truth(row["main"]),
            int(row["order"]),
        )
        chosen[row["node"]] = min(
            chosen.get(row["node"], ((True, True, True, 10**9), "")), (place, row["finding"])
        )
    files = files_by_letter(store, Scope())
    said = {
        row["finding"]: Quote(
            " ".join(row["text"].split()), files.get(row["letter"], [""])[0], number(row.get("page"))
        )
        for row in _rows_about(store, "finding-passages", "finding", (f for _, f in chosen.values()))
    }
    return {node: said[finding] for node, (_, finding) in chosen.items() if finding in said}


def _rows_about(store: AskedStore, listing: str, parameter: str, iris: Iterable[str]) -> Iterator[Row]:
    """The rows of a listing for many values of one parameter, asked for in parts."""
    wanted = sorted(set(iris))
    for begin in range(0, len(wanted), _AT_ONCE):
        terms = [NamedNode(iri) for iri in wanted[begin : begin + _AT_ONCE]]
        yield from run_rows(store.graph, bind_terms(load_listing(listing), {parameter: terms}))


def _letters(store: AskedStore, scope: Scope) -> Iterator[LetterFact]:
    files = files_by_letter(store, scope)
    for row in rows_of(store, "letters", scope):
        yield LetterFact(
            iri=row["letter"],
            file=min(files.get(row["letter"], [""])),
            kind=row["kind"],
            gss=row["gss"],
            visit=row["visit"],
            start=row.get("start", ""),
            issued=row.get("issued", ""),
            sha256=row["sha256"],
        )


def _visits(rows: Iterable[Row]) -> Iterator[VisitFact]:
    for row in rows:
        if "resolved" not in row:
            yield VisitFact(
                iri=row["visit"],
                gss=row["gss"],
                family=row["family"],
                start=row.get("start", ""),
                end=row.get("end", ""),
                known_by=row["known"],
                grade=row.get("overall", ""),
            )


def _roles(store: AskedStore, scope: Scope) -> Iterator[RoleFact]:
    rows = list(rows_of(store, "letter-roles", scope))
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        printed[row["person"]][row["name"]] += 1
    names = {person: min(forms, key=lambda form: (-forms[form], form)) for person, forms in printed.items()}
    for row in rows:
        yield RoleFact(row["person"], names[row["person"]], row["letter"], row["as"])


def _mentions(rows: Iterable[Row]) -> Iterator[MentionFact]:
    said = {(row["team"], row.get("same", row["team"]), row["letter"]): int(row["mentions"]) for row in rows}
    times: defaultdict[tuple[str, str], int] = defaultdict(int)
    for (_, team, letter), count in said.items():
        times[team, letter] += count
    for (team, letter), count in times.items():
        yield MentionFact(team, letter, count)


def _aliases(store: AskedStore, scope: Scope, same: Mapping[str, str]) -> dict[str, set[str]]:
    """The names under which letters mention each team."""
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows_of(store, "team-aliases", scope):
        aliases[same.get(row["team"], row["team"])].add(row["alias"])
    return aliases


def _teams(rows: Iterable[Row], aliases: Mapping[str, set[str]]) -> dict[str, TeamFact]:
    named: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if "same" not in row:
            named[row["team"]].append(row)
    return {team: _team(printed, aliases.get(team, set())) for team, printed in named.items()}


def _team(rows: Sequence[Row], aliases: set[str]) -> TeamFact:
    """A team as letters name it: by the earliest of them; two letters may take it for two types."""
    first = min(rows, key=lambda row: (row.get("start", "9999"), row["letter"], row["name"]))
    types = tuple(sorted({row["type"] for row in rows}))
    return TeamFact(first["name"], first["gss"], types, tuple(sorted(aliases - {first["name"]})))


def _issues(store: AskedStore, scope: Scope) -> Iterator[IssueFact]:
    for row in rows_of(store, "issues", scope):
        yield IssueFact(row["issue"], row["gss"], row["themeId"], row["statusId"])


def _stances(store: AskedStore, scope: Scope) -> Iterator[StanceFact]:
    counts = {row["node"]: int(row["findings"]) for row in rows_of(store, "stance-counts", scope)}
    for row in rows_of(store, "issue-stances", scope):
        yield StanceFact(
            row["node"],
            row["issue"],
            row["visit"],
            row["start"],
            cast(StanceLabel, row["stance"]),
            counts.get(row["node"], 1),
        )


def _references(store: AskedStore, scope: Scope, real: Mapping[str, str]) -> Iterator[ReferenceFact]:
    pairs = {
        (row["letter"], real.get(row["visit"], row["visit"]))
        for row in rows_of(store, "letter-references", scope)
    }
    for letter, visit in sorted(pairs):
        yield ReferenceFact(letter, visit)


def _team_findings(
    store: AskedStore, letters: Iterable[LetterFact], gss: str | None
) -> Iterator[TeamFinding]:
    scope = Scope(letters=None if gss is None else tuple(letter.iri for letter in letters))
    for row in rows_of(store, "team-findings", scope):
        yield TeamFinding(
            row["finding"], row["letter"], row["team"], last_part(row["theme"]), last_part(row["polarity"])
        )


def _hash(store: AskedStore, letters: Iterable[LetterFact], gss: str | None) -> str:
    """A hash of all letters of the store, whatever is asked for."""
    if gss is not None:
        letters = _letters(store, Scope())
    return hashlib.sha256("\n".join(sorted(letter.sha256 for letter in letters)).encode()).hexdigest()
