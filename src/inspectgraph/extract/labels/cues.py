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

from inspectgraph.errors import DataError

_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\ufffe": "-", "\xad": "-", "‐": "-", "‑": "-", "İ": "i"}
)
_WHITE = re.compile(r"\s")
_CAPTURING = re.compile(r"(?<!\\)\((?!\?)")
_GAP = r"(?:[\w',%-]+ ){0,3}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One pattern: what it speaks for (`label`), how strongly (`weight`), and its `id` for `--explain`.

    `table` is the name of the table that it stands in, `kind` is `<table>:<label>`.
    """

    id: str
    table: str
    label: str
    kind: str
    weight: float
    regex: re.Pattern[str]

    @property
    def pattern(self) -> str:
        """The pattern as it stands in its row."""
        return self.id.split(":", 2)[2]


def fold(text: str) -> str:
    """The text in lower case with plain apostrophes and blanks; as long as it was, so offsets hold.

    >>> fold("The child’s\\nvoice")
    "the child's voice"
    """
    plain = text if text.isascii() else text.replace("’", "'")  # seldom is there anything else
    if not plain.isascii():
        plain = plain.translate(_FOLD)
    lower = plain.lower()
    return lower if lower.isprintable() else _WHITE.sub(" ", lower)  # white space but " " is not printable


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

    A cue's id is `<kind>:<label>:<pattern>`. Raises DataError for a pattern or weight that is no good.
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
        pattern = row["pattern"]
        identifier = f"{kind}:{row[label]}:{pattern}"
        cues.append(
            Cue(
                id=identifier,
                table=kind,
                label=row[label],
                kind=f"{kind}:{row[label]}",
                weight=weight,
                regex=compile_pattern(pattern),
            )
        )
    return tuple(cues)
