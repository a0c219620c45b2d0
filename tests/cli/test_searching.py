"""`search` as people type it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from inspectgraph.ask.search import MOST
from inspectgraph.cli.searching import search
from inspectgraph.store import begin_build

Say = Callable[..., Any]
SENTENCE = "The quality of core assessments is too variable."


def test_quotes_with_marks(say: Say) -> None:
    said = say("search", '"core assessments"', "variable")
    assert said.code == 0
    assert said.out == (
        "Blackpool, 2011-01-19 unannounced-cra: recommendation, concern, assessment-quality\n"
        "  The quality of «core assessments» is too «variable».\n"
        "    002_903346c6d2940e08.txt, characters 6502 to 6550\n"
    )
    assert said.err == "(1 hit)\n"


def test_marks_are_bold_on_a_terminal(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["search", '"core assessments"', "variable"]
    assert "quality of \x1b[1mcore assessments\x1b[0m is" in say(*words, terminal=80).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "quality of «core assessments» is" in say(*words, terminal=80).out


def test_the_total_is_told(say: Say) -> None:
    said = say("search the --limit 3")
    assert said.err.startswith("(the best 3 of ")
    assert said.err.endswith(" hits)\n")
    assert said.out.count("characters") == 3
    assert say("search the --limit 3 --format json").err == said.err
    nothing = say("search nonsensical")
    assert (nothing.code, nothing.out) == (0, "Nothing in the letters of this store matches.\n")
    assert nothing.err == "(0 hits)\n"


def test_json_and_csv_say_the_same(say: Say) -> None:
    records = json.loads(say("search assess* --format json").out)
    said = say("search assess* --format csv --bom").out
    rows = list(csv.DictReader(io.StringIO(said.removeprefix("\ufeff"), newline="")))
    assert said.startswith("\ufeff")
    assert len(records) == len(rows) == 20
    for record, row in zip(records, rows, strict=True):
        assert list(record) == list(row)
        assert record["text"] == row["text"]
        assert row["marks"] == " ".join(f"{start}-{end}" for start, end in record["marks"])
        assert all(
            record["text"][start:end].casefold().startswith("assess") for start, end in record["marks"]
        )
        assert "«" not in row["text"]


@pytest.mark.parametrize(
    "words",
    [
        ["search", "variable", "-thresholds"],
        ["search", "-thresholds", "variable"],
        ["search", "variable", "-housing"],  # begins as -h, the option for help, does
        ["search", "variable", "-s", "-t"],
        ["search", "variable NOT thresholds"],
        ["search", "variable", "NOT", "thresholds"],
        ["search", "variable -thresholds", "--authority", "Blackpool"],
        ["search", "--authority", "Blackpool", "--limit", "5", "variable", '-"long term"'],
        ["search", "--", "variable", "-thresholds"],
        ["search", "--limit=5", "-thresholds", "variable"],
        ["search", "--bom", "-thresholds", "variable"],
        ["search", "--", "variable", "OR", "--limit", "-thresholds"],
    ],
    ids=str,
)
def test_words_to_leave_out(say: Say, words: list[str]) -> None:
    said = say(*words)
    assert said.code == 0
    assert "too «variable»." in said.out


@pytest.mark.parametrize(
    "words", [["search", "-variable"], ["search", "…"], ["search"], ["search", "a", "--yeer", "1"]]
)
def test_misuse(say: Say, words: list[str]) -> None:
    said = say(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_filters_on_the_command_line(say: Say) -> None:
    def files(line: str) -> set[str]:
        return {record["file"][:3] for record in json.loads(say(f"{line} --limit 500 --format json").out)}

    assert files("search children") == {"000", "001", "002", "003", "004"}
    assert files("search children --authority Blackpool --year 2019") == {"000"}
    assert files("search children --kind monitoring-visit") == {"003"}
    assert files("search children --since 2018-11 --until 2019") == {"000", "004"}
    assert files("search children --theme neglect --polarity concern") == {"001", "004"}


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("--authority Blackpol", "Blackpool"),
        ("--theme neglct", "neglect"),
        ("--kind monitoring", "monitoring-visit"),
        ("--since soon", "2019-08"),
        ("--limit 0", "0"),
        ("--limit -1", "-1 is not in the range"),
        ("--limit 99999999999999999999", "is not in the range 1<=x<=1000000"),
        ("--limit -- -1", "'--' is not"),
        ("--authority -x", "no authority is called '-x'"),
        ("--theme -neglect", "'-neglect'"),
    ],
)
def test_wrong_filters(say: Say, line: str, hint: str) -> None:
    said = say(f"search neglect {line}")
    assert (said.code, said.out) == (2, "")
    assert hint in said.err


def test_nothing_in_a_letter_moves_the_cursor(say: Say, tmp_path: Path, seeds: Path) -> None:
    letter = (seeds / "002_903346c6d2940e08.txt").read_text(encoding="utf-8")
    (tmp_path / "letter.txt").write_text(letter.replace(SENTENCE, f"\x1b[31m{SENTENCE}"), encoding="utf-8")
    assert say("build", tmp_path / "letter.txt", "--store", tmp_path / "s", "--jobs", "0").code in (0, 1)
    said = say("search", "variable", "--store", tmp_path / "s")
    assert "\x1b" not in said.out
    assert "«variable»" in said.out


def test_a_folder_may_begin_with_a_hyphen(say: Say) -> None:
    said = say("search", "neglect", "--store", "-dir")
    assert (said.code, said.out) == (3, "")
    assert "(-dir)" in said.err


def test_as_many_hits_as_python_gives() -> None:
    (limit,) = (option for option in search.params if option.name == "limit")
    assert isinstance(limit.type, click.IntRange)
    assert limit.type.max == MOST


def test_a_store_without_an_index(say: Say, tmp_path: Path) -> None:
    with begin_build(tmp_path / "old") as build:
        build.replace_graph("http://a/g", b'<http://a/s> <http://a/p> "x" <http://a/g> .')
        build.commit()
    said = say("search", "neglect", "--store", tmp_path / "old")
    assert (said.code, said.out) == (3, "")
    assert "no search index yet" in said.err
    assert "store rebuild" in said.err
    assert say("search", "neglect", "--store", tmp_path / "none").code == 3
