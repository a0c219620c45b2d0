"""What networks are projected from: rows of the store's listings as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from inspectgraph.ledger.model import StanceLabel


class LetterFact(NamedTuple):
    """A letter, the visit that it reports and that visit's first day; `issued` is when it was published.

    A date that is not known is "".
    """

    iri: str
    file: str
    kind: str
    gss: str
    visit: str
    start: str
    issued: str
    sha256: str


class VisitFact(NamedTuple):
    """A visit: dates as far as known ("2009-06-12", "2009-06", ""), `grade` its overall grade or ""."""

    iri: str
    gss: str
    family: str
    start: str
    end: str
    known_by: str
    grade: str


class RoleFact(NamedTuple):
    """A person named in a letter in a role ("inspector", "addressee" ...)."""

    person: str
    name: str
    letter: str
    role: str


class MentionFact(NamedTuple):
    """A team that a letter names so many times."""

    team: str
    letter: str
    times: int


class TeamFact(NamedTuple):
    """A team under the name of its earliest visit, with the other names that letters print.

    It has one of the `types`, or more where letters take it for different ones.
    """

    name: str
    gss: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]


class IssueFact(NamedTuple):
    """An issue: a theme at one authority, and how it stands by all letters of the store."""

    iri: str
    gss: str
    theme: str
    status: str


class StanceFact(NamedTuple):
    """How a visit that began on `start` speaks of an issue, and how many findings say so."""

    node: str
    issue: str
    visit: str
    start: str
    stance: StanceLabel
    findings: int


class ReferenceFact(NamedTuple):
    """A letter that refers to an earlier visit."""

    letter: str
    visit: str


class TeamFinding(NamedTuple):
    """A finding that names a team, one of its themes, and its polarity. Team as printed, themes as ids."""

    finding: str
    letter: str
    team: str
    theme: str
    polarity: str


class Quote(NamedTuple):
    """A sentence of a letter and its page."""

    text: str
    file: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFacts:
    """Rows of the store; a projection leaves empty what it does not need.

    `same_team` gives the team under which another one goes, `same_visit` the visit that a reference means.
    `only_issues` tells that what speaks of no issue kept is to be left out (see `networks.filters`). `corpus`
    is a hash of the letters of the store.
    """

    letters: tuple[LetterFact, ...] = ()
    visits: tuple[VisitFact, ...] = ()
    roles: tuple[RoleFact, ...] = ()
    mentions: tuple[MentionFact, ...] = ()
    issues: tuple[IssueFact, ...] = ()
    stances: tuple[StanceFact, ...] = ()
    references: tuple[ReferenceFact, ...] = ()
    team_findings: tuple[TeamFinding, ...] = ()
    teams: Mapping[str, TeamFact] = field(default_factory=dict)
    same_team: Mapping[str, str] = field(default_factory=dict)
    same_visit: Mapping[str, str] = field(default_factory=dict)
    only_issues: bool = False
    corpus: str = ""

    def team_of(self, team: str) -> str:
        """The team under which this one goes.

        >>> NetworkFacts(same_team={"b": "a"}).team_of("b")
        'a'
        """
        return self.same_team.get(team, team)

    def node_of(self, thing: str) -> str:
        """The node under which a thing of the store goes: a team or visit may go under another.

        >>> NetworkFacts(same_visit={"b": "a"}).node_of("b")
        'a'
        """
        return self.same_visit.get(thing, self.team_of(thing))
