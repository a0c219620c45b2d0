"""Which sightings in one letter are of one team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from inspectgraph.extract.stretches import words_in_capitals
from inspectgraph.extract.teams.composed import short_name
from inspectgraph.extract.teams.known import known_by_id
from inspectgraph.extract.teams.merging import has_own_word, name_key
from inspectgraph.extract.teams.sightings import Sighting
from inspectgraph.extract.teams.words import heads

_SMALL = frozenset({"and", "of", "for", "with", "in", "the", "to"})


def shorts_of(text: str, sightings: Iterable[Sighting]) -> tuple[str, ...]:
    """The short forms that may stand for these teams later: acronyms and names of their own."""
    sightings = list(sightings)
    implied = implied_acronyms(text, sightings).values()
    found = dict.fromkeys(form for letters in implied for form in (letters, f"{letters}s"))
    for sighting in sightings:
        if sighting.acronym:
            found[sighting.acronym] = None
        if sighting.is_named:
            found.update(dict.fromkeys(own_names(text, sighting)))
    return tuple(sorted(found, key=lambda short: (-len(short), short)))


def implied_acronyms(text: str, sightings: Iterable[Sighting]) -> dict[str, str]:
    """Acronyms that the letter uses without a definition, by the key of the one name they can stand for.

    They are the initials of a name of three words or more, are printed, and are defined for no other team.
    """
    sightings = list(sightings)
    defined = {s.acronym.removesuffix("s") for s in sightings if s.acronym}
    keys: dict[str, set[str]] = {}
    for name in dict.fromkeys(short_name(text[slice(*sighting.name)]) for sighting in sightings):
        if letters := initials(name):
            keys.setdefault(letters, set()).add(name_key(name))
    return {
        min(names): letters
        for letters, names in sorted(keys.items())
        if len(names) == 1 and letters not in defined and _is_used(letters, text)
    }


def _is_used(letters: str, text: str) -> bool:
    """Whether an acronym stands in a text as a word, and nowhere after a bracket, which would define it."""
    return not words_in_capitals(text).isdisjoint((letters, f"{letters}s")) and f"({letters}" not in text


def initials(name: str) -> str:
    """The capitals of the first letters of a name of three words or more, small words left out.

    >>> initials("assessment and support teams"), initials("fostering team")
    ('AST', '')
    """
    letters = "".join(word[0].upper() for word in name.split() if word.lower() not in _SMALL)
    return letters if len(letters) > 2 and letters.isalpha() else ""


def own_names(text: str, sighting: Sighting) -> tuple[str, ...]:
    """What may stand for a team with a name of its own: that name, and without its head noun.

    >>> own_names("the Awaken team", Sighting(start=4, end=15, name=(4, 15), is_named=True))
    ('Awaken team', 'Awaken')
    """
    name = short_name(text[slice(*sighting.name)])
    words = name.split()
    if words[-1].lower() not in heads() or any(word.lower() in _SMALL for word in words):
        return (name,)
    own = [word for word in words[:-1] if word[:1].isupper() and has_own_word(word)]
    if len(words) > 2 and any(word.isupper() for word in own):
        return (name,)
    return (name, own[0]) if len(own) == 1 and len(own[0]) > 3 else (name,)


def group_sightings(text: str, sightings: Sequence[Sighting]) -> list[list[Sighting]]:
    """The sightings that share an identity (known team, name, own name or acronym), in groups.

    A short form on its own joins the team that it is short for, and is left out if there is none.
    """
    groups: dict[str, list[Sighting]] = {}
    implied = implied_acronyms(text, sightings)
    for sighting in sightings:
        keys = list(dict.fromkeys(_identities(text, sighting, implied)))
        joined = list({id(groups[key]): groups[key] for key in keys if key in groups}.values())
        group = joined[0] if len(joined) == 1 else _put_together(groups, joined)
        group.append(sighting)
        groups.update(dict.fromkeys(keys, group))
    unique = {id(group): sorted(group, key=lambda s: s.start) for group in groups.values()}
    return list(unique.values())


def _put_together(groups: dict[str, list[Sighting]], parts: Sequence[list[Sighting]]) -> list[Sighting]:
    """One group in place of those that a sighting shows to be of one team; a new one in place of none."""
    group = list(chain.from_iterable(parts))
    before = set(map(id, parts))
    if before:
        groups.update({key: group for key, part in groups.items() if id(part) in before})
    return group


def _identities(text: str, sighting: Sighting, implied: Mapping[str, str]) -> Iterator[str]:
    name = short_name(text[slice(*sighting.name)])
    if sighting.known:
        yield sighting.known
        team = known_by_id(sighting.known)
        yield from (f"short:{acronym}" for acronym in (team.acronyms if team else ()))
    else:
        yield name_key(name)
        if letters := implied.get(name_key(name)):
            yield from (f"short:{letters}", f"short:{letters}s")
    if sighting.is_named:
        yield from (f"short:{own}" for own in own_names(text, sighting))
    if sighting.acronym:
        yield f"short:{sighting.acronym}"
    words = name.split()
    if len(words) == 2 and words[0].isupper() and words[1].lower() in heads():
        yield f"short:{words[0]}"
    yield f"short:{name}"
