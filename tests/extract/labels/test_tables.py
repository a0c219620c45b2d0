"""The hand-made cue tables: a failure says which row to mend, and how."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from inspectgraph.extract.labels.cues import compile_pattern
from inspectgraph.extract.labels.patterns import first_words
from inspectgraph.knowledge.places import knowledge_file
from inspectgraph.knowledge.tables import load_table

LABELS = {
    "themes": "theme",
    "polarity": "kind",
    "change": "change",
}
KINDS = {
    "polarity": {
        "action", "although", "aware", "both", "but", "concern", "despite", "early", "fact", "imperative",
        "owned", "plain", "raised", "relief", "strength", "wanted", "when",
    },
    "change": {"improved", "unchanged", "worsened", "none"},
}  # fmt: skip
LEAF_THEMES = 61
TOWNS_THAT_ARE_WORDS = {"reading", "bath", "sandwell", "bury", "derby"}


def _rows(name: str) -> tuple[dict[str, str], ...]:
    columns = (LABELS[name], "pattern", "weight", "note")
    return load_table(f"cues/{name}.csv", columns=columns, may_be_empty=("note",))


def _leaf_themes() -> set[str]:
    scheme = knowledge_file("schemes/themes.ttl").read_text(encoding="utf-8")
    return {theme for theme in _theme_ids() if re.search(rf"[:/]{re.escape(theme)}\b", scheme)}


def _theme_ids() -> set[str]:
    return {row["theme"] for row in _rows("themes")} - {"none"}


def test_every_theme_is_in_the_scheme_and_has_cues() -> None:
    unknown = sorted(_theme_ids() - _leaf_themes())
    assert not unknown, f"themes.csv names {unknown}, which schemes/themes.ttl does not have: mend the id"
    assert len(_theme_ids()) == LEAF_THEMES, "a leaf theme has no cue: add rows for it to cues/themes.csv"


@pytest.mark.parametrize("name", sorted(LABELS))
def test_patterns_compile_and_begin_with_a_word(name: str) -> None:
    for row in _rows(name):
        compile_pattern(row["pattern"])
        assert first_words(row["pattern"])
        assert not re.search(r" \)[*?]$", row["pattern"]), (
            f"{name}.csv: {row['pattern']!r} ends in a blank: put it before the group"
        )


@pytest.mark.parametrize("name", sorted(LABELS))
def test_no_row_stands_twice(name: str) -> None:
    counted = Counter((row[LABELS[name]], row["pattern"]) for row in _rows(name))
    twice = [key for key, number in counted.items() if number > 1]
    assert not twice, f"{name}.csv: {twice} stand twice: take one out"


@pytest.mark.parametrize("name", sorted(KINDS))
def test_kinds_are_known(name: str) -> None:
    unknown = {row[LABELS[name]] for row in _rows(name)} - KINDS[name]
    assert not unknown, f"{name}.csv: {unknown} decides nothing: use one of {sorted(KINDS[name])}"


@pytest.mark.parametrize("name", sorted(LABELS))
def test_weight_nought_is_for_what_hides(name: str) -> None:
    for row in _rows(name):
        hides = row[LABELS[name]] in {"none", "plain"}
        assert hides == (float(row["weight"]) == 0), f"{name}.csv: {row}: 0 for none and plain, else more"


@pytest.mark.parametrize("name", [*sorted(LABELS), "theme-headings", "non-evaluative"])
def test_no_pattern_names_an_authority_or_a_year(name: str) -> None:
    authorities = knowledge_file("authorities.ttl").read_text(encoding="utf-8")
    names = {
        label.lower() for label in re.findall(r'rdfs:label "([^"]+)"', authorities)
    } - TOWNS_THAT_ARE_WORDS
    assert names, "no labels found in authorities.ttl: mend this test"
    for line in knowledge_file(f"cues/{name}.csv").read_text(encoding="utf-8").lower().splitlines():
        named = [authority for authority in names if re.search(rf"\b{re.escape(authority)}\b", line)]
        assert not named, f"{name}.csv: {line!r} names {named}: cues speak of the language, not of a place"
        assert not re.search(r"\b(19|20)\d\d\b", line), f"{name}.csv: {line!r} names a year: take it out"
