"""The authorities of `ontology/authorities.ttl`, and how to find one by a name, a code or in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from inspectgraph.errors import DataError, MisuseError
from inspectgraph.knowledge.name_folding import fold_name, fold_place, names_pattern
from inspectgraph.knowledge.places import knowledge_file

_FILE = "authorities.ttl"
_TERMS = "https://w3id.org/inspectgraph/ontology#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

_Texts = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A council responsible for children's services.

    `gss` is its ONS/GSS code, `la_code` the Department for Education's three digits, `urn` Ofsted's
    provider number, `abolished` the ISO date from which it no longer stood, `successors` their codes.
    """

    gss: str
    name: str
    aliases: tuple[str, ...] = ()
    region: str = ""
    type: str = ""
    la_code: str = ""
    urn: str | None = None
    abolished: str | None = None
    successors: tuple[str, ...] = ()


@cache
def load_authorities() -> tuple[Authority, ...]:
    """All authorities, the abolished ones among them, in the order of their names.

    Raises DataError if the file does not parse.

    >>> [a.gss for a in load_authorities() if a.name == "Blackpool"]
    ['E06000009']
    """
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=str(knowledge_file(_FILE)), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                texts[quad.subject.value][quad.predicate.value].append(quad.object.value)
    except SyntaxError as error:
        raise DataError(
            f"not well-formed Turtle: {error}",
            where=f"ontology/{_FILE}",
            remedy="mend the line; most often a full stop, semicolon or quotation mark is missing",
        ) from error
    authorities = (_authority(iri, properties) for iri, properties in texts.items())
    return tuple(sorted(authorities, key=lambda authority: (authority.name, authority.gss)))


def authority_by_gss(gss: str) -> Authority:
    """The authority with this ONS/GSS code.

    Raises MisuseError for an unknown code.

    >>> authority_by_gss("E06000023").name
    'Bristol, City of'
    """
    for authority in load_authorities():
        if authority.gss == gss:
            return authority
    raise MisuseError(f"no authority has the code {gss!r}", remedy="give a GSS code such as E06000009")


def find_authority(text: str, *, on: str | None = None) -> Authority:
    """The authority that a user means by a name, an alias or a code (GSS, three-digit, Ofsted's).

    Capitals, "&" and "and", dots, and words such as "council", "county" or "London Borough of" do not
    matter. Of an authority and its successor of the same name, the one that stood on the ISO date `on`
    is given, without a date the one that stands today.

    Raises MisuseError, with the nearest names, for what is no authority.

    >>> find_authority("the Royal Borough of Kensington & Chelsea").name
    'Kensington and Chelsea'
    >>> find_authority("Somerset County Council", on="2015-01-20").gss
    'E10000027'
    """
    index = _index()
    found = index.get(fold_name(text)) or index.get(fold_place(text))
    if not found:
        raise _unknown(text)
    today = [authority for authority in found if authority.abolished is None]
    named = (today or list(found))[0]
    return named if on is None else authority_on(named, on)


def authority_on(authority: Authority, on: str) -> Authority:
    """The authority of the same name that stood on the ISO date `on`; `authority` itself where none did.

    >>> authority_on(find_authority("Dorset"), "2016-05-01").name
    'Dorset (county)'
    """
    namesakes = (a for a in load_authorities() if _place_keys(a) & _place_keys(authority))
    return next((namesake for namesake in namesakes if _stood(namesake, on)), authority)


def authority_before(authority: Authority, on: str) -> Authority | None:
    """The authority of another name that served the area on the ISO date `on`, before this one was formed.

    None if this one stood then, if it kept its name when it was formed anew, or if it took over from several.

    >>> authority_before(find_authority("Cumberland"), "2022-11").name
    'Cumbria'
    >>> authority_before(find_authority("Cumberland"), "2024") is None
    True
    """
    before = [a for a in load_authorities() if authority.gss in a.successors]
    if len(before) != 1 or _place_keys(before[0]) & _place_keys(authority):
        return None
    return before[0] if _stood(before[0], on) else None


def authorities_named_in(text: str) -> list[tuple[int, int, Authority]]:
    """Every authority named in running text: start, end (character offsets) and authority, in order.

    The longest name at a place is taken; a name inside a longer word or another place's name is none
    (Derby in Derbyshire, Manchester in Greater Manchester). Of an authority and its successor of the
    same name the one that stands today is given; `authority_on` tells them apart by a date.

    >>> [(s, e, a.name) for s, e, a in authorities_named_in("from Bristol to Blackburn with Darwen")]
    [(5, 12, 'Bristol, City of'), (16, 37, 'Blackburn with Darwen')]
    """
    index = _index()
    found = []
    for match in _pattern().finditer(text):
        candidates = index[fold_name(match[0])]
        today = [authority for authority in candidates if authority.abolished is None]
        found.append((match.start(), match.end(), (today or list(candidates))[0]))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return names_pattern(name for authority in load_authorities() for name in _names(authority))


@cache
def _index() -> Mapping[str, tuple[Authority, ...]]:
    """Folded names and codes to authorities; the name of a region (London) means no authority."""
    regions = {fold_name(authority.region) for authority in load_authorities()}
    index: dict[str, dict[str, Authority]] = defaultdict(dict)
    for authority in load_authorities():
        codes = (authority.gss, authority.la_code, authority.urn or "")
        keys = {fold_name(text) for text in (*_names(authority), *codes)} | _place_keys(authority)
        for key in keys - regions - {""}:
            index[key][authority.gss] = authority
    return {key: tuple(by_code.values()) for key, by_code in index.items()}


def _names(authority: Authority) -> tuple[str, ...]:
    return (authority.name, *authority.aliases)


def _place_keys(authority: Authority) -> frozenset[str]:
    return frozenset(fold_place(name) for name in _names(authority))


def _stood(authority: Authority, on: str) -> bool:
    begun = max((a.abolished or "" for a in load_authorities() if authority.gss in a.successors), default="")
    return begun <= on and (authority.abolished is None or on < authority.abolished)


def _unknown(text: str) -> MisuseError:
    index, key = _index(), fold_place(text)
    begun = [name for name in sorted(index) if key and name.startswith(f"{key} ")]
    near = begun or get_close_matches(key, sorted(index), n=3, cutoff=0.7)
    names = dict.fromkeys(authority.name for name in near for authority in index[name])
    advice = f"did you mean {' or '.join(names)}?" if names else "give a council's name or GSS code"
    return MisuseError(f"no authority is called {text!r}", remedy=advice)


def _authority(iri: str, texts: _Texts) -> Authority:
    def only(name: str) -> str | None:
        values = texts.get(name, [])
        return values[0] if len(values) == 1 else None

    gss, name = only(f"{_SKOS}notation"), only(_LABEL)
    if gss is None or name is None:
        raise DataError(
            f"the authority <{iri}> must have one label and one notation",
            where=f"ontology/{_FILE}",
            remedy="add or take out what is missing or too many",
        )
    return Authority(
        gss=gss,
        name=name,
        aliases=tuple(sorted(texts.get(f"{_SKOS}altLabel", ()))),
        region=only(f"{_TERMS}region") or "",
        type=only(f"{_TERMS}authorityType") or "",
        la_code=only(f"{_TERMS}localAuthorityCode") or "",
        urn=only(f"{_TERMS}ofstedUrn"),
        abolished=only(f"{_TERMS}abolished"),
        successors=tuple(
            sorted(successor.rsplit("/", 1)[-1] for successor in texts.get(f"{_TERMS}succeededBy", ()))
        ),
    )
