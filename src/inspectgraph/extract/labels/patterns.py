"""What can be read off a pattern itself: with which words it begins, and what must stand in its match.

The index of cues files a pattern under its first words, and tries it only in a sentence that holds what
the pattern needs besides, and where the next words may be its next: a look into a set is much cheaper than
a try.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from inspectgraph.errors import DataError

_LETTERS = re.compile(r"[a-z0-9]+")
_REPEATS = ("?", "*", "{")
_MAY_BE_ABSENT = re.compile(r"\((?:[^()|]* \|)*[^()|]* \)(?:[?*]|\{0,\d\})")
"""A group that may be absent and ends with a blank in each of its alternatives: `(the |a )?`."""
_JOINED = re.compile(r"([a-z0-9]+) \?")
"""A word that may be written together with the next: `work ?loads`."""
_OF_GROUPS = re.compile(r"[()|]")
_MARKS = re.compile(r"\[[^\]]*\]|[()| ]")
_ONE_WORD = re.compile(r"(?:[a-z0-9()|?*+]|\\[dw]|\[[a-z0-9]+\])+")
"""A pattern of nothing but what is within a word."""
_PLAIN_WORDS = re.compile(r"[a-z0-9' ]+")
_POSSESSIVE = re.compile(r"(?<=[a-z0-9])'s(?=[ |)]|$)")
"""What the index takes for a word of its own: the end of "children's"."""


def first_words(pattern: str) -> tuple[str, ...]:
    """The words that a pattern can begin with; one that may go on as a longer word ends in `*`.

    Raises DataError where the pattern does not begin with letters.

    >>> first_words("(care|court) plans?"), first_words("cafs?"), first_words("case ?loads?")
    (('care', 'court'), ('caf*',), ('case*',))
    """
    if pattern.startswith("("):
        return _words_of_group(pattern)
    if pattern.startswith(r"\d"):
        return tuple(f"{digit}*" for digit in range(10))
    letters = _LETTERS.match(pattern)
    if letters is None:
        raise DataError(
            f"the pattern {pattern!r} does not begin with a word",
            where="ontology/cues",
            remedy="begin it with letters, or with a group of alternatives that begin with letters",
        )
    return (_first_of_letters(pattern, letters.group()),)


def _first_of_letters(pattern: str, run: str) -> str:
    """The first word of a pattern that begins with this run of letters."""
    follows = pattern[len(run) :]
    if follows.startswith(_REPEATS):
        run, follows = run[:-1], "("
    if not run:
        raise DataError(
            f"the pattern {pattern!r} begins with a letter that may be absent",
            where="ontology/cues",
            remedy="write the two words as alternatives",
        )
    ended = follows[:1] in {"", " ", "'", ",", "-"} and follows[1:2] not in {"?", "*"}
    return run if ended else run + "*"


def _words_of_group(pattern: str) -> tuple[str, ...]:
    parts, rest = _group_at_start(pattern)
    words = [word for part in parts for word in first_words(part)]
    if rest.startswith(("?", "*")):
        ended = all(part.endswith(" ") for part in parts)  # unlike "(mis)?use", which begins "misuse" too
        words = [*(words if ended else _begun(words)), *first_words(rest[1:])]
    elif rest and (not rest.startswith((" ", "'", ",", "-")) or rest[1:2] in {"?", "*"}):
        words = _begun(words)
    return tuple(dict.fromkeys(words))


def _begun(words: list[str]) -> list[str]:
    return [word if word.endswith("*") else word + "*" for word in words]


def _group_at_start(pattern: str) -> tuple[list[str], str]:
    """The alternatives of the group that a pattern begins with, and what follows the group."""
    depth, begin, parts = 0, 1, []
    for mark in _OF_GROUPS.finditer(pattern):
        letter, place = mark[0], mark.start()
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if (letter == "|" and depth == 1) or depth == 0:
            parts.append(pattern[begin:place].removeprefix("?:"))
            begin = place + 1
        if depth == 0:
            break
    return parts, pattern[begin:]


def is_of_one_word(pattern: str) -> bool:
    r"""Whether all that a pattern can match is one word, or a number, whatever stands beside it.

    >>> is_of_one_word(r"autis\w+|asd"), is_of_one_word("child('s)?"), is_of_one_word("work ?loads")
    (True, False, False)
    """
    return _ONE_WORD.fullmatch(pattern) is not None


class Reading(NamedTuple):
    """Words of which one must stand besides in the sentence, one as the second word, and one as the third.

    All are written as in `first_words`; a set is empty where nothing is known.
    """

    needed: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    third: frozenset[str] = frozenset()


_NOTHING_KNOWN: Final = Reading()


def readings(pattern: str) -> Mapping[str, Reading]:
    """What each first word of a pattern, written as in `first_words`, is to be followed by.

    >>> for word, reading in readings("(in care|cared for) (new )?(plan|review)s?").items():
    ...     print(word, *map(sorted, reading))
    in ['plan*', 'review*'] ['care'] ['new', 'plan*', 'review*']
    cared ['plan*', 'review*'] ['for'] ['new', 'plan*', 'review*']
    """
    if len(split_outside(pattern, "|")) > 1:
        return dict.fromkeys(first_words(pattern), _NOTHING_KNOWN)
    found: dict[str, Reading] = {}
    for variant in _variants(_POSSESSIVE.sub(" s", pattern)):
        reading = _read_variant(variant)
        for word in first_words(variant):
            found[word] = _either(found.get(word, reading), reading)
    return found


def _either(one: Reading, other: Reading) -> Reading:
    """What is known of two ways to go on: nothing where nothing is known of one."""
    return Reading(*[a | b if a and b else frozenset() for a, b in zip(one, other, strict=True)])


def _read_variant(variant: str) -> Reading:
    first, _, rest = variant.partition(" ")
    if (
        "(" in first or "[" in first or rest.startswith(_REPEATS)
    ):  # that blank is in a group, or may be absent
        first = split_outside(variant, " ")[0]
        rest = variant[len(first) + 1 :]
    reading = _read_rest(rest) if rest else _NOTHING_KNOWN
    return reading if is_of_one_word(first) else Reading(reading.needed)


@lru_cache(maxsize=5_000)  # the ways to begin a pattern share all of its further parts
def _read_rest(rest: str) -> Reading:
    """What is known of a pattern after its first word."""
    parts = split_outside(rest, " ")
    return Reading(_rarest_needed(parts), _opening_words(parts[0]), _second_words(rest))


def _second_words(pattern: str) -> frozenset[str]:
    """Words of which one must be the second of a match; none where they cannot be told."""
    found: set[str] = set()
    for variant in _variants(pattern):
        first, *rest = split_outside(variant, " ")
        words = _opening_words(rest[0]) if rest and is_of_one_word(first) else frozenset[str]()
        if not words:
            return words
        found |= words
    return frozenset(found)


def _variants(pattern: str) -> Iterator[str]:
    """The pattern written out by the alternatives that it begins with, as far as they end at a blank."""
    if joined := _JOINED.match(pattern):
        first, rest = joined.group(1), pattern[joined.end() :]
        yield from (f"{first} {rest}", f"{first}{rest}")
    elif absent := _MAY_BE_ABSENT.match(pattern):
        rest = pattern[absent.end() :]
        yield from _variants(rest)
        again = "" if absent[0].endswith("?") else absent[0]
        for part in _group_at_start(pattern)[0]:
            yield from _variants(part + again + rest)
    elif pattern.startswith("("):
        parts, rest = _group_at_start(pattern)
        ends = not rest or (rest.startswith(" ") and rest[1:2] not in {"*", "{"})
        for variant in [part + rest for part in parts] if ends else []:
            yield from _variants(variant)
        if not ends:
            yield pattern
    else:
        yield pattern


def needed_words(pattern: str) -> frozenset[str]:
    """Words of which one must stand in a match beside the first word; the rarest, where there is a choice.

    >>> sorted(needed_words("quality of (the )?(referral|contact)s?"))
    ['contact*', 'referral*']
    """
    return _rarest_needed(split_outside(pattern, " ")[1:])


def _rarest_needed(parts: Iterable[str]) -> frozenset[str]:
    choices = map(_needed_in, parts)
    # Long words are rare ones; of equally long ones, few are rarer than many.
    return max(choices, key=lambda words: (min(map(len, words), default=0), -len(words)), default=frozenset())


@lru_cache(maxsize=5_000)
def _needed_in(part: str) -> frozenset[str]:
    """The words that a part of a pattern between two blanks begins with; none where they cannot be told.

    What may be absent is left out.
    """
    while absent := _MAY_BE_ABSENT.match(part):
        part = part[absent.end() :]
    try:
        return frozenset() if "){" in part else frozenset(first_words(part))
    except DataError:
        return frozenset()


@lru_cache(maxsize=5_000)
def _opening_words(part: str) -> frozenset[str]:
    """The same with what may be absent: one of these words must stand where the part begins."""
    words: list[str] = []
    rest = part
    try:
        while absent := _MAY_BE_ABSENT.match(rest):
            words += [word for way in _group_at_start(rest)[0] for word in first_words(way)]
            rest = rest[absent.end() :]
    except DataError:
        return frozenset()
    needed = _needed_in(rest)
    return needed.union(words) if needed else needed


def split_outside(pattern: str, mark: str) -> list[str]:
    """The pattern split at a mark where that stands outside of groups and sets and may not be absent.

    >>> split_outside("plans? (of|for) care ?homes", " ")
    ['plans?', '(of|for)', 'care ?homes']
    """
    if mark not in pattern:
        return [pattern]
    if _PLAIN_WORDS.fullmatch(pattern):
        return pattern.split(mark)
    parts, begin, depth = [], 0, 0
    for match in _MARKS.finditer(pattern):
        letter, place = match[0], match.start()
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == mark and not depth and not pattern.startswith(_REPEATS, place + 1):
            parts.append(pattern[begin:place])
            begin = place + 1
    return [*parts, pattern[begin:]]
