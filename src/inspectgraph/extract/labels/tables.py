"""The cue tables of this room, loaded once."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from inspectgraph.extract.labels.cues import Cue, read_cues
from inspectgraph.extract.labels.index import CueIndex, index_cues
from inspectgraph.extract.labels.patterns import needed_texts
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


@cache
def no_findings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What is no finding at all, as patterns of whole lines: `ontology/cues/non-evaluative.csv`.

    Each goes with a text that must stand in a line for it to match (one that needs one of several
    stands with each of them), so that most need not be tried.
    """
    rows = load_table("cues/non-evaluative.csv", columns=("kind", "pattern", "note"), may_be_empty=("note",))
    return tuple(
        (needed, re.compile(row["pattern"])) for row in rows for needed in needed_texts(row["pattern"])
    )
