"""Teams that every authority has, known by name and acronym (`ontology/cues/team-names.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from inspectgraph.extract.needs import needed_together
from inspectgraph.extract.teams.sightings import Sighting
from inspectgraph.extract.teams.words import as_printed, compile_rows
from inspectgraph.knowledge.tables import load_table

_TABLE = "cues/team-names.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTeam:
    """A row of the table.

    `called` says which form a reader would use ("acronym", "name", "printed"); `needs` are words of which
    one stands wherever the pattern fits, and `also_needs` what can be read off the pattern: one of each of
    several choices of texts; `extends` says that words before it make another team, such as
    the "getting to good improvement board".
    """

    id: str
    name: str
    acronyms: tuple[str, ...]
    type: str
    called: str
    extends: bool
    needs: tuple[str, ...]
    also_needs: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]
    letters: re.Pattern[str] | None


@cache
def known_teams() -> tuple[KnownTeam, ...]:
    """The rows in their order.

    >>> known_teams()[0].acronyms
    ('MASH',)
    """
    columns = ("id", "name", "acronym", "type", "called", "extends", "needs", "pattern", "example")
    rows = load_table(_TABLE, columns=columns, may_be_empty=("acronym",))
    return tuple(
        KnownTeam(
            id=row["id"],
            name=row["name"],
            acronyms=tuple(filter(None, row["acronym"].split("|"))),
            type=row["type"],
            called=row["called"],
            extends=row["extends"] == "yes",
            needs=tuple(row["needs"].split("|")),
            also_needs=needed_together(as_printed(row["pattern"])),
            pattern=pattern,
            letters=_letters(row["acronym"]),
        )
        for row, pattern in zip(rows, compile_rows(_TABLE, rows), strict=True)
    )


def _letters(acronyms: str) -> re.Pattern[str] | None:
    """An acronym as a word, with or without a head noun after it; its case matters."""
    if not acronyms:
        return None
    return re.compile(rf"(?<![\w-])(?:{acronyms})s?(?:\s+(?:team|service|panel|meeting)s?)?(?![\w-])")


def known_by_id(known: str | None) -> KnownTeam | None:
    """The row with this id, None for None."""
    return _by_id().get(known) if known else None


@cache
def _by_id() -> Mapping[str, KnownTeam]:
    return {team.id: team for team in known_teams()}


@lru_cache(maxsize=5_000)
def known_by_name(name: str) -> KnownTeam | None:
    """The row that a name as a whole is a form of, None if there is none.

    >>> found = known_by_name("Multi-agency safeguarding hubs")
    >>> found.id if found else None
    'mash'
    """
    for team in known_teams():
        if team.pattern.fullmatch(name) or (team.letters and team.letters.fullmatch(name)):
            return team
    return None


def sight_known(text: str, start: int, end: int) -> Iterator[Sighting]:
    """Every known team named between two offsets, by its name or its acronym."""
    for team, pattern in _worth_trying(text[start:end]):
        for match in pattern.finditer(text, start, end):
            yield Sighting(start=match.start(), end=match.end(), name=match.span(), known=team.id)


class _Look(NamedTuple):
    """What to look for in a block before a pattern is tried in it, since a look is cheaper than a try.

    One of `first` must stand in it, and one of each of `others`; the letters' case counts for an acronym.
    """

    team: KnownTeam
    pattern: re.Pattern[str]
    first: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()
    is_acronym: bool = False


@cache
def _looks() -> tuple[_Look, ...]:
    return tuple(look for team in known_teams() for look in _looks_of(team))


def _looks_of(team: KnownTeam) -> Iterator[_Look]:
    yield _Look(team, team.pattern, team.needs, team.also_needs)
    if team.letters:
        yield _Look(team, team.letters, team.acronyms, is_acronym=True)


def _worth_trying(block: str) -> Iterator[tuple[KnownTeam, re.Pattern[str]]]:
    """The patterns that may match in a block."""
    folded = block.lower()
    for team, pattern, first, others, is_acronym in _looks():
        words = block if is_acronym else folded
        for text in first:  # a plain loop: any() takes twice as long
            if text in words:
                if all(any(text in words for text in texts) for texts in others):
                    yield team, pattern
                break
