"""What failed, is doubtful or is missing in a store, and how many letters of each kind and year it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from inspectgraph.ask.listings import Scope, list_letters, list_visits
from inspectgraph.ask.table import Table, tabulate
from inspectgraph.store import OpenStore

_COLUMNS = ("code", "where", "authority", "message", "remedy")


def list_problems(store: OpenStore, scope: Scope) -> Table:
    """Refused files, doubtful fields of letters, and visits referred to whose letter is not there."""
    rows = [*_missing(store, scope), *_doubtful(store, scope)]
    if scope == Scope():
        rows += _refused(store)
    return tabulate(_COLUMNS, sorted(rows, key=lambda row: tuple(row[name] for name in _COLUMNS)))


def count_letters(store: OpenStore, scope: Scope) -> Table:
    """Number of letters by kind and the year of the visit (or, without one, of publication)."""
    letters = list_letters(store, scope)
    years = [str(r["visit_start"] or r["published"] or "undated")[:7].partition("-")[0] for r in letters]
    counts = Counter((str(r["kind"]), year) for r, year in zip(letters, years, strict=True))
    columns = sorted(set(years))
    rows = tuple(
        (kind, *(counts[kind, year] or None for year in columns), sum(counts[kind, year] for year in columns))
        for kind in sorted({kind for kind, _ in counts})
    )
    return Table(columns=("kind", *columns, "all"), rows=rows)


def _refused(store: OpenStore) -> Iterator[dict[str, str]]:
    for problem in store.manifest.refused:
        yield _row(problem.code, problem.where, "", problem.message, problem.remedy)


def _doubtful(store: OpenStore, scope: Scope) -> Iterator[dict[str, str]]:
    for letter in list_letters(store, scope):
        problems = letter["problems"]
        for problem in problems if isinstance(problems, list) else []:
            yield _row(
                problem["code"],
                str(letter["file"]),
                str(letter["authority"]),
                problem["message"],
                problem["remedy"],
            )


def _missing(store: OpenStore, scope: Scope) -> Iterator[dict[str, str]]:
    for visit in list_visits(store, Scope(gss=scope.gss)):
        if visit["known_by"] == "reference":
            what = f"{visit['family']} visit of {visit['start'] or 'unknown date'}"
            yield _row(
                "letter-missing",
                what,
                str(visit["authority"]),
                "letters refer to this visit, and none here reports it",
                "add its letter if there is one",
            )


def _row(code: str, where: str, authority: str, message: str, remedy: str) -> dict[str, str]:
    return {"code": code, "where": where, "authority": authority, "message": message, "remedy": remedy}
