"""When two names mean one team of an authority."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams.known import KnownTeam, known_by_name
from inspectgraph.extract.teams.words import heads, sort_of
from inspectgraph.knowledge.tables import load_table

_SMALL = frozenset({"and", "or", "of", "for", "the", "in", "with", "to", "a", "our", "their", "on"})
_IDLE = frozenset({"multiagency", "specialist", "dedicated", "multidisciplinary", "local", "s"})


@cache
def _synonyms() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_table("cues/team-synonyms.csv", columns=("pattern", "same_as", "example"))
    return tuple((re.compile(rf"\b(?:{row['pattern']})\b", re.IGNORECASE), row["same_as"]) for row in rows)


@lru_cache(maxsize=5_000)
def name_key(name: str) -> str:
    """A key that the spellings of one name share: kind of team, then the words that set it apart.

    >>> name_key("Getting To Good board") == name_key("getting to good improvement board")
    True
    >>> name_key("children in care team") == name_key("leaving care team")
    False
    """
    if known := known_by_name(name):
        return known.id
    folded = name.lower().replace("’", "'")
    for pattern, same_as in _synonyms():
        folded = pattern.sub(same_as, folded)
    words = re.sub(r"[-–‑]", " ", folded.replace("multi-agency", "multiagency").replace("'", "")).split()
    kinds = [heads()[word].kind for word in words if word in heads()]
    stems = [_stem(word) for word in words if word not in heads() and word not in _SMALL | _IDLE]
    if kinds[-1:] == ["board"] and len(stems) > 1:
        stems = [stem for stem in stems if stem != "improvement"]
    return f"{kinds[-1] if kinds else 'name'}:{'-'.join(stems)}"


def _stem(word: str) -> str:
    if word in ("families", "family"):
        return "family"
    if word.startswith("child"):
        return "child"
    return re.sub(r"(?<=\w{3})s$", "", re.sub(r"ies$", "y", word))


def merge_key(team: TeamNamed) -> str:
    """The key under which a team is the same one in all letters of an authority.

    A name or alias that every authority uses decides, so "Just Us", the children in care council, is the
    council of the next letter too; else the name with its capitals, plural and idle words taken off.
    """
    known = known_team(team.name, *team.aliases)
    return known.id if known else name_key(team.name)


def known_team(*names: str) -> KnownTeam | None:
    """The known team that the first of these names is a form of, if there is one."""
    return next(filter(None, map(known_by_name, names)), None)


def same_team(one: TeamNamed, other: TeamNamed) -> bool:
    """Whether two teams of one authority, named in two letters, are one."""
    return merge_key(one) == merge_key(other)


def has_own_word(word: str) -> bool:
    """Whether a word is a name by itself and no word of the trade.

    >>> has_own_word("Awaken"), has_own_word("Fostering")
    (True, False)
    """
    return sort_of(word) == "unknown" and word.lower() not in heads()
