"""What must stand in a text for a pattern to match in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.needs import needed_texts, needed_together

CUES = Path(__file__).parents[2] / "ontology" / "cues"

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
TOGETHER = (
    ("care (forum|panel)s?", (("care ",), ("forum", "panel"))),
    ("care forum|panel", (("care forum", "panel"),)),
    ("(a|b)?c{2}d*", (("c",),)),
    (r"\s+", ()),
    ("(?:one two)", (("one two",),)),
)


def test_number_of_cases() -> None:
    assert (len(NEEDS), len(TOGETHER)) == (12, 5)


@pytest.mark.parametrize(("pattern", "texts"), NEEDS)
def test_texts_that_a_pattern_needs(pattern: str, texts: tuple[str, ...]) -> None:
    assert needed_texts(pattern) == texts


TABLES = (("stated-history", "what"), ("qualifiers", "pattern"), ("ordinals", "pattern"), ("kinds", "kind"))


@pytest.mark.parametrize(("table", "key"), TABLES)
def test_every_example_holds_what_its_pattern_needs(table: str, key: str) -> None:
    for cue in load_cues(table, key=key):
        matched = re.search(cue.pattern, cue.row["example"])
        assert matched is None or cue.may_match(cue.row["example"]), f"{table}: {cue.row['example']}"


@pytest.mark.parametrize(("pattern", "choices"), TOGETHER)
def test_choices_of_texts_that_a_pattern_needs_together(
    pattern: str, choices: tuple[tuple[str, ...], ...]
) -> None:
    assert needed_together(pattern) == choices


def _patterns() -> Iterator[tuple[str, int, str, str]]:
    """Table, line, pattern and example of each row of a cue table that has both."""
    for path in sorted(CUES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            for row in reader:
                if row.get("pattern") and row.get("example"):
                    yield path.name, reader.line_num, row["pattern"], row["example"]


def _letters(text: str) -> str:
    """Without hyphens and blanks, which are alike, and commas, which the cell of an example avoids."""
    return re.sub(r"[-–,\s]+", "", text.lower())


def test_the_example_of_each_row_holds_what_its_pattern_needs() -> None:
    rows = list(_patterns())
    assert len(rows) > 150
    for table, line, pattern, example in rows:
        said = _letters(example)
        needs = [_letters(text) for text in needed_texts(pattern)]
        assert any(text in said for text in needs), (
            f"{table} line {line}: the example {example!r} holds none of {needs}; if the pattern does match it, "
            "src/inspectgraph/extract/needs.py misreads the pattern, else mend pattern or example"
        )


_ATOMS = st.sampled_from(["ab", "c", "de", "f g", r"\.", r"\d", "[xy]", "z"])
_ALTERNATIVES = st.lists(_ATOMS, min_size=1, max_size=3).map("|".join)
_PARTS = st.one_of(_ATOMS, _ALTERNATIVES.map("({})".format), _ALTERNATIVES.map("(?:{})".format))
_REPEATED = st.tuples(_PARTS, st.sampled_from(["", "?", "+", "*", "{0,2}", "{2}"])).map("".join)
_PATTERNS = st.lists(st.lists(_REPEATED, min_size=1, max_size=4).map("".join), min_size=1, max_size=2)


@given(_PATTERNS, st.data())
def test_whatever_a_pattern_matches_holds_what_it_needs(parts: list[str], data: st.DataObject) -> None:
    pattern = "|".join(parts)
    matched = data.draw(st.from_regex(pattern, fullmatch=True, alphabet=st.characters(codec="ascii")))
    assert any(text in matched.lower() for text in needed_texts(pattern))
    assert all(any(text in matched.lower() for text in texts) for texts in needed_together(pattern))
