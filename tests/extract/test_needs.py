"""What must stand in a text for a pattern to match in it."""

from __future__ import annotations

import re

import pytest

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.needs import needed_texts

NEEDS = [
    ("dear .*", ("dear ",)),
    (r".*\b(www\.|https?://)\S+.*", ("www.", "://")),
    ("(page )?a", ("a",)),
    ("(?!private).*x", ("x",)),
    ("(yours|dear) a|b", ("yours", "dear", "b")),
    ("((one|two) a|b) c", (" c",)),
    ("[a-z]+ ?", ("",)),
    (r"\w+ \d+", tuple("0123456789")),
    (r"[\w.]+@\w+", ("@",)),
    ("(?:a (?:first|second)|third) visit", (" visit",)),
    ("(a|b)* here", (" here",)),
    ("(?i:a) group of its own rules", ("",)),
]


def test_number_of_cases() -> None:
    assert len(NEEDS) == 12


@pytest.mark.parametrize(("pattern", "texts"), NEEDS)
def test_texts_that_a_pattern_needs(pattern: str, texts: tuple[str, ...]) -> None:
    assert needed_texts(pattern) == texts


TABLES = (("stated-history", "what"), ("qualifiers", "pattern"), ("ordinals", "pattern"), ("kinds", "kind"))


@pytest.mark.parametrize(("table", "key"), TABLES)
def test_every_example_holds_what_its_pattern_needs(table: str, key: str) -> None:
    for cue in load_cues(table, key=key):
        matched = re.search(cue.pattern, cue.row["example"])
        assert matched is None or cue.may_match(cue.row["example"]), f"{table}: {cue.row['example']}"
