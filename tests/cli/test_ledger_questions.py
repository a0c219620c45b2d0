"""`compare`, `common`, `turned`, `before`, `teams --concerns`, `findings --explain`: each figure opens."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
MANUAL = Path(__file__).parents[2] / "docs" / "contracts.md"
LINES = (
    "findings --explain",
    "compare Blackpool Lancashire",
    "common",
    "common --by region",
    "common --theme neglect --evidence",
    "turned --theme consent",
    "before Blackpool",
    "teams --concerns",
)
FIELDS = {
    "findings --explain": {"reasons"},
    "compare Blackpool Lancashire": {"issue", "authorities"},
    "common": set("issue letters councils raised_at share persistent resolved note".split()),
    "turned --theme consent": set(
        "issue council from_visit from_family was to_visit to_family months raised_again raised strength".split()
    ),
    "before Blackpool": set("authority gss letters visits last_visit counted_to alike issues".split()),
    "teams --concerns": set(
        "team authority gss name type theme label concerns mixed strengths neutral quote".split()
    ),
}


@pytest.mark.parametrize("line", FIELDS)
def test_fields_are_as_the_manual_says(line: str, listed: Callable[[str], list[dict[str, Any]]]) -> None:
    records = listed(line)
    assert records
    assert all(FIELDS[line] <= set(record) for record in records)
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", MANUAL.read_text(encoding="utf-8")))))
    assert FIELDS[line] <= words


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_the_same_bytes_twice_in_every_format(line: str, format: str, say: Callable[..., Any]) -> None:
    said = say(f"{line} --format {format}")
    assert (said.code, bool(said.out)) == (0, True)
    assert said == say(f"{line} --format {format}")


def quotes_in(value: Any) -> list[dict[str, Any]]:
    """Everything within a record that is a quote of a letter."""
    if isinstance(value, list):
        return [quote for part in value for quote in quotes_in(part)]
    if not isinstance(value, dict):
        return []
    if {"text", "file", "page", "start"} <= set(value):
        return [value]
    return [quote for part in value.values() for quote in quotes_in(part)]


@pytest.mark.parametrize(
    "line", ["compare Blackpool Lancashire", "turned --theme consent", "before Blackpool"]
)
def test_every_quote_stands_in_its_letter(line: str, listed: Callable[[str], list[dict[str, Any]]]) -> None:
    quotes = quotes_in(listed(line))
    assert len(quotes) > 1
    for quote in quotes:
        letter = " ".join((SEEDS / quote["file"]).read_text(encoding="utf-8").split())
        assert letters_of(quote["text"]) in letters_of(letter), quote


def letters_of(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def test_reasons_are_ids_and_read_as_words(
    say: Callable[..., Any], listed: Callable[[str], list[dict[str, Any]]]
) -> None:
    line = "findings --file 004_6b6a7fc6866eb5aa.txt"
    records = listed(f"{line} --explain")
    assert all(":" in reason for record in records for reason in record["reasons"])
    assert [{k: v for k, v in r.items() if k != "reasons"} for r in records] == listed(line)
    rows = list(csv.DictReader(io.StringIO(say(f"{line} --explain --format csv").out, newline="")))
    assert any("rule " in row["reasons"] and " by “" in row["reasons"] for row in rows)


def test_compare_agrees_with_issues(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    known = {(r["authority"], r["label"]): r["status"] for r in listed("issues")}
    councils = ["Lancashire", "Blackpool", "Blackburn with Darwen"]
    records = listed("compare Lancashire E06000009 'blackburn with darwen'")
    for record in records:
        assert [one["authority"] for one in record["authorities"]] == councils
        for one in record["authorities"]:
            assert one["status"] == known.get((one["authority"], record["issue"]))
        assert any(one["status"] for one in record["authorities"])
    assert {record["issue"] for record in records} == {label for _, label in known}


def test_compare_keeps_a_status(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    kept = listed("compare Blackpool Lancashire --status resolved")
    everything = listed("compare Blackpool Lancashire")
    assert kept == [r for r in everything if any(one["status"] == "resolved" for one in r["authorities"])]
    assert 0 < len(kept) < len(everything)


def test_compare_says_where_nothing_can_persist(say: Callable[..., Any]) -> None:
    note = "Lancashire: one visit only, so nothing can persist yet."
    assert note in say("compare Blackpool Lancashire").out
    assert note in say("compare Blackpool Lancashire --format csv").err


def test_common_agrees_with_issues(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    raised = Counter(record["label"] for record in listed("issues"))
    for record in listed("common"):
        assert record["raised_at"] == raised[record["issue"]]
        assert (record["councils"], record["letters"], record["note"]) == (3, 5, "few letters")
        assert record["share"] == round(100 * record["raised_at"] / 3)
    assert {r["region"] for r in listed("common --by region")} == {"North West"}
    assert {r["year"] for r in listed("common --by year")} == {"2011", "2018", "2019", "2022"}
    assert len({r["kind"] for r in listed("common --by kind")}) == 5


def test_common_opens_to_its_sentences(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    (figure,) = listed("common --theme neglect")
    rows = listed("common --theme neglect --evidence")
    assert len({row["council"] for row in rows}) == figure["raised_at"]
    assert all(row["sentence"] and row["file"] for row in rows)


def test_turned_tells_whose_words(
    listed: Callable[[str], list[dict[str, Any]]], say: Callable[..., Any]
) -> None:
    (turn,) = listed("turned --theme consent")
    assert (turn["from_visit"], turn["to_visit"], turn["months"]) == ("2019-08-14", "2022-12-05", 40)
    assert (turn["raised"]["by"], turn["strength"]["by"]) == ("the council", "inspectors")
    assert "in the words of the council itself" in say("turned --theme consent").out


def test_before_has_what_is_open_by_weight(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    (record,) = listed("before Blackpool")
    is_open = {r["label"] for r in listed("issues --authority Blackpool") if r["status"] != "resolved"}
    assert {issue["label"] for issue in record["issues"]} == is_open
    order = [(-issue["weight"], -issue["years"], issue["label"]) for issue in record["issues"]]
    assert order == sorted(order)
    assert {one["authority"] for one in record["alike"]} == {"Lancashire", "Blackburn with Darwen"}
    alike = [one["similarity"] for one in record["alike"]]
    assert alike == sorted(alike, reverse=True)
    for issue in record["issues"]:
        assert issue["weight"] >= 4 * issue["times_raised"] + (8 if issue["stated"] else 0)


def test_before_counts_ages_to_a_day(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    (at_last_visit,), (later,) = listed("before Blackpool"), listed("before Blackpool --on 2024-12")
    assert (at_last_visit["counted_to"], later["counted_to"]) == ("2022-12-05", "2024-12")
    ages = {issue["label"]: issue["years"] for issue in at_last_visit["issues"]}
    assert all(round(i["years"] - ages[i["label"]], 1) == 2.0 for i in later["issues"])


def test_before_as_markdown(say: Callable[..., Any]) -> None:
    said = say("before Blackpool --format markdown")
    assert said.out.startswith(
        "# Blackpool: before the next visit\n\n3 letters on 3 visits, the last of 2022-12-05."
    )
    assert re.search(r"^## 1\. .+\n\n.+, weight \d+, ", said.out, re.MULTILINE)
    assert "One visit only: nothing can persist yet." in say("before Lancashire --format markdown").out
    assert "One visit only: nothing can persist yet." in say("before Lancashire").out


def test_teams_with_most_concerns_first(
    listed: Callable[[str], list[dict[str, Any]]], say: Callable[..., Any]
) -> None:
    records = listed("teams --concerns")
    concerns = Counter[str]()
    for record in records:
        concerns[record["team"]] += record["concerns"]
    totals = [concerns[team] for team in dict.fromkeys(record["team"] for record in records)]
    assert totals == sorted(totals, reverse=True)
    assert all(record["quote"]["text"] for record in records)
    of_one = listed("teams --concerns --file 001_373a6aa0690643a2.txt")
    assert {record["quote"]["file"] for record in of_one} == {"001_373a6aa0690643a2.txt"}


def test_the_library_and_the_command_count_alike(listed: Callable[[str], list[dict[str, Any]]]) -> None:
    counted = ("concerns", "mixed", "strengths", "neutral")
    asked = {
        (r["team_name"], r["about"], *(r[c] for c in counted))
        for r in listed("ask team-issues --authority Blackpool")
    }
    told = {
        (r["name"], r["label"], *(r[c] for c in counted))
        for r in listed("teams --concerns --authority Blackpool")
    }
    assert told == asked
