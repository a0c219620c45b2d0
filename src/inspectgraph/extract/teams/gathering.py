"""From sightings in the blocks of a letter to its teams."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams.acronyms import sight_defined, sight_later
from inspectgraph.extract.teams.composed import sight_composed
from inspectgraph.extract.teams.grouping import group_sightings, shorts_of
from inspectgraph.extract.teams.introduced import sight_called, sight_quoted, with_introductions
from inspectgraph.extract.teams.known import known_by_id, sight_known
from inspectgraph.extract.teams.naming import name_team
from inspectgraph.extract.teams.promising import promising_parts
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
    stretches = list(_stretches(letter))
    first = list(_first_sightings(letter.text, stretches))
    shorts = shorts_of(letter.text, first)
    later = sight_later(letter.text, shorts, [(stretch.start, stretch.end) for stretch in stretches])
    groups = group_sightings(letter.text, without_overlaps([*first, *later]))
    teams = (name_team(letter, group) for group in groups)
    return tuple(sorted(teams, key=lambda team: (team.mentions[0].start, team.name)))


class Mentions:
    """Where each team is mentioned in a letter, to be asked for each of its sentences.

    >>> Mentions([]).between(0, 100)
    ()
    """

    def __init__(self, teams: Iterable[TeamNamed]) -> None:
        self._names: list[str] = []
        spans: list[tuple[int, int, int]] = []
        for number, team in enumerate(teams):
            self._names.append(team.name)
            spans += [(mention.start, mention.end, number) for mention in team.mentions]
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in spans), default=0)

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the teams mentioned between two offsets, in the order in which they were given."""
        first, last = bisect_right(self._starts, start - self._longest), bisect_left(self._starts, end)
        if first == last:
            return ()
        found = {number for _, stop, number in self._spans[first:last] if stop > start}
        return tuple(self._names[number] for number in sorted(found))


class _Stretch(NamedTuple):
    """A block, or its beginning, and the sentences in it; a block that is not cut into sentences is one."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]


def _stretches(letter: Letter) -> Iterator[_Stretch]:
    sentences: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for sentence in letter.sentences:
        sentences[sentence.block].append((sentence.start, sentence.end))
    for index, block in enumerate(letter.blocks):
        if block.kind in _READ:
            end = _end_of_reading(letter, block)
            parts = sentences.get(index, [(block.start, block.end)])
            if end < block.end:
                parts = [(s, min(e, end)) for s, e in parts if s < end]
            yield _Stretch(block.start, end, tuple(parts))


def _end_of_reading(letter: Letter, block: Block) -> int:
    """The end of a block, or where in it the inspectorate begins to speak of itself."""
    words = letter.text[block.start : block.end]
    for mark in _BOILERPLATE_MARKS:  # a plain loop: any() over a generator takes twice as long
        if mark in words:
            boilerplate = _BOILERPLATE.search(letter.text, block.start, block.end)
            return boilerplate.start() if boilerplate else block.end
    return block.end


def _first_sightings(text: str, stretches: Sequence[_Stretch]) -> Iterator[Sighting]:
    promising = set(promising_parts(text, [part for stretch in stretches for part in stretch.parts]))
    known_by_stretch = sight_known(text, [(stretch.start, stretch.end) for stretch in stretches])
    for stretch, known in zip(stretches, known_by_stretch, strict=True):
        parts = [part for part in stretch.parts if part in promising]
        if parts or known:
            yield from _sightings(text, stretch, parts=parts, known=known)


def _sightings(
    text: str, stretch: _Stretch, *, parts: Sequence[tuple[int, int]], known: Sequence[Sighting]
) -> Iterator[Sighting]:
    start, end = stretch.start, stretch.end
    cut = [cut_tokens(text, *part) for part in parts]
    others = [
        sighting
        for tokens in cut
        for sight in (sight_composed, sight_quoted, sight_defined)
        for sighting in sight(text, tokens)
    ]
    joined = [_with_known(sighting, known) for sighting in others]
    plain = without_overlaps([*known, *joined])
    introduced = [with_introductions(text, sighting, start=start, end=end) for sighting in plain]
    called = (sighting for tokens in cut for sighting in sight_called(text, tokens))
    yield from without_overlaps([*introduced, *called])


def _with_known(sighting: Sighting, known: Sequence[Sighting]) -> Sighting:
    """The sighting as one of the known team that its words end with, if more words change nothing."""
    for inner in known:
        team = known_by_id(inner.known)
        if team and not team.extends and sighting.start <= inner.start and inner.end == sighting.name[1]:
            forms = (*sighting.forms, (inner.start, inner.end))
            return replace(sighting, known=inner.known, name=inner.name, forms=forms)
    return sighting
