"""How right is the ledger: the stance of each visit, the status of each issue, what is raised again?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspectgraph.evaluate.figures import (
    FamilyScore,
    Figure,
    Matches,
    Miss,
    add_up,
    agreement,
    balanced_accuracy,
    macro_f1,
    matches_by_label,
    share,
)
from inspectgraph.evaluate.gold import GoldThread
from inspectgraph.evaluate.likeness import letter_key

_STATUSES = ("persistent", "recurring", "resolved", "single")
_STANCES = ("concern", "mixed", "strength")
_RAISING = frozenset({"concern", "mixed"})

IssueKey = tuple[str, str]
"""An authority's code and a theme: an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidIssue:
    """An issue of the store; `stances` are those of its visits in time, `by_letter` by each letter's key."""

    status: str
    stances: tuple[str, ...]
    by_letter: Mapping[str, str]
    is_stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    """An issue of the gold, all its threads, and what the store says of it, if anything."""

    key: IssueKey
    threads: tuple[GoldThread, ...]
    said: SaidIssue | None


def score_threads(
    gold: Sequence[GoldThread], records: Iterable[Mapping[str, object]], *, present_only: bool = False
) -> FamilyScore:
    """Score the records of `issues`: a gold thread is one of the issue of its authority and theme.

    `present_only` leaves out authorities without an issue in the store, and the status of issues that
    the store does not have.
    """
    known = {_key_of(record): said_issue(record) for record in records}
    present = {gss for gss, _ in known}
    threads: dict[IssueKey, list[GoldThread]] = {}
    for thread in gold:
        if not present_only or thread.gss in present:
            threads.setdefault((thread.gss, thread.theme), []).append(thread)
    followed = [_Followed(key=key, threads=tuple(ts), said=known.get(key)) for key, ts in threads.items()]
    raised, raised_misses = _raised_figures(gold, followed, known)
    statuses, status_misses = _status_figures(followed, present_only=present_only)
    return FamilyScore(
        family="threads",
        figures=(*raised, *statuses, *_stance_figures(followed), _stated_figure(followed)),
        misses=(*raised_misses, *status_misses),
    )


def _key_of(record: Mapping[str, object]) -> IssueKey:
    return str(record["gss"]), str(record["theme"])


def said_issue(record: Mapping[str, object]) -> SaidIssue:
    """A record of `issues` as a value."""
    visits = record["visits"]
    spoken: list[Mapping[str, object]] = visits if isinstance(visits, list) else []
    by_letter = {}
    for visit in spoken:
        files = visit["files"]
        for file in files if isinstance(files, list) else []:
            by_letter[letter_key(str(file))] = str(visit["stance"])
    return SaidIssue(
        status=str(record["status"]),
        stances=tuple(str(visit["stance"]) for visit in spoken),
        by_letter=by_letter,
        is_stated=any(visit.get("stated") for visit in spoken),
    )


def _is_raised_twice(stances: Iterable[str], raising: Collection[str] = _RAISING) -> bool:
    return sum(stance in raising for stance in stances) >= 2


def _raised_figures(
    gold: Sequence[GoldThread], followed: Sequence[_Followed], known: Mapping[IssueKey, SaidIssue]
) -> tuple[list[Figure], list[Miss]]:
    """Whether what was raised at two visits is told from what was not, and what else is called so.

    Raised for sure is a concern at two visits; raised at all are also mixed ones, under any theme that a
    thread could be filed under.
    """
    loose = {
        (thread.gss, theme)
        for thread in gold
        if _is_raised_twice(stance for _, stance in thread.visits)
        for theme in (thread.theme, *thread.other_themes)
    }
    strict = [f.key for f in followed if any(_is_raised_twice(_stances(t), {"concern"}) for t in f.threads)]
    never = [f.key for f in followed if f.key not in loose]
    twice = {key for key, said in known.items() if _is_raised_twice(said.stances)}
    authorities = {f.key[0] for f in followed}
    mine = sorted(key for key in twice if key[0] in authorities)
    figures = [
        balanced_accuracy(
            "raised at two or more visits, or not: balanced accuracy",
            raised=[key in twice for key in strict],
            spared=[key not in twice for key in never],
            of="issues",
        ),
        _share_or_zero("raised at two or more visits and found in the gold", [k in loose for k in mine]),
    ]
    return figures, list(_raised_misses(set(strict) - twice, set(mine) - loose))


def _share_or_zero(name: str, hits: Sequence[bool]) -> Figure:
    found = share(name, hits, "issues")
    return found if hits else Figure(name=name, value=0.0, n=0, of="issues")


def _stances(thread: GoldThread) -> Iterator[str]:
    return (stance for _, stance in thread.visits)


def _raised_misses(not_found: Iterable[IssueKey], too_many: Iterable[IssueKey]) -> Iterator[Miss]:
    about = "raised at two visits or more"
    for key in sorted(not_found):
        yield Miss(about=about, where=_shown(key), gold="yes", store="no")
    for key in sorted(too_many):
        yield Miss(about=about, where=_shown(key), gold="no", store="yes")


def _shown(key: IssueKey) -> str:
    return f"{key[0]} {key[1]}"


def _status_figures(followed: Sequence[_Followed], *, present_only: bool) -> tuple[list[Figure], list[Miss]]:
    """Status of issues on whose status all their threads agree."""
    rows = []
    for f in followed:
        statuses = {thread.status for thread in f.threads}
        if len(statuses) == 1 and not (present_only and f.said is None):
            rows.append((f.key, statuses.pop(), f.said.status if f.said else "no such issue"))
    pairs = [(gold, said) for _, gold, said in rows]
    figures = [
        share("status right", [gold == said for gold, said in pairs], "issues"),
        macro_f1("status macro-F1", matches_by_label(pairs, _STATUSES), n=len(pairs), of="issues"),
    ]
    misses = [
        Miss(about="status", where=_shown(key), gold=gold, store=said)
        for key, gold, said in rows
        if gold != said
    ]
    return figures, misses


def _stance_figures(followed: Sequence[_Followed]) -> Iterator[Figure]:
    """Stances of letters on which all threads of the issue agree; the store may be silent."""
    pairs = [
        (stances.copy().pop(), (f.said.by_letter if f.said else {}).get(file, "silent"))
        for f in followed
        for file, stances in _stances_by_letter(f.threads).items()
        if len(stances) == 1
    ]
    yield share("stance of a visit right", [gold == said for gold, said in pairs], "visits")
    yield macro_f1("stance macro-F1", matches_by_label(pairs, _STANCES), n=len(pairs), of="visits")


def _stances_by_letter(threads: Iterable[GoldThread]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for thread in threads:
        for file, stance in thread.visits:
            found.setdefault(letter_key(file), set()).add(stance)
    return found


def _stated_figure(followed: Sequence[_Followed]) -> Figure:
    matches = add_up(_match_stated(f) for f in followed)
    name = "repetition or settlement stated by inspectors (precision is a lower bound)"
    return agreement(name, matches, "issues")


def _match_stated(followed: _Followed) -> Matches:
    in_gold = any(thread.is_stated for thread in followed.threads)
    in_store = followed.said is not None and followed.said.is_stated
    return Matches(
        found=in_gold and in_store, extra=in_store and not in_gold, missed=in_gold and not in_store
    )
