"""IRIs from keys, purely: readable, stable, no blank nodes (docs/graph.md, "Things and their terms")."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pyoxigraph import NamedNode

from inspectgraph.describe.namespaces import ID

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ′]")
# Letters and dashes that no decomposition makes plain (Unicode Standard Annex 15 leaves them whole).
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "þ": "th",
        "Þ": "Th",
    }
)


@lru_cache(maxsize=4096)  # many names stand in letter after letter
def mint_slug(words: str) -> str:
    """Words as lower-case ASCII letters and digits with hyphens between.

    >>> mint_slug("Máire O’Connor"), mint_slug("'Just Us'")
    ('maire-o-connor', 'just-us')
    """
    spaced = _APOSTROPHES.sub(" ", words).translate(_PLAIN)
    folded = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", folded.casefold()).strip("-") or "unnamed"


def mint_thing(*parts: str) -> NamedNode:
    """The IRI of a thing by the parts of its path.

    >>> mint_thing("authority", "E06000009").value
    'https://w3id.org/inspectgraph/id/authority/E06000009'
    """
    return NamedNode(ID + "/".join(parts))


def last_part(iri: str) -> str:
    """The last part of the path of one of our IRIs: a letter's key, a theme's id, an authority's code.

    >>> last_part(mint_thing("authority", "E06000009").value)
    'E06000009'
    """
    return iri.rpartition("/")[2]


def mint_section(letter: str, place: int) -> NamedNode:
    """A section of a letter, by the letter's key and the section's place in it, from 0.

    >>> mint_section("a89bf15b8da303c9", 0).value.rpartition("/id/")[2]
    'letter/a89bf15b8da303c9/section/1'
    """
    return mint_thing("letter", letter, "section", str(place + 1))


def mint_visit(gss: str, start: str, family: str) -> NamedNode:
    """A visit by authority, first day (or month, or year, as far as known) and family.

    >>> mint_visit("E06000009", "2009-06", "cra").value.rpartition("/id/")[2]
    'visit/E06000009/2009-06/cra'
    """
    return mint_thing("visit", gss, start, family)


def mint_person(name: str, *, gss: str | None) -> NamedNode:
    """A person: inspectors (`gss` None) are one across England, others one per authority.

    Capitals, accents, ligatures, apostrophes, hyphens and spaces make no other person; a letter more or less
    does, and so does an initial.

    >>> mint_person("Lisa Summers", gss=None).value.rpartition("/id/")[2]
    'person/lisa-summers'
    >>> mint_person("Máire O’Connor", gss=None) == mint_person("Maire OConnor", gss=None)
    True
    """
    key = mint_slug(_APOSTROPHES.sub("", name))
    return mint_thing("person", key) if gss is None else mint_thing("person", gss, key)


def mint_team(gss: str, name: str) -> NamedNode:
    """A team of one authority by its name.

    >>> mint_team("E06000009", "Awaken team").value.rpartition("/id/")[2]
    'team/E06000009/awaken-team'
    """
    return mint_thing("team", gss, mint_slug(name))


def mint_graph(name: str) -> NamedNode:
    """A named graph: a letter's by its key, or "ontology", or "derived".

    >>> mint_graph("derived").value.rpartition("/id/")[2]
    'graph/derived'
    """
    return mint_thing("graph", name)


def mint_issue(gss: str, theme: str) -> NamedNode:
    """An issue: a theme at one authority.

    >>> mint_issue("E06000009", "neglect").value.rpartition("/id/")[2]
    'issue/E06000009/neglect'
    """
    return mint_thing("issue", gss, theme)


PUBLISHED = mint_thing("published")
"""The graph in which a server that the graph was published to keeps what has arrived there."""
