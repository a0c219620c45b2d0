"""The facts that extractors find in a letter: frozen values, each with the passage that proves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from inspectgraph.errors import Problem
from inspectgraph.letters.model import Letter, Passage

Polarity = Literal["strength", "concern", "mixed", "neutral"]
Change = Literal["improved", "unchanged", "worsened", "none"]
FindingKind = Literal["finding", "recommendation", "strength-item"]
RoleKind = Literal["inspector", "addressee", "signatory", "copied", "mentioned"]
StatedWhat = Literal["raised", "improved", "resolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A single value that the letter states, such as its kind, date or scope.

    `value` is normalised (an id, an ISO date); `passage` says where it stands. `passage` is None only
    for what a file's name says (`source` is then "file-name").
    """

    value: str
    passage: Passage | None
    source: Literal["document", "file-name"] = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDates:
    """First and last day of the visit, ISO dates; equal for a visit of one day."""

    start: str
    end: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInRole:
    """A person as the letter names them, without titles such as HMI or Mr."""

    name: str
    role: str | None
    organisation: str | None
    kind: RoleKind
    is_lead: bool
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One row of the grades: `area` is our id, `label` as printed without its number.

    `grade` is a grade id (`outstanding` ... `inadequate`, `adequate`) or None for "not judged".
    """

    area: str
    label: str
    grade: str | None
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVisit:
    """An earlier visit that the letter refers to.

    `date` is as exact as stated (`2017-10`, `2015`, `2012-03-09`), None for "the last inspection" with
    no date anywhere in the letter; `kind` is the visit family as far as stated or datable, else None;
    `family_stated` is False where the family was worked out from the date alone; `gss` is the code of the
    authority before this one whose visit it was ("the predecessor authority"), None for a visit to this one.
    """

    text: str
    date: str | None
    kind: str | None
    family_stated: bool
    grade: str | None
    passage: Passage
    gss: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamNamed:
    """A team in this letter, with every surface form and each place where it is mentioned.

    `name` is the short name that a reader would use; `type` an id of `ontology/schemes/team-types.ttl`.
    """

    name: str
    acronym: str | None
    type: str
    aliases: tuple[str, ...]
    mentions: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedHistory:
    """What a finding itself states about an earlier visit.

    `of` is the date of that visit as far as the letter tells it (ISO), None where it does not.
    """

    what: StatedWhat
    of: str | None
    passage: Passage


class Finding(NamedTuple):
    """One evaluative sentence with its labels.

    `id` is `<letter key>/<hash of the sentence's letters and digits>-<ordinal among equal ones>`;
    `item` is the number, from 1, of the list item that the sentence belongs to, else None;
    `themes` has the main one first; `teams` are names of `TeamNamed` values of the same letter.
    `section` is the place, from 0, of the section it stands in, `heading` and `role` are that section's
    (see `ontology/cues/headings.csv`);
    `qualified` says that it speaks of most and not of all ("mostly", "the majority").
    `reasons` are the ids of the cues that decided, for `--explain`.
    A named tuple, since letters have hundreds.
    """

    id: str
    kind: FindingKind
    item: int | None
    section: int
    heading: str | None
    role: str
    polarity: Polarity
    change: Change
    themes: tuple[str, ...]
    teams: tuple[str, ...]
    qualified: bool
    history: StatedHistory | None
    reasons: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """Everything that was found in one letter. Empty tuples and None where the letter does not say."""

    letter: Letter
    kind: Stated
    gss: str
    authority: Stated
    title: Stated | None
    dates: VisitDates | None
    published: Stated | None
    ordinal: Stated | None
    covers: Stated | None
    outcome: Stated | None
    overall: Stated | None
    people: tuple[PersonInRole, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    earlier: tuple[EarlierVisit, ...] = ()
    teams: tuple[TeamNamed, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
