"""Cue tables of `ontology/cues/`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from inspectgraph.knowledge.tables import compile_column, load_table

_CLASS_OR_SPACE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]| (?![?*+{])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One row of a cue table: `key` is the cell of the table's key column, `row` has all its cells."""

    key: str
    pattern: re.Pattern[str]
    row: Mapping[str, str]


@cache
def load_cues(name: str, *, key: str) -> tuple[Cue, ...]:
    """The rows of `ontology/cues/<name>.csv` in their order, patterns compiled without regard to case.

    A space in a pattern, but for "[ ]", stands for any white space. Raises DataError if the table is not
    as it must be.

    >>> load_cues("ordinals", key="pattern")[0].pattern.search("it was the sixth monitoring visit")["ordinal"]
    'sixth'
    """
    table = f"cues/{name}.csv"
    rows = load_table(
        table, columns=(key, "pattern", "example"), may_be_empty=() if key == "pattern" else (key,)
    )
    spaced = [{**row, "pattern": _spaced(row["pattern"])} for row in rows]
    patterns = compile_column(table, spaced, "pattern")
    return tuple(Cue(key=row[key], pattern=p, row=row) for row, p in zip(rows, patterns, strict=True))


def _spaced(pattern: str) -> str:
    """The pattern with each space, but for one in a class or with a count, made any white space."""
    return _CLASS_OR_SPACE.sub(lambda found: r"\s+" if found[0] == " " else found[0], pattern)
