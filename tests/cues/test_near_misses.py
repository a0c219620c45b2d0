"""Every row of the small cue tables has words that it must take, and a near miss that it must not.

The cases stand in `cases/<table>.csv`, in the order of the table: `row` is the row's example (or what else
tells it, see `TOLD_BY`), `matches` must be taken and is left empty where the row's example can be, `must_not`
must not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from inspectgraph.extract.cues import Cue, load_cues
from inspectgraph.extract.findings import is_qualified
from inspectgraph.extract.judgements import extract_judgements
from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.tables import no_findings
from inspectgraph.extract.labels.theme_cues import headings_lean
from inspectgraph.extract.lists import lists_nothing
from inspectgraph.extract.names import is_role_word, organisation_of_title
from inspectgraph.extract.parts import find_parts, flatten
from inspectgraph.extract.teams.known import sight_known
from inspectgraph.extract.teams.merging import name_key
from inspectgraph.extract.teams.types import type_of
from inspectgraph.extract.teams.words import as_printed, compile_rows, is_excluded
from inspectgraph.knowledge.tables import load_table
from inspectgraph.letters import read_letter_bytes
from inspectgraph.letters.headings import heading_words

CASES = Path(__file__).parent / "cases"
COUNTS = {
    "board-parts": 2,
    "earlier-visits": 13,
    "headings": 20,
    "inspector-lists": 9,
    "inspector-titles": 8,
    "judgement-sentences": 3,
    "kinds": 12,
    "non-evaluative": 46,
    "nothing-listed": 4,
    "ordinals": 4,
    "outcomes": 5,
    "own-account": 4,
    "qualifiers": 4,
    "role-words": 37,
    "scope": 5,
    "stated-history": 16,
    "team-exclusions": 36,
    "team-names": 38,
    "team-synonyms": 6,
    "team-type-cues": 27,
    "theme-headings": 19,
    "visit-dates": 7,
}
TOLD_BY = {
    "non-evaluative": ("pattern",),
    "role-words": ("word",),
    "team-names": ("id",),
    "team-type-cues": ("type", "scope"),
    "theme-headings": ("theme", "instead_of"),
}
"""The columns that tell the rows of a table apart where there is no example, or where these are shorter."""

Takes = Callable[[str], bool]
Row = dict[str, str]


class Case(NamedTuple):
    row: str
    matches: str
    must_not: str


def rows_of(table: str) -> tuple[Row, ...]:
    return load_table(f"cues/{table}.csv", columns=())


def names_of(table: str) -> list[str]:
    told_by = TOLD_BY.get(table, ("example",))
    return [" / ".join(filter(None, [row[c] for c in told_by])) for row in rows_of(table)]


def cases_of(table: str) -> list[Case]:
    with (CASES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def tried(table: str) -> Iterator[tuple[Case, Takes]]:
    """Each case with how its row is tried; the row's example where the case has no words to be taken.

    A row without a case is passed over: there is a test of its own for that.
    """
    cases = {case.row: case for case in cases_of(table)}
    for name, row, takes in zip(names_of(table), rows_of(table), takers_of(table), strict=True):
        if case := cases.get(name):
            yield case._replace(matches=case.matches or row["example"]), takes


def searched(cue: Cue) -> Takes:
    return lambda text: cue.may_match(text) and cue.pattern.search(flatten(text)) is not None


def whole_of(pattern: re.Pattern[str], reads: Callable[[str], str] = str.strip) -> Takes:
    return lambda text: pattern.fullmatch(reads(text)) is not None


def titles(cue: Cue) -> Takes:
    """After a name, with its capitals: all titles are one pattern, in which case matters."""
    title = re.compile(rf"\b(?:{cue.pattern.pattern})(?!\w)")
    return lambda text: (found := title.search(text)) is not None and is_of(found[0], cue.key)


def is_of(title: str, organisation: str) -> bool:
    return organisation_of_title(title) == organisation


def graded(cue: Cue) -> Takes:
    def gives_grade(text: str) -> bool:
        letter = read_letter_bytes(f"Dear Director A\n\n{text}".encode(), file="letter.txt")
        found = extract_judgements(find_parts(letter), kind=cue.row["kind"])
        return any(cue.pattern.match(flatten(judgement.passage.words)) for judgement in found)

    return gives_grade


def posts(row: Row) -> Takes:
    return lambda text: any(
        is_role_word(word) and word.casefold().strip(",.") == row["word"] for word in text.split()
    )


def known(row: Row) -> Takes:
    return lambda text: row["id"] in {sighting.known for sighting in sight_known(text, [(0, len(text))])[0]}


def synonyms(row: Row) -> Takes:
    """Of "one and another": the one has the words that are replaced, and then both are one team."""
    pattern = re.compile(rf"\b(?:{row['pattern']})\b", re.IGNORECASE)

    def are_one(text: str) -> bool:
        one, other = text.split(" and ")
        is_one = name_key(one) == name_key(other)
        assert is_one or not pattern.search(one), f"{text!r}: the words are found, and yet two teams"
        return is_one

    return are_one


def types(row: Row) -> Takes:
    pattern = re.compile(rf"(?<!\w)(?:{as_printed(row['pattern'])})", re.IGNORECASE)

    def tells_type(text: str) -> bool:
        if not pattern.search(text):
            return False
        told = type_of(text) if row["scope"] == "name" else type_of("Beacon team", text)
        assert told == row["type"], f"{text!r} is {told}: a row above takes it first; choose other words"
        return True

    return tells_type


def leans(row: Row) -> Takes:
    wanted = (row["theme"], row["instead_of"])
    return lambda text: wanted in {(lean.theme, lean.instead_of) for lean in headings_lean(text)}


SEARCHED = {
    "earlier-visits": "family",
    "inspector-lists": "role",
    "kinds": "kind",
    "ordinals": "pattern",
    "outcomes": "outcome",
    "own-account": "pattern",
    "qualifiers": "pattern",
    "scope": "kind",
    "stated-history": "what",
    "visit-dates": "rank",
}
"""Tables whose patterns are looked for anywhere in some words, and their key column."""

BY_ROW: dict[str, Callable[[Row], Takes]] = {
    "headings": lambda row: whole_of(re.compile(row["pattern"], re.IGNORECASE), heading_words),
    "non-evaluative": lambda row: whole_of(re.compile(row["pattern"]), lambda text: fold(text).strip()),
    "role-words": posts,
    "team-names": known,
    "team-synonyms": synonyms,
    "team-type-cues": types,
    "theme-headings": leans,
}
BY_TABLE: dict[str, Callable[[], Iterable[Takes]]] = {
    "board-parts": lambda: [
        whole_of(c.pattern, heading_words) for c in load_cues("board-parts", key="pattern")
    ],
    "inspector-titles": lambda: map(titles, load_cues("inspector-titles", key="organisation")),
    "judgement-sentences": lambda: map(graded, load_cues("judgement-sentences", key="area")),
    "nothing-listed": lambda: [whole_of(c.pattern) for c in load_cues("nothing-listed", key="pattern")],
    "team-exclusions": lambda: map(
        whole_of, compile_rows("cues/team-exclusions.csv", rows_of("team-exclusions"))
    ),
}


def takers_of(table: str) -> Iterator[Takes]:
    """How the extractors try each row of a table."""
    if table in SEARCHED:
        yield from map(searched, load_cues(table, key=SEARCHED[table]))
    elif table in BY_ROW:
        yield from map(BY_ROW[table], rows_of(table))
    else:
        yield from BY_TABLE[table]()


@pytest.mark.parametrize(("table", "count"), COUNTS.items())
def test_every_row_has_its_case(table: str, count: int) -> None:
    rows, cases = names_of(table), [case.row for case in cases_of(table)]
    lacking = [row for row in rows if row not in cases]
    left_over = [row for row in cases if row not in rows]
    assert not lacking, f"write a true case and a near miss in tests/cues/cases/{table}.csv for {lacking}"
    assert not left_over, f"tests/cues/cases/{table}.csv: no row is told by {left_over}; rename or take out"
    assert rows == cases, f"tests/cues/cases/{table}.csv: put the cases in the order of the table, each once"
    assert len(cases) == count, f"{table}: mend its number in COUNTS"


@pytest.mark.parametrize("table", COUNTS)
def test_a_row_takes_what_it_must_and_not_the_near_miss(table: str) -> None:
    wrong = [
        f"{case.row}: {words!r} must{'' if wanted else ' not'} be taken"
        for case, takes in tried(table)
        for words, wanted in ((case.matches, True), (case.must_not, False))
        if takes(words) is not wanted
    ]
    remedy = f"mend the row in ontology/cues/{table}.csv, or its case in tests/cues/cases/"
    assert not wrong, f"{remedy}:\n" + "\n".join(wrong)


WHOLE: dict[str, Takes] = {
    "non-evaluative": lambda text: no_findings().match(fold(text).strip()),
    "nothing-listed": lists_nothing,
    "qualifiers": is_qualified,
    "team-exclusions": is_excluded,
}
"""Tables of which the rows are asked together: a near miss of one row is none of another's words either."""


@pytest.mark.parametrize("table", WHOLE)
def test_no_other_row_takes_the_near_miss(table: str) -> None:
    takes = WHOLE[table]
    missed = [case.matches for case, _ in tried(table) if not takes(case.matches)]
    taken = [case.must_not for case, _ in tried(table) if takes(case.must_not)]
    assert not missed, f"ontology/cues/{table}.csv: no row takes {missed}"
    assert not taken, f"ontology/cues/{table}.csv: another row takes {taken}; choose other words or narrow it"


def test_number_of_cases() -> None:
    assert len(COUNTS) == 22
    assert sum(COUNTS.values()) == 325
    assert {path.stem for path in CASES.glob("*.csv")} == set(COUNTS)


@pytest.mark.parametrize("table", COUNTS)
def test_no_near_miss_stands_twice(table: str) -> None:
    near = [case.must_not.casefold() for case in cases_of(table)]
    twice = sorted({words for words in near if near.count(words) > 1})
    assert not twice, f"tests/cues/cases/{table}.csv: {twice} stand twice; write another near miss"
