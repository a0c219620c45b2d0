"""The cue tables of this room, loaded once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from inspectgraph.extract.labels.cues import Cue, read_cues
from inspectgraph.extract.labels.index import CueIndex, index_cues
from inspectgraph.extract.needs import needed_texts
from inspectgraph.knowledge.tables import load_table

WANTED_KINDS: Final = frozenset({"imperative", "wanted"})


@cache
def sentence_cues() -> CueIndex:
    """All that is looked for in a whole sentence, in one index, since one search is faster than three.

    `ontology/cues/themes.csv` says what it is about, `polarity.csv` holds verdicts, turns and facts (but
    for what `wanted_cues` takes from it), and `change.csv` how things moved; the label `none` hides what
    lies in it.
    """
    polarity = [cue for cue in _cues("polarity", "kind") if cue.label not in WANTED_KINDS]
    return index_cues([*_cues("themes", "theme"), *polarity, *_cues("change", "change")])


@cache
def wanted_cues() -> CueIndex:
    """How sentences begin that command or name what must improve: the rows `imperative` and `wanted`."""
    return index_cues(cue for cue in _cues("polarity", "kind") if cue.label in WANTED_KINDS)


@cache
def _cues(name: str, label: str) -> tuple[Cue, ...]:
    rows = load_table(
        f"cues/{name}.csv", columns=(label, "pattern", "weight", "note"), may_be_empty=("note",)
    )
    return read_cues(rows, kind=name, label=label)


_Match = Callable[[str], re.Match[str] | None]


class HeadingLean(NamedTuple):
    """What a heading that `match` finds tells of its sentences: that they may well be about a theme.

    With `instead_of` it moves the weight of that theme to the theme: plans of care leavers are pathway plans.
    """

    match: _Match
    theme: str
    instead_of: str


@cache
def theme_headings() -> tuple[HeadingLean, ...]:
    """The rows of `ontology/cues/theme-headings.csv`."""
    rows = load_table(
        "cues/theme-headings.csv",
        columns=("heading", "theme", "instead_of", "note"),
        may_be_empty=("instead_of", "note"),
    )
    return tuple(
        HeadingLean(re.compile(row["heading"]).search, row["theme"], row["instead_of"]) for row in rows
    )


_ANYTHING_FIRST: Final = (".", "(.")  # with these a pattern begins that would be tried at every letter


class NoFindings(NamedTuple):
    """What is no finding at all: patterns of whole lines as one, and what else tells a line anywhere in it.

    Each of the latter goes with texts of which one must stand in a line for it to match, so that most need
    not be tried.

    >>> no_findings().match("dear director b"), no_findings().match("plans are clear.")
    (True, False)
    """

    whole: _Match
    anywhere: tuple[tuple[tuple[str, ...], _Match], ...]

    def match(self, folded: str) -> bool:
        """Whether a folded line is none: whether the pattern of a row fits the whole of it."""
        if self.whole(folded):
            return True
        for needs, match in self.anywhere:
            for needed in needs:  # plain loops: any() over a generator takes twice as long
                if needed in folded:
                    if match(folded):
                        return True
                    break
        return False


@cache
def no_findings() -> NoFindings:
    """The rows of `ontology/cues/non-evaluative.csv`."""
    rows = load_table("cues/non-evaluative.csv", columns=("kind", "pattern", "note"), may_be_empty=("note",))
    patterns = [row["pattern"] for row in rows]
    whole = [pattern for pattern in patterns if not pattern.startswith(_ANYTHING_FIRST)]
    return NoFindings(
        whole=re.compile("|".join(f"(?:{pattern})" for pattern in whole)).fullmatch,
        anywhere=tuple(
            (needed_texts(pattern), _at_any_place(pattern))
            for pattern in patterns
            if pattern.startswith(_ANYTHING_FIRST)
        ),
    )


def _at_any_place(pattern: str) -> _Match:
    """How a pattern is tried that begins with any letters.

    One with ".*" at its beginning is searched for: much quicker than to match the whole with it.
    """
    if not pattern.startswith(".*"):
        return re.compile(pattern).fullmatch
    return re.compile(rf"(?:{pattern.removeprefix('.*')})\Z").search
