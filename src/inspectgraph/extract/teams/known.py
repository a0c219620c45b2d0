"""Teams that every authority has, known by name and acronym (`ontology/cues/team-names.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from inspectgraph.extract.needs import needed_together, rarest_first
from inspectgraph.extract.stretches import Stretches, in_ascii, in_small_letters, words_in_capitals
from inspectgraph.extract.teams.sightings import Sighting
from inspectgraph.extract.teams.words import as_printed, compile_rows
from inspectgraph.knowledge.tables import load_table

_TABLE = "cues/team-names.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTeam:
    """A row of the table.

    `called` says which form a reader would use ("acronym", "name", "printed"); `needs` are choices of texts
    in small letters: whatever the pattern fits holds one of each; `extends` says that words before it make
    another team, such as the "getting to good improvement board".
    """

    id: str
    name: str
    acronyms: tuple[str, ...]
    type: str
    called: str
    extends: bool
    needs: tuple[tuple[str, ...], ...]
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
            needs=_needs(row),
            pattern=pattern,
            letters=_letters(row["acronym"]),
        )
        for row, pattern in zip(rows, compile_rows(_TABLE, rows), strict=True)
    )


def _needs(row: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """What a row says that its pattern needs, which is seldom found, and what can be read off the pattern."""
    given = tuple(row["needs"].split("|"))
    read = rarest_first(needed_together(as_printed(row["pattern"])))
    return (given, *(texts for texts in read if texts != given))


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
    folded = name.lower()
    for look in _looks():
        if look.may_match(name, folded) and look.pattern.fullmatch(name):
            return look.team
    return None


def sight_known(text: str, blocks: Sequence[tuple[int, int]]) -> list[list[Sighting]]:
    """The known teams named in each block of a letter's text, by name or acronym.

    `blocks` are their starts and ends, in the order of the text.

    >>> hub, staff = sight_known("MASH team\\nStaff", [(0, 9), (10, 15)])
    >>> [sighting.known for sighting in hub], staff
    (['mash'], [])
    """
    found: list[list[Sighting]] = [[] for _ in blocks]
    printed, folded = Stretches(in_ascii(text), blocks), Stretches(in_small_letters(text), blocks)
    capitals = words_in_capitals(text)
    for look in _looks():
        team, pattern, needs, is_acronym = look
        if is_acronym and not look.may_be_among(capitals):
            continue
        for number in (printed if is_acronym else folded).holding(needs):
            for match in pattern.finditer(text, *blocks[number]):
                found[number].append(
                    Sighting(start=match.start(), end=match.end(), name=match.span(), known=team.id)
                )
    return found


class _Look(NamedTuple):
    """What to look for in a text before a pattern is tried in it, since a look is cheaper than a try.

    One of each choice in `needs` must stand in it; the letters' case counts for an acronym.
    """

    team: KnownTeam
    pattern: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]
    is_acronym: bool = False

    def may_match(self, text: str, folded: str) -> bool:
        """Whether the pattern may match in a text, given also in small letters."""
        words = text if self.is_acronym else folded
        for texts in self.needs:
            for needed in texts:  # plain loops: any() takes twice as long
                if needed in words:
                    break
            else:
                return False
        return True

    def may_be_among(self, capitals: frozenset[str]) -> bool:
        """Whether an acronym, whose forms are its needs, may stand in a text with these words in capitals."""
        return any(
            form in capitals
            or f"{form}s" in capitals
            or not form.removesuffix("s").isupper()
            or len(form) < 4
            for form in self.needs[0]
        )


@cache
def _looks() -> tuple[_Look, ...]:
    return tuple(look for team in known_teams() for look in _looks_of(team))


def _looks_of(team: KnownTeam) -> Iterator[_Look]:
    yield _Look(team, team.pattern, team.needs)
    if team.letters:
        yield _Look(team, team.letters, (team.acronyms,), is_acronym=True)
