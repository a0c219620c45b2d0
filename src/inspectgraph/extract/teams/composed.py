"""Teams whose name is put together from words of the trade and a head noun: "leaving care team"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectgraph.extract.teams.sightings import Sighting
from inspectgraph.extract.teams.tokens import Token
from inspectgraph.extract.teams.words import CUTTING_SHORT, Head, heads, is_excluded

_LONGEST = 8
_LINKS = ("link", "comma")
_MARKS = re.compile("[(‘’'“\"”]")  # without one of them there is nothing to take off
_OF_THE_PLACE = frozenset({"borough", "city", "council", "county", "authority"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """What stands before a head noun: its modifiers, how many were shed, and what stopped the walk."""

    modifiers: tuple[Token, ...]
    shed: int
    before: Token | None
    acronym: Token | None

    @property
    def has_article(self) -> bool:
        stopped = self.before
        return stopped is not None and (stopped.kind == "place" or stopped.sort in ("article", "count"))

    @property
    def is_indefinite(self) -> bool:
        return self.before is not None and self.before.words.lower() in (
            "a",
            "an",
            "any",
            "no",
            "such",
            "every",
        )


def sight_composed(text: str, tokens: Sequence[Token]) -> Iterator[Sighting]:
    """Every team whose name ends with one of the head nouns of `ontology/cues/team-heads.csv`."""
    for index, token in enumerate(tokens):
        if token.kind == "head":
            head = heads()[token.words.lower()]
            walk = _walk_back(tokens, index, head)
            if walk.modifiers and _is_team(walk, head, token):
                sighting = _sighting(walk, token)
                if not is_excluded(short_name(text[slice(*sighting.name)])):
                    yield sighting


def _walk_back(tokens: Sequence[Token], index: int, head: Head) -> _Walk:
    at = index - 1
    acronym = tokens[at] if at >= 0 and tokens[at].kind == "acronym" else None
    at -= acronym is not None
    first = at
    while at >= 0 and first - at < _LONGEST and _may_stand(tokens[at], tokens, at):
        at -= 1
    run = list(tokens[at + 1 : first + 1])
    before = tokens[at] if at >= 0 else None
    parted = run if head.kind == "meeting" or _is_whole(run, before, tokens[index]) else _last_part(run)
    kept = _shed(parted, head)
    return _Walk(modifiers=tuple(kept), shed=len(parted) - len(kept), before=before, acronym=acronym)


def _may_stand(token: Token, tokens: Sequence[Token], at: int) -> bool:
    if token.kind in ("phrase", "quoted"):
        return True
    if token.kind in _LINKS:
        return _is_joint(tokens, at) if token.kind == "link" else _is_listed(tokens, at)
    if token.kind != "word":
        return False
    return token.sort not in CUTTING_SHORT or _is_inner(tokens, at)


def _is_inner(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word stands within a name: "Getting To Good", "the getting to good board"."""
    if at < 1 or tokens[at - 1].kind != "word":
        return False
    token, left = tokens[at], tokens[at - 1]
    if token.words[:1].isupper() and not token.is_first:
        return left.is_name
    after_article = at > 1 and tokens[at - 2].sort == "article"
    return token.words == "to" and left.words.endswith("ing") and after_article


def _is_joint(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "and" stands within a name; before it no acronym, which is a team of its own."""
    left = tokens[at - 1].words if at else ""
    return not (left.isupper() and len(left) > 2)


def _is_listed(tokens: Sequence[Token], at: int) -> bool:
    """Whether the comma parts strong words of a list that ends in "and": "missing, slavery and ..."."""
    following = tokens[at + 1 : at + 4]
    if not any(token.kind in _LINKS for token in following[1:]) or at == 0:
        return False
    return all(token.sort == "strong" for token in (tokens[at - 1], following[0]))


def _is_whole(run: Sequence[Token], before: Token | None, head: Token) -> bool:
    """Whether both sides of an "and" belong to the name: after an article, or written with capitals."""
    if not any(token.kind in _LINKS for token in run):
        return True
    words = [token for token in run if token.kind not in _LINKS]
    if head.words[:1].isupper() and all(token.words[:1].isupper() for token in words):
        return True
    last = max(i for i, token in enumerate(run) if token.kind in _LINKS)
    left = [token for token in run[:last] if token.kind not in _LINKS]
    framed = before is not None and before.kind in ("word", "place") and before.sort == "article"
    return framed and all(t.sort not in ("unknown", "loose") or t.is_name for t in left) and _is_strong(left)


def _is_strong(modifiers: Sequence[Token]) -> bool:
    return any(t.sort == "strong" or t.is_name for t in modifiers)


def _last_part(run: list[Token]) -> list[Token]:
    """What follows the last "and"; before it stands something else where no article takes both."""
    last = max((i for i, token in enumerate(run) if token.kind in _LINKS), default=-1)
    return run[last + 1 :]


def _shed(run: list[Token], head: Head) -> list[Token]:
    """The run without links and idle words on its left; a meeting keeps how often it is held."""
    kept = list(run)
    while kept and (kept[0].kind in _LINKS or _is_idle(kept[0], head)):
        kept.pop(0)
    return kept


def _is_idle(token: Token, head: Head) -> bool:
    if token.is_name and token.words.lower() not in _OF_THE_PLACE and "-" not in token.words:
        return False
    return token.sort == "shed" or (token.sort == "frequency" and head.kind != "meeting")


def _is_team(walk: _Walk, head: Head, token: Token) -> bool:
    if walk.modifiers[-1].kind == "quoted" and not (head.is_plural and head.invites == "name"):
        return not is_excluded(short_name(walk.modifiers[-1].words))
    if head.invites == "meeting":
        return _is_standing_meeting(walk.modifiers)
    if head.is_plural:
        return head.plurals == "known" and _all_known(walk.modifiers) and _has_strong(walk.modifiers, token)
    if walk.is_indefinite and head.indefinite == "adjective" and not walk.shed:
        return False
    if head.invites == "name":
        return any(t.is_name for t in walk.modifiers) and token.words[:1].isupper()
    if _all_known(walk.modifiers) and _has_strong(walk.modifiers, token):
        return True
    return _is_invited(walk, head, token)


def _is_invited(walk: _Walk, head: Head, token: Token) -> bool:
    """Whether words that nobody listed make a name, because an article and the head noun frame them."""
    if not walk.has_article or walk.is_indefinite or walk.modifiers[-1].kind in _LINKS:
        return False
    unlisted = sum(t.sort == "unknown" for t in walk.modifiers)
    if head.invites == "any":
        return unlisted > 0
    return head.invites == "some" and unlisted > 0 and len(walk.modifiers) > 1


def _all_known(modifiers: Sequence[Token]) -> bool:
    return all(t.kind != "word" or t.is_name or t.sort != "unknown" for t in modifiers)


def _has_strong(modifiers: Sequence[Token], head: Token) -> bool:
    capital = head.words[:1].isupper()
    return any(t.sort == "strong" or (t.is_name and (capital or t.sort == "unknown")) for t in modifiers)


def _is_standing_meeting(modifiers: Sequence[Token]) -> bool:
    held = any(t.sort == "frequency" for t in modifiers)
    return held and any(t.sort == "strong" for t in modifiers) and _all_known(modifiers)


def _sighting(walk: _Walk, head: Token) -> Sighting:
    start = _start_of_name(walk.modifiers)
    outer = _start_with_place(walk)
    forms = [(start, head.end)] if outer != start else []
    acronym = None
    if walk.acronym:
        acronym = walk.acronym.words.strip("()‘’'\"“” ")
        forms.append((start, walk.modifiers[-1].end))
    named = any(t.kind == "quoted" or (t.is_name and t.sort == "unknown") for t in walk.modifiers)
    return Sighting(
        start=outer, end=head.end, name=(start, head.end), forms=tuple(forms), acronym=acronym, is_named=named
    )


def _start_of_name(modifiers: Sequence[Token]) -> int:
    """Where the short name starts: without "multi-agency" and the like where enough is left."""
    for index, token in enumerate(modifiers):
        if token.sort != "loose" or not any(t.sort in ("strong", "unknown") for t in modifiers[index + 1 :]):
            return token.start
    return modifiers[0].start


def _start_with_place(walk: _Walk) -> int:
    """Where the name starts with the authority's own name, if that is printed as part of it."""
    first, place = walk.modifiers[0], walk.before
    belongs = place and place.kind == "place" and not place.words.endswith(("'s", "’s"))
    return place.start if place and belongs and first.words[:1].isupper() else first.start


def short_name(words: str) -> str:
    """The words of a name without brackets and quotation marks, on one line.

    >>> short_name("families in need (FIN) teams"), short_name("‘Exit from care’ team")
    ('families in need teams', 'Exit from care team')
    """
    if not _MARKS.search(words):
        return " ".join(words.split())
    bare = re.sub(r"\s*\([^)]*\)", "", words)
    if bare[:1] in "‘'“\"" and bare[-1:] in "’'”\"":
        bare = bare[1:-1]
    unquoted = re.sub(r"[‘“\"”]|(?<!\w)'|(?<!s)['’](?!\w)", "", bare)
    return " ".join(unquoted.split())
