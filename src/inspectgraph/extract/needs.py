"""What a text must hold for a regular expression to match in it: a look that saves most of the tries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

_ATOM = re.compile(
    r"(?P<escape>\\.)"
    r"|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<look>\(\?(?:[=!]|<[=!]))"
    r"|(?P<open>\((?:\?(?:P<\w+>|:))?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<mark>[.^$])"
    r"|(?P<literal>[^\\\[(|).^$?*+{])",
    re.DOTALL,
)
_TIMES = re.compile(r"(?P<none>[?*]|\{0?,\d*\}|\{0\})|\+|\{[1-9]\d*(?:,\d*)?\}")
_DIGITS = tuple("0123456789")
_PLAIN_ESCAPES = r"\.\-\(\)\[\]\?\*\+\|\/\'\""

_Needs = tuple[str, ...]
"""Texts of which one must stand; none where nothing is known."""


@cache
def needed_texts(pattern: str) -> tuple[str, ...]:
    """Texts in small letters, one of which stands in whatever a regular expression matches.

    ("",), which stands in every text, where nothing is known. White space, sets and looks about are not
    followed; groups are. Of several such choices the one with the longest texts is given. For a pattern
    without regard to case, look in the text in small letters.

    >>> needed_texts("(lead )?inspectors? met"), needed_texts("(?:dear|yours) .*"), needed_texts("a|[a-z]+")
    (('inspector',), ('dear', 'yours'), ('',))
    """
    needs, rest = _alternatives(pattern, 0)
    if rest < len(pattern):
        return ("",)
    return tuple(text.lower() for text in needs) or ("",)


@cache
def needed_together(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Several choices of texts, as of `needed_texts`: whatever a pattern matches holds a text of each.

    None where nothing is known. A choice of several alternatives is one of each put together.

    >>> needed_together("care (forum|panel)s?"), needed_together("care forum|care panel")
    ((('care ',), ('forum', 'panel')), (('care forum', 'care panel'),))
    >>> needed_together("boards? of .* care|care board")
    (('board', 'care board'),)
    """
    ways: list[list[_Needs]] = []
    at = -1
    while at < 0 or pattern[at : at + 1] == "|":
        choices, at = _sequence(pattern, at + 1)
        ways.append([tuple(text.lower() for text in texts) for texts in choices if _is_known(texts)])
    if at < len(pattern):
        return ()
    if len(ways) == 1:
        return tuple(ways[0])
    ranked = zip(*map(rarest_first, ways), strict=False)  # the rarest of each alternative, then the next
    return tuple(tuple(dict.fromkeys(text for texts in rank for text in texts)) for rank in ranked)


def _alternatives(pattern: str, at: int) -> tuple[_Needs, int]:
    """What the alternatives from `at` to the end of their group need, and where that end is."""
    parts: list[_Needs] = []
    while True:
        choices, at = _sequence(pattern, at)
        parts.append(_best(choices))
        if pattern[at : at + 1] != "|":
            break
        at += 1
    texts = dict.fromkeys(text for part in parts for text in part)
    return (tuple(texts) if all(parts) else ()), at


def _sequence(pattern: str, at: int) -> tuple[list[_Needs], int]:
    """The choices of needs that one alternative offers, each of them sure, and where it ends."""
    choices: list[_Needs] = []
    run = ""
    while at < len(pattern) and (atom := _ATOM.match(pattern, at)) and atom.lastgroup not in ("close", "bar"):
        inner: _Needs = ()
        at = atom.end()
        if atom.lastgroup in ("open", "look"):
            inner, at = _alternatives(pattern, at)
            at += 1  # the bracket
        inner = _DIGITS if atom[0] == r"\d" else inner
        letter = _letter(atom)
        times = _TIMES.match(pattern, at)
        at = _after(pattern, times, at)
        if letter and times is None:
            run += letter
            continue
        if letter and times and not times["none"]:
            run += letter
        choices.append((run,))
        run = ""
        if atom.lastgroup in ("open", "escape") and not (times and times["none"]):
            choices.append(inner)
    return [*choices, (run,)], at


def _letter(atom: re.Match[str]) -> str:
    """The letter that an atom stands for, "" for more than one."""
    if atom.lastgroup == "literal":
        return atom[0]
    return atom[0][1] if atom.lastgroup == "escape" and atom[0] in _PLAIN_ESCAPES else ""


def _after(pattern: str, times: re.Match[str] | None, at: int) -> int:
    """Where a repeat ends, with the mark that makes it take as little or as much as it can."""
    if times is None:
        return at
    return times.end() + (pattern[times.end() : times.end() + 1] in ("?", "+"))


def _best(choices: Sequence[_Needs]) -> _Needs:
    known = filter(_is_known, choices)
    return max(known, key=lambda texts: (min(map(_rarity, texts)), -len(texts)), default=())


def rarest_first(choices: Iterable[_Needs]) -> tuple[_Needs, ...]:
    """The known ones of some choices of texts, each once, those first that fewest texts hold one of.

    >>> rarest_first([("the",), ("hub",), ("safeguarding",), ("hub",)])
    (('safeguarding',), ('the',), ('hub',))
    """
    known = dict.fromkeys(filter(_is_known, choices))
    return tuple(sorted(known, key=lambda texts: (-min(map(_rarity, texts)), len(texts))))


def _is_known(texts: _Needs) -> bool:
    return bool(texts) and all(text.strip() for text in texts)


def _rarity(text: str) -> int:
    """How seldom a text may be: long ones are, and those with a mark such as "@"."""
    return len(text) + 3 * sum(not (letter.isalnum() or letter == " ") for letter in text)
