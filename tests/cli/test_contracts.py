"""`--format json` against docs/contracts.md: every field, with its type, on every record."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MANUAL = Path(__file__).parents[2] / "docs" / "contracts.md"
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
IRI = re.compile(r"https://w3id\.org/inspectgraph/id/[\w./-]+")

text, whole = (str,), (int,)
maybe_text, maybe_whole = (str, type(None)), (int, type(None))
CONTRACTS: dict[str, dict[str, Any]] = {
    "letters": {
        "file": text, "sha256": text, "kind": text, "authority": text, "gss": text, "visit": text,
        "visit_start": maybe_text, "visit_end": maybe_text, "published": maybe_text,
        "published_source": maybe_text, "title": maybe_text, "covers": maybe_text,
        "lead_inspector": maybe_text, "inspectors": [text],
        "addressees": [{"name": text, "role": maybe_text}],
        "judgements": [{"area": text, "label": text, "grade": maybe_text}],
        "overall": maybe_text, "outcome": maybe_text,
        "previous": [
            {"text": text, "date": maybe_text, "kind": maybe_text, "grade": maybe_text, "visit": text}
        ],
        "problems": [{"code": text, "message": text, "remedy": text}], "letter": text,
    },
    "visits": {
        "visit": text, "authority": text, "gss": text, "family": text, "start": maybe_text, "end": maybe_text,
        "ordinal": maybe_whole, "covers": maybe_text, "files": [text], "known_by": text,
        "framework": maybe_text, "overall": maybe_text, "outcome": maybe_text,
        "judgements": [{"area": text, "label": text, "grade": maybe_text}], "inspectors": [text],
    },
    "findings": {
        "id": text, "file": text, "authority": text, "gss": text, "visit": text, "page": maybe_whole, "start": whole,
        "end": whole, "text": text, "heading": maybe_text, "kind": text, "item": maybe_whole,
        "polarity": text, "change": text, "themes": [text], "teams": [text],
    },
    "teams": {
        "team": text, "authority": text, "gss": text, "name": text, "acronym": maybe_text, "type": text,
        "aliases": [text], "letters": [{"file": text, "mentions": whole}],
    },
    "people": {
        "person": text, "name": text, "names": [text],
        "roles": [{"role": maybe_text, "organisation": maybe_text, "as": text, "file": text}],
    },
    "issues": {
        "issue": text, "authority": text, "gss": text, "theme": text, "label": text, "status": text,
        "first_raised": text, "last_seen": text, "first_stated": maybe_text,
        "visits": [
            {
                "visit": text, "date": text, "family": text, "files": [text], "stance": text,
                "stated": ("maybe", {"what": text, "of": maybe_text, "evidence": text}),
                "evidence": [
                    {
                        "id": text, "text": text, "file": text, "page": maybe_whole,
                        "start": whole, "end": whole, "polarity": text,
                    }
                ],
            }
        ],
        "teams": [text],
    },
}  # fmt: skip
VALUES: dict[str, set[str | None]] = {
    "stance": {"concern", "mixed", "strength"},
    "status": {"persistent", "recurring", "resolved", "single"},
    "polarity": {"concern", "mixed", "strength", "neutral"},
    "change": {"improved", "unchanged", "worsened", "none"},
    "known_by": {"letter", "reference"},
    "published_source": {"document", "file-name", None},
    "as": {"inspector", "addressee", "signatory", "copied", "mentioned"},
    "overall": {"outstanding", "good", "requires-improvement", "inadequate", "adequate", None},
    "grade": {"outstanding", "good", "requires-improvement", "inadequate", "adequate", None},
}
DATES = {"visit_start", "visit_end", "published", "start", "end", "date"}
IRIS = {"visit", "letter", "team", "person", "issue", "first_raised", "last_seen", "first_stated", "id", "of"}


@pytest.mark.parametrize("command", CONTRACTS)
def test_fields_and_types(command: str, listed: Callable[[str], list[dict[str, Any]]]) -> None:
    records = listed(command)
    assert records
    for record in records:
        check(record, CONTRACTS[command], command)


def check(value: Any, shape: Any, place: str) -> None:
    if isinstance(shape, dict):
        assert isinstance(value, dict), place
        assert list(shape) == [field for field in value if field in shape], place
        for field, inner in shape.items():
            check(value[field], inner, f"{place}.{field}")
    elif isinstance(shape, list):
        assert isinstance(value, list), place
        for part in value:
            check(part, shape[0], place)
    elif shape[0] == "maybe":
        if value is not None:
            check(value, shape[1], place)
    else:
        assert type(value) in shape, f"{place} is {value!r}"
        check_word(value, place.rpartition(".")[2])


def check_word(value: Any, field: str) -> None:
    if field in VALUES:
        assert value in VALUES[field], field
    if value is not None and field in DATES and isinstance(value, str):
        assert DATE.fullmatch(value), (field, value)
    if value is not None and field in IRIS:
        assert IRI.fullmatch(value), (field, value)


@pytest.mark.parametrize("command", CONTRACTS)
def test_the_manual_names_each_field(command: str) -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", manual, re.MULTILINE))
    assert set(rows) == set(CONTRACTS)
    assert set(CONTRACTS[command]) <= words_in(rows[command])
    assert fields_of(CONTRACTS[command]) <= words_in(" ".join(rows.values()))


def words_in(row: str) -> set[str]:
    return set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", row))))


def fields_of(shape: Any) -> set[str]:
    if isinstance(shape, dict):
        return set(shape).union(*(fields_of(inner) for inner in shape.values()))
    if isinstance(shape, list | tuple) and shape and isinstance(shape[-1], dict):
        return fields_of(shape[-1])
    return set()


@pytest.mark.parametrize("command", CONTRACTS)
def test_csv_has_a_row_for_each_record(
    command: str, say: Callable[..., Any], listed: Callable[[str], list[dict[str, Any]]]
) -> None:
    said = say(f"{command} --format csv --bom")
    assert said.out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(said.out.removeprefix("\ufeff"), newline="")))
    assert len(rows) == len(listed(command))
    assert set(rows[0]) <= set(CONTRACTS[command])


@pytest.mark.parametrize("command", CONTRACTS)
def test_the_same_bytes_twice(command: str, say: Callable[..., Any]) -> None:
    for format in ("table", "csv", "json"):
        assert say(f"{command} --format {format}") == say(f"{command} --format {format}")


@pytest.mark.parametrize("command", CONTRACTS)
def test_of_one_authority(command: str, listed: Callable[[str], list[dict[str, Any]]]) -> None:
    of_one = listed(f"{command} --authority E06000008")
    assert of_one == listed(f"{command} --authority 'blackburn with darwen'")
    assert of_one
    if command != "people":
        assert {record["gss"] for record in of_one} == {"E06000008"}


@pytest.mark.parametrize("command", CONTRACTS)
def test_of_one_file(command: str, listed: Callable[[str], list[dict[str, Any]]]) -> None:
    file = "001_373a6aa0690643a2.txt"
    of_one = listed(f"{command} --file {file}")
    assert of_one
    if command in ("letters", "findings"):
        assert {record["file"] for record in of_one} == {file}
    if command in ("teams", "people"):
        places = "letters" if command == "teams" else "roles"
        assert {place["file"] for record in of_one for place in record[places]} == {file}


def test_the_letters_of_the_seeds(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    told = [(r["authority"], r["kind"], r["visit_start"], r["visit_end"]) for r in listed("letters")]
    assert told == [
        ("Blackburn with Darwen", "focused-visit", "2018-11-07", "2018-11-07"),
        ("Blackpool", "unannounced-cra", "2011-01-19", "2011-01-20"),
        ("Blackpool", "authority-summary", "2019-08-14", "2019-08-15"),
        ("Blackpool", "ilacs-standard", "2022-12-05", "2022-12-16"),
        ("Lancashire", "monitoring-visit", "2018-02-27", "2018-02-28"),
    ]


def test_one_person_inspected_both(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    (person,) = [r for r in listed("people") if r["name"] == "Paula Thomson-Jones"]
    assert {role["file"][:3] for role in person["roles"] if role["as"] == "inspector"} == {"003", "004"}
