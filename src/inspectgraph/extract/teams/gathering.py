"""From sightings in the blocks of a letter to its teams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams.acronyms import sight_defined, sight_later
from inspectgraph.extract.teams.composed import sight_composed
from inspectgraph.extract.teams.grouping import group_sightings, shorts_of
from inspectgraph.extract.teams.introduced import sight_called, sight_quoted, with_introductions
from inspectgraph.extract.teams.known import known_by_id, sight_known
from inspectgraph.extract.teams.naming import name_team
from inspectgraph.extract.teams.sightings import Sighting, without_overlaps
from inspectgraph.extract.teams.tokens import cut_tokens
from inspectgraph.letters.model import Block, Letter

_READ = ("paragraph", "item", "heading", "row")
_BOILERPLATE_MARKS = ("The Office for", "regulates and", "Open Government", "Braille", " is available")
"""A cheap look: without one of these a block need not be searched for the pattern."""
_BOILERPLATE = re.compile(
    r"\bThe Office for Standards in Education\b|\bregulates and inspects\b|\bOpen Government Licence\b"
    r"|\bBraille\b|\bThis (?:report|letter) is available\b"
)


def extract_teams(letter: Letter) -> tuple[TeamNamed, ...]:
    """The teams, boards and services named in a letter, in the order of their first mention.

    >>> text = "The Beacon team works with the multi-agency safeguarding hub (MASH). The MASH is busy."
    >>> letter = Letter(file="a.txt", sha256="0" * 64, text=text, sections=(), sentences=(),
    ...                 blocks=(Block(kind="paragraph", start=0, end=len(text)),))
    >>> [(team.name, team.acronym, len(team.mentions)) for team in extract_teams(letter)]
    [('Beacon team', None, 1), ('MASH', 'MASH', 2)]
    """
    spans = [_read_span(letter, block) for block in letter.blocks if block.kind in _READ]
    first = [sighting for span in spans for sighting in _sightings(letter.text, *span)]
    shorts = shorts_of(letter.text, first)
    later = [sighting for span in spans for sighting in sight_later(letter.text, shorts, *span)]
    groups = group_sightings(letter.text, without_overlaps([*first, *later]))
    teams = (name_team(letter, group) for group in groups)
    return tuple(sorted(teams, key=lambda team: (team.mentions[0].start, team.name)))


def teams_mentioned(teams: Iterable[TeamNamed], start: int, end: int) -> tuple[str, ...]:
    """The names of the teams with a mention between two offsets of the letter's text, in given order."""
    return tuple(team.name for team in teams if [m for m in team.mentions if m.start < end and start < m.end])


def _read_span(letter: Letter, block: Block) -> tuple[int, int]:
    """The block up to where the inspectorate speaks of itself."""
    words = letter.text[block.start : block.end]
    if not any(mark in words for mark in _BOILERPLATE_MARKS):
        return block.start, block.end
    boilerplate = _BOILERPLATE.search(letter.text, block.start, block.end)
    return block.start, boilerplate.start() if boilerplate else block.end


def _sightings(text: str, start: int, end: int) -> Iterator[Sighting]:
    tokens = cut_tokens(text, start, end)
    if not tokens:
        return
    known = list(sight_known(text, start, end))
    others = [*sight_composed(text, tokens), *sight_quoted(text, tokens), *sight_defined(text, tokens)]
    joined = [_with_known(sighting, known) for sighting in others]
    plain = without_overlaps([*known, *joined])
    introduced = [with_introductions(text, sighting, start=start, end=end) for sighting in plain]
    yield from without_overlaps([*introduced, *sight_called(text, tokens)])


def _with_known(sighting: Sighting, known: Sequence[Sighting]) -> Sighting:
    """The sighting as one of the known team that its words end with, if more words change nothing."""
    for inner in known:
        team = known_by_id(inner.known)
        if team and not team.extends and sighting.start <= inner.start and inner.end == sighting.name[1]:
            forms = (*sighting.forms, (inner.start, inner.end))
            return replace(sighting, known=inner.known, name=inner.name, forms=forms)
    return sighting
