"""Are the teams and people of a letter found, and no others?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from inspectgraph.evaluate.figures import FamilyScore, Figure, Matches, Miss, add_up, agreement
from inspectgraph.evaluate.gold import GoldTeams
from inspectgraph.evaluate.likeness import bare_team, essence, letter_key

_Names = frozenset[str]
_MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """One letter: the gold's teams and people found, those missed, and those of the store alone."""

    file: str
    teams: Matches
    people: Matches
    misses: tuple[Miss, ...]


def score_teams(
    gold: Sequence[GoldTeams],
    teams: Iterable[Mapping[str, object]],
    people: Iterable[Mapping[str, object]],
    *,
    present_only: bool = False,
) -> FamilyScore:
    """Score the records of `teams` and `people`, letter by letter.

    A team is found if one of its names is, whatever other names it has; each team of the store counts
    once. `present_only` leaves out letters of which the store names neither team nor person.
    """
    teams_in, people_in = teams_by_letter(teams), people_by_letter(people)
    scored = [g for g in gold if not present_only or letter_key(g.file) in teams_in.keys() | people_in.keys()]
    compared = [
        _compare(g, teams_in.get(letter_key(g.file), []), people_in.get(letter_key(g.file), set()))
        for g in scored
    ]
    letters = len({letter_key(g.file) for g in scored})
    figures = (
        agreement("teams", add_up(c.teams for c in compared), "teams"),
        agreement("people named in a role", add_up(c.people for c in compared), "people"),
        Figure(name="team letters scored", value=letters, n=len(gold), of="letters"),
    )
    misses = tuple(miss for c in compared for miss in c.misses)
    return FamilyScore(family="teams", figures=figures, misses=misses)


def teams_by_letter(records: Iterable[Mapping[str, object]]) -> Mapping[str, list[_Names]]:
    """The names of each team by the key of each letter that mentions it."""
    found: dict[str, list[_Names]] = {}
    for record in records:
        aliases, letters = record["aliases"], record["letters"]
        if isinstance(aliases, list) and isinstance(letters, list):
            names = [record["name"], record["acronym"], *aliases]
            bare = frozenset(bare_team(str(name)) for name in names if name)
            for letter in letters:
                found.setdefault(letter_key(letter["file"]), []).append(bare)
    return found


def people_by_letter(records: Iterable[Mapping[str, object]]) -> Mapping[str, set[tuple[str, str]]]:
    """The people of each letter by its key, as (essence of the name, as what)."""
    found: dict[str, set[tuple[str, str]]] = {}
    for record in records:
        roles = record["roles"]
        for role in roles if isinstance(roles, list) else []:
            named = (essence(str(record["name"])), str(role["as"]))
            found.setdefault(letter_key(role["file"]), set()).add(named)
    return found


def _compare(gold: GoldTeams, teams: Sequence[_Names], people: Set[tuple[str, str]]) -> _Compared:
    known = [frozenset(map(bare_team, names)) for names in gold.teams]
    missed_teams = list(_missed(known, teams))
    extra_teams = list(_extra(known, teams, optional=frozenset(map(bare_team, gold.optional))))
    named = [(name, as_) for name, as_ in gold.people or () if as_ != _MENTIONED]
    missed_people = [(name, as_) for name, as_ in named if (essence(name), as_) not in people]
    extra_people = _extra_people(gold, people)
    if not gold.is_whole:
        extra_teams, extra_people = [], []
    return _Compared(
        file=gold.file,
        teams=_matches(len(known), missed=len(missed_teams), extra=len(extra_teams)),
        people=_matches(len(named), missed=len(missed_people), extra=len(extra_people)),
        misses=(
            *_as_misses("team", gold.file, missed_teams, extra_teams),
            *_as_misses("person", gold.file, [f"{n} ({a})" for n, a in missed_people], extra_people),
        ),
    )


def _matches(count: int, *, missed: int, extra: int) -> Matches:
    return Matches(found=count - missed, extra=extra, missed=missed)


def _missed(known: Sequence[_Names], teams: Sequence[_Names]) -> Iterator[str]:
    """The gold's teams that no team of the store is; each of the store's is one of them at most."""
    free = list(teams)
    for names in known:
        place = next((at for at, team in enumerate(free) if team & names), None)
        if place is None:
            yield "; ".join(sorted(names))
        else:
            del free[place]


def _extra(known: Sequence[_Names], teams: Sequence[_Names], *, optional: _Names) -> Iterator[str]:
    for team in teams:
        if not team & optional and not any(team & names for names in known):
            yield "; ".join(sorted(team))


def _extra_people(gold: GoldTeams, people: Set[tuple[str, str]]) -> list[str]:
    if gold.people is None:
        return []
    known = {essence(name) for name, _ in gold.people}
    return sorted({name for name, as_ in people if as_ != _MENTIONED and name not in known})


def _as_misses(about: str, file: str, missed: Iterable[str], extra: Iterable[str]) -> Iterator[Miss]:
    for name in missed:
        yield Miss(about=f"{about} missed", where=file, gold=name, store="nothing")
    for name in extra:
        yield Miss(about=f"{about} too many", where=file, gold="nothing", store=name)
