"""Cue tables of `ontology/cues/`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from inspectgraph.extract.needs import needed_together, rarest_first
from inspectgraph.extract.stretches import Stretches
from inspectgraph.knowledge.tables import compile_column, load_table

_CLASS_OR_SPACE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]| (?![?*+{])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One row of a cue table: `key` is the cell of the table's key column, `row` has all its cells.

    `needs` are choices of texts in small letters: whatever the pattern matches holds one text of each.
    """

    key: str
    pattern: re.Pattern[str]
    row: Mapping[str, str]
    needs: tuple[tuple[str, ...], ...] = ()

    def may_match(self, text: str) -> bool:
        """Whether the pattern may match in a text; a look that is quicker than to try."""
        return _holds_all(text.lower(), self.needs)


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
    return tuple(
        Cue(key=row[key], pattern=pattern, row=row, needs=rarest_first(needed_together(pattern.pattern)))
        for row, pattern in zip(rows, patterns, strict=True)
    )


def cues_worth_trying(name: str, *, key: str, text: str) -> Iterator[Cue]:
    """The rows of `load_cues` that may match in a text, in their order; the others can't.

    >>> [cue.row["example"] for cue in cues_worth_trying("qualifiers", key="pattern", text="Most are.")]
    ['Caseloads are mostly manageable']
    """
    folded = text.lower()
    for cue in load_cues(name, key=key):
        if _holds_all(folded, cue.needs):
            yield cue


def cues_by_stretch(cues: Iterable[Cue], stretches: Stretches) -> Mapping[int, Sequence[Cue]]:
    """The cues, in their order, that may match in each stretch, by its number; stretches of none left out.

    The text of the stretches must be in small letters.

    >>> some = cues_by_stretch(load_cues("qualifiers", key="pattern"), Stretches("most are.", [(0, 9)]))
    >>> [cue.row["example"] for cue in some[0]]
    ['Caseloads are mostly manageable']
    """
    found: dict[int, list[Cue]] = {}
    for cue in cues:
        for number in stretches.holding(cue.needs):
            found.setdefault(number, []).append(cue)
    return found


def _holds_all(folded: str, needs: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a text in small letters holds a text of each choice."""
    for texts in needs:
        for needed in texts:  # plain loops: any() over a generator takes twice as long
            if needed in folded:
                break
        else:
            return False
    return True


def _spaced(pattern: str) -> str:
    """The pattern with each space, but for one in a class or with a count, made any white space."""
    return _CLASS_OR_SPACE.sub(lambda found: r"\s+" if found[0] == " " else found[0], pattern)
