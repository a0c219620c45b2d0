"""Teams that a letter introduces by a name of their own: "a team called Awaken", "'Just Us', the council"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspectgraph.extract.teams.composed import short_name
from inspectgraph.extract.teams.known import known_by_name
from inspectgraph.extract.teams.sightings import Sighting, extended
from inspectgraph.extract.teams.tokens import ACRONYM, QUOTED, Token
from inspectgraph.extract.teams.words import heads, is_excluded, sort_of
from inspectgraph.knowledge.authorities import authorities_named_in

_ACRONYM_AFTER = re.compile(rf"\s*{ACRONYM.pattern}")
_QUOTED = QUOTED.pattern.replace("?P<inside>", "")
_CAPITALS = r"[A-Z][\w’'\-]*(?:\s+(?:(?:and|of|for|in|to|the|&)\s+)?[A-Z][\w’'\-]*){0,5}"
_CALLED = (
    r",?\s*\(?\s*(?:(?:which|that) is\s+)?(?:now\s+|also\s+|locally\s+)?"
    r"(?:known|called|named|referred to)(?:\s+locally)?(?:\s+as)?\s+(?:the\s+)?"
)
_AFTER = (
    re.compile(rf"{_CALLED}(?P<name>{_QUOTED}|{_CAPITALS})"),
    re.compile(rf"\s*\((?:the\s+)?(?P<name>{_QUOTED}|{_CAPITALS})\)"),
    re.compile(rf",\s+(?P<name>{_QUOTED}|[A-Z]{{4,}})(?=[,.;](?!\s+and\b))"),
    re.compile(rf"\s+(?P<name>{_QUOTED})(?=\s+\(|[,.;])"),
)
_APPOSED = re.compile(rf",\s+(?P<name>{_CAPITALS})(?=[,.;])")
_BEFORE = re.compile(
    rf"(?P<name>{_QUOTED}|[A-Z]{{4,}}),?\s+(?:which is\s+)?(?:the|its|their)\s+(?:[\w’'\-]+\s+){{0,2}}\Z"
)
_BEFORE_APPOSED = re.compile(rf"(?P<name>{_CAPITALS}),\s+(?:the|its)\s+\Z")
_FARTHEST = 100
_NO_NAME = re.compile(
    r"\d|\b(?:Review|Recommendations?|Reviews|Ofsted|HMI|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def sight_quoted(text: str, tokens: Sequence[Token]) -> Iterator[Sighting]:
    """Every quoted name that itself ends with a head noun: "the 'house project'"."""
    for before, token in zip((None, *tokens), tokens, strict=False):
        inside = token.words[1:-1]
        if token.kind != "quoted" or inside.split()[-1].lower() not in heads() or is_excluded(inside):
            continue
        if before and before.sort == "article" and len(inside.split()) > 1:
            span = (token.start + 1, token.end - 1)
            yield Sighting(start=token.start, end=token.end, name=span, forms=(span,), is_named=True)


def sight_called(text: str, tokens: Sequence[Token]) -> Iterator[Sighting]:
    """Every head noun that a name of its own follows: "a specialist team called Awaken"."""
    for token in tokens:
        if token.kind != "head":
            continue
        match = _AFTER[0].match(text, token.end, tokens[-1].end)
        if match and _is_own_name(match["name"]):
            span = _inside(text, match)
            yield Sighting(start=token.start, end=match.end(), name=span, forms=(span,), is_named=True)


def with_introductions(text: str, sighting: Sighting, *, start: int, end: int) -> Sighting:
    """The sighting, drawn out over the acronym in brackets and the name of its own beside it.

    `start` and `end` bound the block of text that it stands in.
    """
    acronym = _ACRONYM_AFTER.match(text, sighting.end, end)
    if acronym:
        sighting = extended(sighting, end=acronym.end(), acronym=acronym["letters"])
    for pattern in _AFTER:
        match = pattern.match(text, sighting.end, end)
        if match and _is_own_name(match["name"]):
            return _named(extended(sighting, end=match.end()), _inside(text, match))
    apposed = _APPOSED.match(text, sighting.end, end)
    if apposed and _share_a_word(text[sighting.start : sighting.end], apposed["name"]):
        return _named(extended(sighting, end=apposed.end()), _inside(text, apposed))
    return _named_before(text, sighting, start)


def _named_before(text: str, sighting: Sighting, start: int) -> Sighting:
    """The sighting with the name of its own that stands before it: "'Just Us', the council"."""
    left, words = (
        text[max(start, sighting.start - _FARTHEST) : sighting.start],
        text[sighting.start : sighting.end],
    )
    before = _BEFORE.search(left)
    if before is None:
        apposed = _BEFORE_APPOSED.search(left)
        before = apposed if apposed and _share_a_word(words, apposed["name"]) else None
    if before is None or not _is_own_name(before["name"]):
        return sighting
    forms = (*sighting.forms, (sighting.start, sighting.end))
    offset = sighting.start - len(left)
    span = (offset + before.start("name"), offset + before.end("name"))
    return _named(replace(sighting, start=offset + before.start(), forms=forms), span)


def _share_a_word(one: str, other: str) -> bool:
    """Whether two names have a word in common: "regional adoption agency, One Adoption North"."""
    stems = [{word[:5] for word in re.findall(r"\w{5,}", name.lower())} for name in (one, other)]
    return bool(stems[0] & stems[1])


def _named(sighting: Sighting, span: tuple[int, int]) -> Sighting:
    return replace(sighting, name=span, forms=(*sighting.forms, span), is_named=True)


def _inside(text: str, match: re.Match[str]) -> tuple[int, int]:
    return match.start("name"), match.end("name")


def _is_own_name(name: str) -> bool:
    inside = short_name(name)
    if not inside or _NO_NAME.search(inside) or is_excluded(inside):
        return False
    if known_by_name(inside) or _is_place(inside):
        return False
    return sort_of(inside) in ("unknown", "strong", "shed") or " " in inside


def _is_place(words: str) -> bool:
    return any(end - start == len(words) for start, end, _ in authorities_named_in(words))
