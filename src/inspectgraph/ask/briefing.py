"""What to know before the next visit: what is open, how much it matters, and who got out of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.asking import CellRecord, Place, ask_question, place_words, quote_of
from inspectgraph.ask.listings.scope import Record, Row, Scope, files_by_letter, number, rows_of, truth
from inspectgraph.ask.query import run_rows
from inspectgraph.ask.questions import bind_terms, concept_term, load_listing
from inspectgraph.ask.table import Table, tabulate
from inspectgraph.describe.iris import mint_thing
from inspectgraph.knowledge.authorities import find_authority

ALIKE = 10
"""How many of the most similar authorities are asked how they got out of an issue."""
_WAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """A similar authority at which the same issue was resolved: `similarity` per cent, when, the words."""

    authority: str
    similarity: int
    strength_at: str
    quote: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIssue:
    """An issue that no later visit found to be a strength.

    `weight` is points, `years` its age, `visits_since` counts later visits that did not speak of it.
    """

    label: str
    status: str
    weight: int
    years: float
    first_raised: str
    times_raised: int
    last_raised: str
    visits_since: int
    family: str
    stance: str
    quote: Place
    stated_at: str | None
    stated_of: str | None
    stated: Place | None
    ways_out: tuple[WayOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """An authority before its next visit: `alike` are the most similar authorities with per cent."""

    authority: str
    gss: str
    letters: int
    visits: int
    last_visit: str
    counted_to: str
    alike: tuple[tuple[str, int], ...]
    issues: tuple[OpenIssue, ...]


def brief(store: AskedStore, authority: str, *, on: str | None = None) -> Briefing:
    """The briefing for one authority; ages are counted to `on`, else to its last visit with a letter here.

    Raises MisuseError for an unknown authority or a date that is none.
    """
    council = find_authority(authority)
    rows = ask_question(store, "before-next-visit", authority=council.gss, on=on).records()
    alike = _alike(store, council.gss)
    ways = _ways_out(store, alike, [str(row["issue"]) for row in rows])
    letters = list(rows_of(store, "letter-visits", Scope(gss=council.gss)))
    dates = sorted({r["visit"].split("/")[-2] for r in letters if r["family"] != "send"})
    last = dates[-1] if dates else ""
    return Briefing(
        authority=council.name,
        gss=council.gss,
        letters=len({row["letter"] for row in letters if row["family"] != "send"}),
        visits=len({row["visit"] for row in letters if row["family"] != "send"}),
        last_visit=last,
        counted_to=on or last,
        alike=tuple((name, per_cent) for name, per_cent in alike.items()),
        issues=tuple(_open_issue(row, ways.get(str(row["issue"]), ())) for row in rows),
    )


def _alike(store: AskedStore, gss: str) -> dict[str, int]:
    rows = ask_question(store, "similar-authorities", authority=gss).records()
    return {str(row["other_council"]): int(str(row["similarity"])) for row in rows[:ALIKE]}


def _ways_out(
    store: AskedStore, alike: dict[str, int], labels: Sequence[str]
) -> dict[str, tuple[WayOut, ...]]:
    """By issue, the most similar authorities that got out of it."""
    if not labels or not alike:
        return {}
    terms: dict[str, Sequence[NamedNode | Literal]] = {
        "authority": [mint_thing("authority", find_authority(name).gss) for name in alike],
        "theme": [concept_term("theme", label) for label in labels],
        "status": [concept_term("status", "resolved")],
    }
    rows = run_rows(store.graph, bind_terms(load_listing("issues"), terms))
    order = list(alike)
    chosen: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: order.index(row["name"])):
        ways = chosen.setdefault(row["label"], [])
        if len(ways) < _WAYS:
            ways.append(row)
    praise = _praise(store, [row["issue"] for ways in chosen.values() for row in ways])
    return {
        label: tuple(
            WayOut(
                authority=row["name"],
                similarity=alike[row["name"]],
                strength_at=praise[row["issue"]][0],
                quote=praise[row["issue"]][1],
            )
            for row in ways
            if row["issue"] in praise
        )
        for label, ways in chosen.items()
    }


def _praise(store: AskedStore, issues: Sequence[str]) -> dict[str, tuple[str, Place]]:
    """By resolved issue the date of the strength and the first sentence that shows it, a main one if any."""
    terms = {"issue": [NamedNode(issue) for issue in issues]}
    rows = run_rows(store.graph, bind_terms(load_listing("issue-praise"), terms))
    files = files_by_letter(store, Scope())
    found: dict[str, tuple[str, Place]] = {}
    for row in sorted(rows, key=lambda r: (not truth(r["main"]), int(r["order"]), r["finding"])):
        quote: Place = {
            "text": " ".join(row["text"].split()),
            "file": files.get(row["letter"], [""])[0],
            "page": number(row.get("page")),
            "start": int(row["start"]),
        }
        found.setdefault(row["issue"], (row["date"], quote))
    return found


def _open_issue(row: CellRecord, ways: tuple[WayOut, ...]) -> OpenIssue:
    is_stated = row["stated_words"] is not None
    return OpenIssue(
        label=str(row["issue"]),
        status=str(row["status"]),
        weight=int(str(row["weight"])),
        years=float(str(row["years"])),
        first_raised=str(row["first_raised"]),
        times_raised=int(str(row["times_raised"])),
        last_raised=str(row["last_raised"]),
        visits_since=int(str(row["visits_since"])),
        family=str(row["family"]),
        stance=str(row["stance"]),
        quote=quote_of(row),
        stated_at=_text(row, "stated_at"),
        stated_of=_text(row, "stated_of"),
        stated=quote_of(row, "stated_words", "stated_") if is_stated else None,
        ways_out=ways,
    )


def _text(row: CellRecord, name: str) -> str | None:
    return None if row[name] is None else str(row[name])


def tabulate_briefing(briefing: Briefing) -> Table:
    """For reading: one row an open issue, the weightiest first."""
    columns = (
        "issue",
        "status",
        "weight",
        "years",
        "raised",
        "last_stance",
        "silent_since",
        "stated",
        "resolved_at",
    )
    return tabulate(columns, map(_as_row, briefing.issues))


def _as_row(issue: OpenIssue) -> CellRecord:
    return {
        "issue": issue.label,
        "status": issue.status,
        "weight": issue.weight,
        "years": issue.years,
        "raised": times_words(issue.times_raised),
        "last_stance": f"{issue.last_raised[:7]} {issue.family}: {issue.stance}",
        "silent_since": issue.visits_since or None,
        "stated": stated_words(issue),
        "resolved_at": "; ".join(f"{way.authority} ({way.similarity} %)" for way in issue.ways_out),
    }


def times_words(times: int) -> str:
    """How often, in words.

    >>> times_words(1), times_words(2), times_words(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def silence_words(issue: OpenIssue) -> str:
    """How many visits since then did not speak of it, in words; empty if the last one did."""
    if issue.visits_since == 0:
        return ""
    visits = "visit" if issue.visits_since == 1 else f"{issue.visits_since} visits"
    return f", not spoken of at the {visits} since"


def stated_words(issue: OpenIssue) -> str:
    """What inspectors state of a repetition, in a few words; empty if they state none."""
    if issue.stated is None:
        return ""
    return f"raised of {issue.stated_of}" if issue.stated_of else "raised before"


def briefing_quotes(issue: OpenIssue) -> list[tuple[str, Place]]:
    """Heading and sentence: the last stance, a repetition that is stated, what similar authorities did."""
    quotes = [(f"{issue.last_raised} {issue.family}: {issue.stance}", issue.quote)]
    if issue.stated is not None and issue.stated != issue.quote:
        quotes.append((f"{issue.stated_at}, inspectors state: {stated_words(issue)}", issue.stated))
    ways = (
        (f"{w.strength_at} {w.authority}: strength ({w.similarity} % alike)", w.quote) for w in issue.ways_out
    )
    return [*quotes, *ways]


def flatten_briefing(briefing: Briefing) -> Table:
    """For spreadsheets: every quote in columns of its own."""
    plain: tuple[str, ...] = ("status", "weight", "years", "first_raised", "times_raised", "last_raised")
    plain += ("visits_since", "family", "stance")
    quotes = ("sentence", "stated", "way_out_1", "way_out_2")
    columns = ["issue", *plain, "stated_at", "stated_of"]
    columns += [f"{name}{part}" for name in quotes for part in ("", "_authority", "_where")]
    columns = [c for c in columns if c not in ("sentence_authority", "stated_authority")]
    rows = []
    for issue in briefing.issues:
        row: CellRecord = {"issue": issue.label, **{name: getattr(issue, name) for name in plain}}
        row |= {"stated_at": issue.stated_at, "stated_of": issue.stated_of}
        row |= _columns("sentence", issue.quote) | _columns("stated", issue.stated)
        for place, way in enumerate(issue.ways_out, start=1):
            row |= _columns(f"way_out_{place}", way.quote)
            row[f"way_out_{place}_authority"] = way.authority
        rows.append(row)
    return tabulate(columns, rows)


def _columns(name: str, quote: Place | None) -> CellRecord:
    return {} if quote is None else {name: quote["text"], f"{name}_where": place_words(quote)}


def briefing_record(briefing: Briefing) -> Record:
    """For programs (docs/contracts.md)."""
    from dataclasses import asdict

    record = asdict(briefing)
    record["alike"] = [{"authority": name, "similarity": per_cent} for name, per_cent in briefing.alike]
    record["issues"] = [{**issue, "ways_out": list(issue["ways_out"])} for issue in record["issues"]]
    return record
