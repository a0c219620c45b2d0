"""Which type a team is of, from the words of its name or else from the sentence that names it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from inspectgraph.extract.teams.words import as_printed
from inspectgraph.knowledge.tables import load_table

_TABLE = "cues/team-type-cues.csv"


@lru_cache(maxsize=2_000)
def type_of(name: str, sentence: str = "") -> str:
    """The id of the team type: the first cue that the name fits, else the first that the sentence fits.

    >>> type_of("children with complex needs team"), type_of("Beacon team", "risk of exploitation")
    ('disability', 'exploitation')
    """
    for scope, words in (("name", name), ("sentence", sentence)):
        for kind, pattern in _cues(scope):
            if pattern.search(words):
                return kind
    return "other"


@cache
def _cues(scope: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Type and pattern of each row that looks at the "name" or the "sentence"; it may end within a word."""
    rows = load_table(_TABLE, columns=("type", "pattern", "scope"))
    return tuple(
        (row["type"], _from_a_words_beginning(row["pattern"])) for row in rows if row["scope"] == scope
    )


def _from_a_words_beginning(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{as_printed(pattern)})", re.IGNORECASE)
