"""The cue tables of this room, loaded once."""

from __future__ import annotations

import re
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


@cache
def theme_headings() -> tuple[tuple[re.Pattern[str], str, float], ...]:
    """Headings that lean their sentences to a theme: pattern, theme, weight to add."""
    rows = load_table(
        "cues/theme-headings.csv", columns=("heading", "theme", "weight", "note"), may_be_empty=("note",)
    )
    return tuple((re.compile(row["heading"]), row["theme"], float(row["weight"])) for row in rows)


class NoFindings(NamedTuple):
    """What is no finding at all: patterns of whole lines as one, and what else tells a line anywhere in it.

    Each of the latter goes with texts of which one must stand in a line for it to match, so that most need
    not be tried.
    """

    whole: re.Pattern[str]
    anywhere: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]

    def match(self, folded: str) -> bool:
        """Whether a folded line is none."""
        if self.whole.fullmatch(folded):
            return True
        return any(
            pattern.search(folded)
            for needs, pattern in self.anywhere
            if any(needed in folded for needed in needs)
        )


@cache
def no_findings() -> NoFindings:
    """The rows of `ontology/cues/non-evaluative.csv`."""
    rows = load_table("cues/non-evaluative.csv", columns=("kind", "pattern", "note"), may_be_empty=("note",))
    whole = [row["pattern"] for row in rows if not row["pattern"].startswith(".*")]
    anywhere = [row["pattern"] for row in rows if row["pattern"].startswith(".*")]
    return NoFindings(
        whole=re.compile("|".join(f"(?:{pattern})" for pattern in whole)),
        anywhere=tuple((needed_texts(pattern), _at_any_place(pattern)) for pattern in anywhere),
    )


def _at_any_place(pattern: str) -> re.Pattern[str]:
    """A pattern that begins with ".*", to be searched for: much quicker than to match the whole with it."""
    return re.compile(rf"(?:{pattern.removeprefix('.*')})\Z")
