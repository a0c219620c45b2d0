"""The name, aliases and type of a team, from all its sightings in one letter."""

from __future__ import annotations

from collections.abc import Sequence

from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams.composed import short_name
from inspectgraph.extract.teams.known import KnownTeam, known_by_id
from inspectgraph.extract.teams.sightings import Sighting
from inspectgraph.extract.teams.types import type_of
from inspectgraph.letters.model import Letter

_SENTENCE = 160


def name_team(letter: Letter, sightings: Sequence[Sighting]) -> TeamNamed:
    """One team out of its sightings, which must be in the order of the text."""
    known = next(filter(None, (known_by_id(s.known) for s in sightings)), None)
    aliases = _aliases(letter.text, sightings)
    acronym = _acronym(known, sightings, aliases)
    return TeamNamed(
        name=_name(letter.text, sightings, known, acronym),
        acronym=acronym,
        type=known.type if known else _type(letter.text, sightings),
        aliases=aliases,
        mentions=tuple(letter.passage(s.start, s.end) for s in sightings),
    )


def _aliases(text: str, sightings: Sequence[Sighting]) -> tuple[str, ...]:
    """Every surface form, once, in the order of their first places; an acronym printed in one among them."""
    spans = {span for s in sightings for span in ((s.start, s.end), s.name, *s.forms)}
    acronyms = [(s.start, s.acronym) for s in sightings if s.acronym]
    forms = [
        (start, " ".join(text[start:end].split()))
        for start, end in sorted(spans, key=lambda x: (x[0], -x[1]))
    ]
    return tuple(dict.fromkeys(form for _, form in sorted([*forms, *acronyms], key=lambda x: x[0])))


def _acronym(known: KnownTeam | None, sightings: Sequence[Sighting], aliases: Sequence[str]) -> str | None:
    printed = next((s.acronym for s in sightings if s.acronym), None)
    listed = known.acronyms if known else ()
    if printed:
        return printed if printed in listed else printed.removesuffix("s")
    return next((acronym for acronym in listed if acronym in aliases), None)


def _name(text: str, sightings: Sequence[Sighting], known: KnownTeam | None, acronym: str | None) -> str:
    if known and known.called == "acronym" and acronym:
        return acronym
    named = [s for s in sightings if s.is_named]
    long = [s for s in sightings if s.known or s.length > len(acronym or "") + 1] or list(sightings)
    names = [short_name(text[slice(*s.name)]) for s in named or long]
    return names[0] if named else _in_mid_sentence(names)


def _in_mid_sentence(names: Sequence[str]) -> str:
    """The first name, without the capital that only the start of a sentence gives it."""
    first = names[0]
    lowered = first[:1].lower() + first[1:]
    plain = first[1:] == first[1:].lower() and " " in first
    return lowered if lowered in names or plain else first


def _type(text: str, sightings: Sequence[Sighting]) -> str:
    first = sightings[0]
    names = " / ".join(dict.fromkeys(short_name(text[s.start : s.end]) for s in sightings))
    return type_of(names, text[max(0, first.start - _SENTENCE) : first.end + _SENTENCE])
