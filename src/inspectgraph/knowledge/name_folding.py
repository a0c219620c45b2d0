"""Authority names made alike: what people type, and what letters print, as keys and as one pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SMALL_WORDS = frozenset({"and", "of", "on", "the", "upon", "with"})
# "Birmingham Children's Trust" and the like run a council's services for it, under its name.
_TRUST = re.compile(
    r"\bchildren(?:'?s)?(?: and (?:families|young people(?:'?s)?))?(?: services)? (?:trust|first|company)\b"
)
# Words that say what sort of council it is, not which. "london" alone is a region, so only the phrase goes.
_COUNCIL_WORDS = re.compile(
    r"\b(?:london borough|royal borough|metropolitan|borough|county|city|district|unitary|"
    r"council|corporation|authority|mbc|the)\b"
)
# "Greater Manchester" and "North Kent" are other places than Manchester and Kent.
_NOT_AFTER = "".join(
    rf"(?<!\b{word}[ ])" for word in ("Greater", "New", "Mid", "Central", "North", "South", "East", "West")
)
# Nor are Newcastle-under-Lyme, Bradford-on-Avon and Bury St Edmunds Newcastle, Bradford and Bury.
_NOT_BEFORE = r"(?![\s-]+(?i:upon|under)[\s-]+[A-Z])(?!-\w)(?!\s+St\b)"


def fold_name(name: str) -> str:
    """A name in small letters, with "and" for "&", without dots, commas, brackets and hyphens.

    >>> fold_name("St. Helens"), fold_name("Telford & Wrekin"), fold_name("Stockton-on-Tees")
    ('st helens', 'telford and wrekin', 'stockton on tees')
    """
    spelt = name.casefold().replace("&", " and ").replace("’", "'").replace(".", "")
    return " ".join(re.sub(r"[^\w']+", " ", spelt).split())


def fold_place(name: str) -> str:
    """The folded name without the words that say what sort of council it is, or that its trust bears.

    >>> fold_place("London Borough of Barking & Dagenham Council")
    'barking and dagenham'
    >>> fold_place("Bristol, City of")
    'bristol'
    """
    words = _COUNCIL_WORDS.sub(" ", _TRUST.sub(" ", fold_name(name))).split()
    while words and words[0] in _SMALL_WORDS:
        words = words[1:]
    while words and words[-1] in _SMALL_WORDS:
        words = words[:-1]
    return " ".join(words)


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """One pattern that finds each of the names in running text, the longest that fits at each place.

    Words must begin with their capitals or be all capitals; spaces, line breaks and hyphens, "&" and
    "and", "St" and "St." are alike; a name inside a longer name or word is not found.

    >>> names_pattern(["Derby", "Derbyshire"]).findall("Derbyshire and DERBY, not Derbyside")
    ['Derbyshire', 'DERBY']
    """
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    alternatives = "|".join(_name_pattern(name) for name in longest_first)
    return re.compile(rf"(?=[A-Z])(?<![\w-]){_NOT_AFTER}(?:{alternatives})(?!\w){_NOT_BEFORE}")


def _name_pattern(name: str) -> str:
    parts = re.split(r"(,?[\s-]+)", name)
    return "".join(
        _gap_pattern(part) if place % 2 else _word_pattern(part) for place, part in enumerate(parts)
    )


def _gap_pattern(gap: str) -> str:
    return r",?[\s-]+" if "," in gap else r"[\s-]+"


def _word_pattern(word: str) -> str:
    if word.casefold() in {"and", "&"}:
        return "(?:(?i:and)|&)"
    if word.casefold() in _SMALL_WORDS:
        return f"(?i:{word})"
    plain = re.escape(word.rstrip("."))
    capitals = "" if word.isupper() else f"|{re.escape(word.rstrip('.').upper())}"
    dot = r"\.?" if word.rstrip(".") == "St" else ""
    return f"(?:{plain}{capitals}){dot}"
