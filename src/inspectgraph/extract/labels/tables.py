"""The cue tables of this room, loaded once."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from inspectgraph.extract.labels.cues import Cue, CueIndex, index_cues, read_cues
from inspectgraph.knowledge.tables import load_table

WANTED_KINDS: Final = frozenset({"imperative", "wanted"})


@cache
def theme_cues() -> CueIndex:
    """What sentences are about: `ontology/cues/themes.csv`, where the theme `none` hides what lies in it."""
    return index_cues(_cues("themes", "theme"))


@cache
def polarity_cues() -> CueIndex:
    """Verdicts, turns and facts: `ontology/cues/polarity.csv`, but for what `wanted_cues` takes from it."""
    return index_cues(cue for cue in _cues("polarity", "kind") if cue.label not in WANTED_KINDS)


@cache
def wanted_cues() -> CueIndex:
    """How sentences begin that command or name what must improve: the rows `imperative` and `wanted`."""
    return index_cues(cue for cue in _cues("polarity", "kind") if cue.label in WANTED_KINDS)


@cache
def change_cues() -> CueIndex:
    """How things moved: `ontology/cues/change.csv`, where the change `none` hides what lies in it."""
    return index_cues(_cues("change", "change"))


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
def no_findings() -> tuple[re.Pattern[str], ...]:
    """What is no finding at all, as patterns of whole lines: `ontology/cues/non-evaluative.csv`."""
    rows = load_table("cues/non-evaluative.csv", columns=("kind", "pattern", "note"), may_be_empty=("note",))
    return tuple(re.compile(row["pattern"]) for row in rows)
