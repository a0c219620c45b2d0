"""Cues: patterns of language, kept as rows of CSV.

A pattern is a regular expression over words in lower case, with straight apostrophes, and three
conveniences: a space stands for a space or a hyphen ("life story" also matches "life-story"), ` ~ `
between words stands for up to three words of any kind, and a pattern begins and ends at a word. A
pattern begins with letters or with a group of alternatives that do, so that the index can file it
under its first word; only the patterns filed under the words of a sentence are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from inspectgraph.errors import DataError

_PLAIN = bytes(ord(" " if chr(code).isspace() else chr(code).lower()) for code in range(128)).ljust(256)
"""What each character in ASCII is folded to."""
_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\ufffe": "-", "\xad": "-", "‐": "-", "‑": "-", "İ": "i"}
)
_WHITE = re.compile(r"\s")
_CAPTURING = re.compile(r"(?<!\\)\((?!\?)")
_GAP = r"(?:[\w',%-]+ ){0,3}?"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cue:
    """One pattern: what it speaks for (`label`), how strongly (`weight`), and its `id` for `--explain`.

    `table` is the name of the table that it stands in, `kind` is `<table>:<label>`, `pattern` the pattern
    as it stands in its row. A cue is equal to itself alone: there is one for a row, and it is looked up fast.
    """

    id: str
    table: str
    label: str
    kind: str
    weight: float
    pattern: str

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern compiled, when it is first asked for: most are never tried in the letters of a day.

        Raises DataError where it does not compile.
        """
        return compile_pattern(self.pattern)


def fold(text: str) -> str:
    """The text in lower case with plain apostrophes and blanks; as long as it was, so offsets hold.

    >>> fold("The child’s\\nvoice")
    "the child's voice"
    """
    plain = text if text.isascii() else text.replace("’", "'")  # seldom is there anything else
    if plain.isascii():
        return plain.encode().translate(_PLAIN).decode()
    plain = plain.translate(_FOLD)
    lower = plain.lower()
    return lower if lower.isprintable() else _WHITE.sub(" ", lower)  # white space but " " is not printable


@lru_cache(maxsize=5_000)  # more than there are
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression of one pattern. Raises DataError where it does not compile.

    >>> bool(compile_pattern("life stor(y|ies)").match("life-story work"))
    True
    """
    body = pattern.replace(" ~ ", " <gap>").replace(" ", "[ -]").replace("<gap>", _GAP)
    if "~" in body:
        raise DataError(
            f"the pattern {pattern!r} has a gap that does not stand between two words",
            where="ontology/cues",
            remedy="write one ~ with a blank on each side, or \\w+ for a word at the end",
        )
    body = _CAPTURING.sub("(?:", body)  # nobody asks what a group caught, and not to note it is faster
    try:
        return re.compile(rf"(?:{body})(?!\w)")
    except re.error as error:
        raise DataError(
            f"the pattern {pattern!r} does not compile: {error}",
            where="ontology/cues",
            remedy="mend the regular expression in that row",
        ) from error


def read_cues(rows: Iterable[Mapping[str, str]], *, kind: str, label: str) -> tuple[Cue, ...]:
    """The cues of a table's rows; `kind` is the table's name, `label` the column that a cue speaks for.

    A cue's id is `<kind>:<label>:<pattern>`. Raises DataError for a weight that is no good; a pattern that
    is none is found by the tests of the tables, or when it is first tried.
    """
    cues = []
    for row in rows:
        try:
            weight = float(row["weight"])
        except ValueError as error:
            raise DataError(
                f"the weight {row['weight']!r} of {row['pattern']!r} is no number",
                where=f"ontology/cues/{kind}.csv",
                remedy="write a number such as 2 or 3.5",
            ) from error
        speaks_for, pattern = intern(row[label]), row["pattern"]  # one text for all: compared at a glance
        cues.append(
            Cue(
                id=f"{kind}:{speaks_for}:{pattern}",
                table=kind,
                label=speaks_for,
                kind=intern(f"{kind}:{speaks_for}"),
                weight=weight,
                pattern=pattern,
            )
        )
    return tuple(cues)
