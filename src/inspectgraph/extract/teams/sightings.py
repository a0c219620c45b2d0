"""A sighting: one place in the text where a team is named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A team named at `start` to `end`.

    `name` is the span of the short name in it, `forms` spans of other surface forms in it; `known` the
    id of its row in `ontology/cues/team-names.csv`; `acronym` what stands for it later in the letter.
    `is_named` says that it has a name of its own, beside the kind of team that it is.
    """

    start: int
    end: int
    name: tuple[int, int]
    forms: tuple[tuple[int, int], ...] = ()
    known: str | None = None
    acronym: str | None = None
    is_named: bool = False

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


def without_overlaps(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """The longest of the sightings that overlap, in the order of the text; of equal ones the known one.

    >>> short = Sighting(start=4, end=8, name=(4, 8))
    >>> without_overlaps([short, Sighting(start=0, end=8, name=(0, 8), acronym="A")])[0].start
    0
    """
    found = list(sightings)
    if len(found) < 2:
        return tuple(found)
    kept: list[Sighting] = []  # in the order of the text, so that only neighbours can overlap
    for sighting in sorted(found, key=lambda s: (s.start - s.end, s.known is None, s.start)):
        place = bisect_right(kept, sighting.start, key=_start)
        if place and kept[place - 1].end > sighting.start:
            continue
        if place == len(kept) or sighting.end <= kept[place].start:
            kept.insert(place, sighting)
    return tuple(kept)


def _start(sighting: Sighting) -> int:
    return sighting.start


def extended(sighting: Sighting, *, end: int, acronym: str | None = None) -> Sighting:
    """The sighting drawn out to `end`, its former span now one of its forms."""
    forms = (*sighting.forms, (sighting.start, sighting.end))
    return replace(sighting, end=end, forms=forms, acronym=acronym or sighting.acronym)
