"""The words that make a team's name, from the tables in `ontology/cues/team-*.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Literal, cast

from inspectgraph.errors import DataError
from inspectgraph.knowledge.tables import load_table

WordSort = Literal["strong", "weak", "loose", "shed", "frequency", "article", "count", "stop", "unknown"]
Invites = Literal["any", "some", "known", "name", "meeting"]

CUTTING_SHORT: tuple[WordSort, ...] = ("article", "count", "stop")
"""Sorts of words that no team's name has, but within a name written with capitals."""

_LETTERS, _AFTER_LETTERS = re.compile(r"\w+"), re.compile(r"[^\w-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A noun that ends a team's name, and what may stand before it.

    `invites`: "any" words after an article, "some" (two at least), "known" ones of the trade, only a
    "name", or what makes a standing "meeting". `plurals` says the same of its plural ("none" is never).
    """

    word: str
    kind: str
    invites: Invites
    plurals: str
    indefinite: str
    is_plural: bool = False

    @property
    def takes_acronym(self) -> bool:
        """Whether an acronym in brackets after it may stand for a team."""
        return self.kind != "meeting" and not (self.is_plural and self.plurals == "none")


@cache
def heads() -> Mapping[str, Head]:
    """Each head noun, singular and plural, in small letters.

    >>> heads()["teams"].is_plural
    True
    """
    found: dict[str, Head] = {}
    columns = ("head", "plural", "class", "invites", "plurals", "indefinite")
    for row in load_table("cues/team-heads.csv", columns=columns):
        for word, is_plural in ((row["head"], False), (row["plural"], True)):
            found[word] = Head(
                word=row["head"],
                kind=row["class"],
                invites=cast(Invites, row["invites"]),
                plurals=row["plurals"],
                indefinite=row["indefinite"],
                is_plural=is_plural,
            )
    return found


@cache
def _sorts() -> Mapping[str, str]:
    return {row["word"]: row["sort"] for row in load_table("cues/team-words.csv", columns=("sort", "word"))}


@cache
def words_of_sort(sort: WordSort) -> tuple[str, ...]:
    """The words listed under a sort, in small letters.

    >>> words_of_sort("frequency")[:2]
    ('bi-weekly', 'daily')
    """
    return tuple(sorted(word for word, listed in _sorts().items() if listed == sort))


@cache
def words_never_before_head() -> frozenset[str]:
    """Words that, printed in small letters right before a head noun, leave no name to it: "the service".

    Those that end a set phrase are none of them, nor is "to" ("the getting to good board").

    >>> "the" in words_never_before_head(), "fostering" in words_never_before_head()
    (True, False)
    """
    phrases = load_table("cues/team-phrases.csv", columns=("phrase",))
    spared = {"to", *(_LETTERS.findall(row["phrase"].lower())[-1] for row in phrases)}
    small = (word for sort in CUTTING_SHORT for word in words_of_sort(sort))
    return frozenset(word for word in small if word.isalpha() and word not in spared)


@lru_cache(maxsize=20_000)
def sort_of(word: str) -> WordSort:
    """What a word does in a team's name, by the list or else by its ending.

    Adverbs and participles are shed, and a possessive ("the council's") does the work of an article.

    >>> sort_of("fostering"), sort_of("Newly"), sort_of("the"), sort_of("Beacon")
    ('strong', 'shed', 'article', 'unknown')
    """
    folded = word.lower().replace("’", "'")
    listed = _sorts().get(folded) or _sorts().get(folded.rstrip("'"))
    if listed:
        return cast(WordSort, listed)
    if folded.endswith("'s"):
        return "article"
    if re.fullmatch(r"\w+(-\w+)*ly|(\w+-)?\w+ed|\w+-(based|led|wide)", folded):
        return "shed"
    return "stop" if re.fullmatch(r"\d[\d,.%]*", folded) else "unknown"


def compile_words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern, without regard to case, that matches whole words however they are printed.

    A space is any white space, a hyphen between letters also a dash, a space or nothing, an apostrophe
    straight or curly.

    >>> bool(compile_words("multi-agency children's hub").search("Multi‑agency\\nchildren’s hub"))
    True
    """
    return re.compile(rf"(?<![\w-])(?:{as_printed(pattern)})(?![\w-])", re.IGNORECASE)


def as_printed(pattern: str) -> str:
    """The pattern with its spaces, hyphens and apostrophes loosened, as `compile_words` says."""
    spaced = re.sub(r" (?![?*+{])", r"\\s+", pattern).replace("'", "['’]")
    return re.sub(r"(?<=\w)-(?=[\w(])", r"[-–‑\\s]?", spaced)


def compile_rows(relative_path: str, rows: Sequence[dict[str, str]]) -> tuple[re.Pattern[str], ...]:
    """The column `pattern` of a loaded table, compiled by `compile_words`, in the order of its rows.

    Raises DataError, with the file, the row and the fault, for one that does not compile.
    """
    return tuple(
        _compile_row(relative_path, number, row["pattern"]) for number, row in enumerate(rows, start=2)
    )


def _compile_row(relative_path: str, number: int, pattern: str) -> re.Pattern[str]:
    try:
        return compile_words(pattern)
    except re.error as error:
        raise DataError(
            f"the pattern {pattern!r} is no regular expression: {error}",
            where=f"ontology/{relative_path}, row {number}",
            remedy="mend the expression; a literal bracket, dot or question mark needs a backslash",
        ) from error


@cache
def _phrases() -> Mapping[str, re.Pattern[str]]:
    """The set phrases by the letters that they can begin with, up to a mark or blank, the longest first."""
    phrases = [row["phrase"] for row in load_table("cues/team-phrases.csv", columns=("phrase",))]
    by_start: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        for start in _starts(phrase):
            by_start.setdefault(start, []).append(phrase)
    return {start: compile_words(rf"(?:{'|'.join(some)})(?:'s?(?=\s))?") for start, some in by_start.items()}


def _starts(phrase: str) -> Iterator[str]:
    """The letters with which a phrase begins, up to a mark: "looked" and "lookedafter" for "looked-after"."""
    first, *_ = _AFTER_LETTERS.split(phrase.lower(), maxsplit=1)
    return accumulate(first.split("-"))


def phrases_beginning(word: str) -> re.Pattern[str] | None:
    """The longest first, the set phrases that stand as one word in a team's name and may begin with `word`.

    >>> pattern = phrases_beginning("Children’s")
    >>> found = pattern.match("children in care team") if pattern else None
    >>> found.group() if found else None
    'children in care'
    """
    letters = _LETTERS.match(word)
    return _phrases().get(letters[0].lower()) if letters else None


@cache
def _exclusions() -> tuple[re.Pattern[str], ...]:
    table = "cues/team-exclusions.csv"
    return compile_rows(table, load_table(table, columns=("pattern", "why", "example")))


@lru_cache(maxsize=5_000)
def is_excluded(name: str) -> bool:
    """Whether a name is no team of the authority: leaders, an organisation, a meeting about one case.

    >>> is_excluded("senior leadership team"), is_excluded("leaving care team")
    (True, False)
    """
    return any(pattern.fullmatch(name) for pattern in _exclusions())
