"""The tables in ontology/cues/team-*.csv; each failure says what to mend."""

from __future__ import annotations

from collections import Counter

import pytest

from inspectgraph.errors import DataError
from inspectgraph.extract.teams.known import known_by_name, known_teams, sight_known
from inspectgraph.extract.teams.merging import name_key
from inspectgraph.extract.teams.types import type_of
from inspectgraph.extract.teams.words import compile_rows, heads, is_excluded
from inspectgraph.knowledge.tables import load_table

TYPES = {
    "front-door",
    "assessment",
    "safeguarding-locality",
    "exploitation",
    "domestic-abuse",
    "disability",
    "out-of-hours",
    "early-help",
    "children-in-care",
    "leaving-care",
    "fostering-adoption",
    "virtual-school",
    "quality-independent",
    "youth-justice",
    "board-partnership",
    "health-service",
    "participation-group",
    "other",
}
NAMES = load_table("cues/team-names.csv", columns=("id", "type", "called", "pattern", "example"))
EXCLUSIONS = load_table("cues/team-exclusions.csv", columns=("pattern", "why", "example"))


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["id"])
def test_each_known_name_is_found_in_its_own_example(row: dict[str, str]) -> None:
    (sightings,) = sight_known(row["example"], [(0, len(row["example"]))])
    found = {sighting.known for sighting in sightings}
    assert row["id"] in found, (
        f"team-names.csv, {row['id']}: mend pattern, needs or example {row['example']!r}"
    )


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["id"])
def test_each_known_name_is_a_form_of_itself(row: dict[str, str]) -> None:
    known = known_by_name(row["name"])
    special = {"single-point-of-access", "integrated-front-door", "first-response", "sendiass"}
    special |= {"multi-agency-safeguarding-arrangements", "safeguarding-adults-board"}
    assert row["id"] in special or (known and known.id == row["id"]), (
        f"team-names.csv, {row['id']}: mend pattern"
    )


def test_ids_are_given_once() -> None:
    twice = [id_ for id_, count in Counter(row["id"] for row in NAMES).items() if count > 1]
    assert not twice, f"team-names.csv: merge or rename the rows {twice}"


def test_types_are_types_of_the_scheme() -> None:
    cues = load_table("cues/team-type-cues.csv", columns=("type", "pattern", "scope"))
    wrong = {row["type"] for row in (*NAMES, *cues)} - TYPES
    assert not wrong, f"give these rows a type of schemes/team-types.ttl: {wrong}"
    assert {row["scope"] for row in cues} == {"name", "sentence"}


def test_names_are_called_by_one_of_three_forms() -> None:
    assert {row["called"] for row in NAMES} <= {"acronym", "name", "printed"}
    assert all(team.acronyms for team in known_teams() if team.called == "acronym")


@pytest.mark.parametrize("row", EXCLUSIONS, ids=lambda row: row["example"])
def test_each_exclusion_holds_for_its_example(row: dict[str, str]) -> None:
    example = row["example"].removeprefix("the ").removeprefix("a ").removeprefix("an ")
    assert is_excluded(example), f"team-exclusions.csv: the example {row['example']!r} is not excluded"


def test_words_are_listed_once_in_small_letters() -> None:
    rows = load_table("cues/team-words.csv", columns=("sort", "word"))
    words = [row["word"] for row in rows]
    assert not [word for word in words if word != word.lower()], "team-words.csv: write in small letters"
    twice = [word for word, count in Counter(words).items() if count > 1]
    assert not twice, f"team-words.csv: {twice} listed twice; keep the sort that is right"
    assert not set(words) & set(heads()), "team-words.csv: a head noun belongs in team-heads.csv alone"


def test_phrases_are_listed_once() -> None:
    phrases = [row["phrase"].lower() for row in load_table("cues/team-phrases.csv", columns=("phrase",))]
    twice = [phrase for phrase, count in Counter(phrases).items() if count > 1]
    assert not twice, f"team-phrases.csv: take out the second {twice}"


def test_no_local_name_is_listed() -> None:
    local = {"awaken", "catalyst", "just us", "getting to good", "adoption lancashire"}
    for table in ("names", "words", "phrases"):
        rows = load_table(f"cues/team-{table}.csv", columns=())
        cells = " ".join(row.get("pattern", "") + row.get("word", "") + row.get("phrase", "") for row in rows)
        found = [name for name in local if name in cells.lower()]
        assert not found, f"team-{table}.csv: {found} must be found by how letters introduce it"


def test_synonyms_make_their_example_one_team() -> None:
    rows = load_table("cues/team-synonyms.csv", columns=("pattern", "same_as", "example"))
    for row in rows:
        one, other = row["example"].split(" and ")
        assert name_key(one) == name_key(other), f"team-synonyms.csv: {row['example']} are not one team"


def test_a_pattern_that_does_not_compile_says_where() -> None:
    with pytest.raises(DataError, match="row 2"):
        compile_rows("cues/team-names.csv", [{"pattern": "(hub"}])


def test_the_type_is_other_where_nothing_tells() -> None:
    assert type_of("Beacon team", "It is good.") == "other"
