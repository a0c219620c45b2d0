"""All extractors in their order: a Letter becomes LetterFacts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from inspectgraph.errors import Problem
from inspectgraph.extract.authority import extract_authority
from inspectgraph.extract.earlier import extract_earlier_visits
from inspectgraph.extract.findings import extract_findings
from inspectgraph.extract.judgements import extract_judgements, overall_of
from inspectgraph.extract.kinds import extract_kind, settle_kind
from inspectgraph.extract.model import Judgement, LetterFacts, Stated
from inspectgraph.extract.outcome import extract_outcome
from inspectgraph.extract.parts import LetterParts, find_parts
from inspectgraph.extract.people import extract_people
from inspectgraph.extract.teams import extract_teams
from inspectgraph.extract.visit import (
    extract_covers,
    extract_ordinal,
    extract_published,
    extract_visit_dates,
)
from inspectgraph.letters.model import Letter

_GRADED = frozenset({"ilacs-standard", "ilacs-short", "sif", "sif-reinspection"})
_MAY_GRADE = _GRADED | {"other"}
_OUTCOMES_SINCE = "2023"  # the year of the area SEND framework (ontology/frameworks.csv)


def extract_facts(letter: Letter) -> LetterFacts:
    """Everything that the extractors find in one letter.

    Raises UnreadableError if it is no inspection letter or names no authority: then nothing enters.

    >>> from pathlib import Path
    >>> from inspectgraph.letters import read_letter
    >>> facts = extract_facts(read_letter(Path("seeds/003_d6466b21c827d6ce.txt")))
    >>> facts.kind.value, facts.gss, facts.dates.start, facts.ordinal.value
    ('monitoring-visit', 'E10000017', '2018-02-27', '6')
    """
    parts = find_parts(letter)
    dates = extract_visit_dates(parts)
    kind = settle_kind(extract_kind(parts), dates)
    authority, named = extract_authority(parts)
    judgements = extract_judgements(parts, kind=kind.value) if kind.value in _MAY_GRADE else ()
    earlier = extract_earlier_visits(letter, dates=dates, kind=kind.value, authority=authority)
    teams = extract_teams(letter)
    facts = LetterFacts(
        letter=letter,
        kind=kind,
        gss=authority.gss,
        authority=named,
        title=_title(parts),
        dates=dates,
        published=extract_published(parts),
        ordinal=extract_ordinal(parts),
        covers=extract_covers(parts, kind=kind.value),
        outcome=extract_outcome(parts, kind=kind.value),
        overall=_overall(judgements),
        people=extract_people(parts, authority=authority.name),
        judgements=judgements,
        earlier=earlier,
        teams=teams,
        findings=extract_findings(letter, earlier=earlier, teams=teams),
    )
    return replace(facts, problems=tuple(_problems(facts)))


def _overall(judgements: tuple[Judgement, ...]) -> Stated | None:
    row = overall_of(judgements)
    return Stated(value=row.grade, passage=row.passage) if row and row.grade else None


def _title(parts: LetterParts) -> Stated | None:
    if parts.subject is None:
        return None
    words = " ".join(parts.flat(parts.subject).split())
    return Stated(value=words, passage=parts.letter.passage(parts.subject.start, parts.subject.end))


def _problems_of_outcome(facts: LetterFacts) -> Iterator[Problem]:
    """A report made under the framework whose reports state an outcome, and none found."""
    since = facts.dates is not None and facts.dates.start >= _OUTCOMES_SINCE
    if facts.kind.value == "area-send" and since and facts.outcome is None:
        yield Problem(
            code="outcome-not-found",
            where=facts.letter.file,
            message="no outcome was found",
            remedy="see whether the report states one; ontology/cues/outcomes.csv has the words of each",
        )


def _problems(facts: LetterFacts) -> Iterator[Problem]:
    where = facts.letter.file
    if facts.dates is None:
        yield Problem(
            code="dates-not-found",
            where=where,
            message="no dates of the visit were found",
            remedy="see whether the letter prints them; ontology/cues/visit-dates.csv says after what words",
        )
    if facts.kind.value in _GRADED and not facts.judgements:
        yield Problem(
            code="grades-not-found",
            where=where,
            message="no table of grades was found",
            remedy="see whether the report prints one; ontology/schemes/judgement-areas.ttl lists the labels",
        )
    yield from _problems_of_outcome(facts)
    if not facts.findings:
        yield Problem(
            code="no-findings",
            where=where,
            message="no finding was found",
            remedy="see whether the whole letter is in the file",
        )
