"""Every row of the cue tables has a sentence in which it must be found, and a near miss in which it must not."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from inspectgraph.errors import DataError
from inspectgraph.extract.labels.cues import Cue, compile_pattern, fold, read_cues
from inspectgraph.extract.labels.index import index_cues
from inspectgraph.extract.labels.tables import WANTED_KINDS
from inspectgraph.knowledge.tables import load_table

CASES = Path(__file__).parent / "cases"
TABLES = {"polarity": "kind", "change": "change", "themes": "theme"}
FILES = {"polarity": ("polarity",), "change": ("change",), "themes": ("themes-1", "themes-2")}
REMEDY = "write a case for the row in tests/extract/labels/cases/, with its label and pattern as they stand"


class Case(NamedTuple):
    label: str
    pattern: str
    matches: str
    must_not: str


def cues_of(table: str) -> tuple[Cue, ...]:
    columns = (TABLES[table], "pattern", "weight")
    return read_cues(load_table(f"cues/{table}.csv", columns=columns), kind=table, label=TABLES[table])


def cases_of(table: str) -> list[Case]:
    found = []
    for name in FILES[table]:
        with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found += [Case(**row) for row in csv.DictReader(file)]
    return found


def is_found(cue: Cue, sentence: str) -> bool:
    index = index_cues([cue])
    at_the_beginning = cue.table == "polarity" and cue.label in WANTED_KINDS
    return bool(index.opening_hits(fold(sentence)) if at_the_beginning else index.hits(fold(sentence)))


@pytest.mark.parametrize(("table", "count"), [("polarity", 506), ("change", 108), ("themes", 1083)])
def test_every_row_has_its_case(table: str, count: int) -> None:
    cues, cases = cues_of(table), cases_of(table)
    assert [(cue.label, cue.pattern) for cue in cues] == [(c.label, c.pattern) for c in cases], REMEDY
    assert len(cases) == count
    assert len({case.matches for case in cases}) == len(cases)


@pytest.mark.parametrize("table", TABLES)
def test_a_cue_is_found_where_it_must_be_and_only_there(table: str) -> None:
    wrong = [
        f"{cue.id}: {sentence!r} must{'' if wanted else ' not'} have it"
        for cue, case in zip(cues_of(table), cases_of(table), strict=True)
        for sentence, wanted in ((case.matches, True), (case.must_not, False))
        if is_found(cue, sentence) is not wanted
    ]
    assert not wrong, "mend the row's pattern or its case:\n" + "\n".join(wrong)


@pytest.mark.parametrize("pattern", ["plans ~ ~ late", "to avoid ~", "~ late", "late~"])
def test_a_gap_stands_between_two_words(pattern: str) -> None:
    with pytest.raises(DataError, match="gap"):
        compile_pattern(pattern)
