"""`evaluate` and `annotate` as a person types them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parents[1] / "evaluate" / "gold"


def test_evaluate_as_a_table(say: Callable[..., Any]) -> None:
    said = say("evaluate", GOLD)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].split() == ["family", "figure", "value", "n", "of"]
    assert any(re.fullmatch(r"letters +letters scored +2 +2 +letters", line) for line in lines)
    assert any("F1 1.000, precision 1.000, recall 1.000" in line for line in lines if "  teams  " in line)
    assert "What is wrong" not in said.out


def test_evaluate_for_programs(say: Callable[..., Any]) -> None:
    records = json.loads(say("evaluate", GOLD, "--format", "json").out)
    assert set(records[0]) == {
        "family",
        "figure",
        "value",
        "n",
        "of",
        "precision",
        "recall",
        "specificity",
    }
    said = say("evaluate", GOLD, "--format", "csv", "--bom").out
    assert said.startswith("\ufefffamily,figure,value,n,of,")
    assert len(list(csv.reader(io.StringIO(said)))) == len(records) + 1


def test_errors_are_listed(say: Callable[..., Any], tmp_path: Path) -> None:
    wrong = (GOLD / "metadata.jsonl").read_text(encoding="utf-8").replace("2018-11-30", "2018-12-01")
    (tmp_path / "metadata.jsonl").write_text(wrong, encoding="utf-8")
    said = say("evaluate", tmp_path, "--errors")
    assert said.code == 0
    assert "What is wrong\n" in said.out
    records = json.loads(say("evaluate", tmp_path, "--errors", "--format", "json").out)
    assert records == [
        {
            "family": "letters",
            "about": "published",
            "where": "004_6b6a7fc6866eb5aa.txt",
            "gold": "2018-12-01",
            "store": "2018-11-30",
        }
    ]
    (tmp_path / "metadata.jsonl").write_bytes((GOLD / "metadata.jsonl").read_bytes())
    assert say("evaluate", tmp_path, "--errors").out.endswith("Nothing is wrong.\n")
    assert json.loads(say("evaluate", tmp_path, "--errors", "--format", "json").out) == []


def test_present_only(say: Callable[..., Any], tmp_path: Path) -> None:
    text = (GOLD / "metadata.jsonl").read_text(encoding="utf-8")
    absent = text.splitlines()[0].replace("004_6b6a7fc6866eb5aa.txt", "elsewhere/a.pdf")
    (tmp_path / "metadata.jsonl").write_text(f"{text}{absent}\n", encoding="utf-8")

    def kind(*words: str) -> tuple[float, int]:
        records = json.loads(say("evaluate", tmp_path, "--format", "json", *words).out)
        return next((r["value"], r["n"]) for r in records if r["figure"] == "kind")

    assert kind() == (0.6667, 3)
    assert kind("--present-only") == (1.0, 2)


def test_what_can_not_be_evaluated(say: Callable[..., Any], tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere", GOLD / "pairs.jsonl"):
        said = say("evaluate", place)
        assert (said.code, said.out) == (2, "")
    (tmp_path / "pairs.jsonl").write_text("oops", encoding="utf-8")
    said = say("evaluate", tmp_path)
    assert (said.code, said.out) == (3, "")
    assert "pairs.jsonl, line 1: not JSON" in said.err
    assert say("evaluate", GOLD, "--store", tmp_path / "nowhere").code == 3


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def fill(path: Path, out: Path, *, polarity: str) -> None:
    """Fill in a sheet as an annotator and a spreadsheet would."""
    first, *rows = rows_of(path)
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows([first, *([*row[:6], polarity, "", "neglect", ""] for row in rows)])


def test_sample(say: Callable[..., Any], tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    said = say("annotate", "sample", one, "--count", "12", "--seed", "5")
    assert (said.code, said.out, said.err) == (0, "", f"wrote 12 sentences to {one}\n")
    assert say("annotate", "sample", two, "--count", "12", "--seed", "5").code == 0
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().startswith(b"\xef\xbb\xbfletter file,authority,kind,heading,sentence before,")
    rows = rows_of(one)
    assert len(rows) == 13
    assert {row[1] for row in rows[1:]} == {"Blackpool", "Lancashire", "Blackburn with Darwen"}
    assert all(row[6:] == [""] * 4 and row[5] for row in rows[1:])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.csv", "two.csv"]


def test_sample_of_some_councils(say: Callable[..., Any], tmp_path: Path) -> None:
    out = tmp_path / "a sheet.csv"
    words = ["--authority", "Lancashire", "--authority", "E06000009", "--count", "9"]
    assert say("annotate", "sample", out, *words).code == 0
    assert {row[1] for row in rows_of(out)[1:]} == {"Blackpool", "Lancashire"}
    said = say("annotate", "sample", out, "--force", "--count", "100000", "--authority", "Lancashire")
    assert "there are no more than these" in said.err
    assert say("annotate", "sample", tmp_path / "x", "--authority", "Atlantis").code == 2
    assert say("annotate", "sample", tmp_path / "x", "--authority", "Kent").code == 3
    assert not (tmp_path / "x").exists()


def test_from_sample_to_figures(say: Callable[..., Any], tmp_path: Path) -> None:
    sheet, first, second = (tmp_path / f"{name}.csv" for name in ("sheet", "first", "second"))
    out = tmp_path / "gold" / "statements.json"
    say("annotate", "sample", sheet, "--count", "10")
    fill(sheet, first, polarity="concern")
    fill(sheet, second, polarity="Mixed")
    said = say("annotate", "read", first, "--out", out)
    assert (said.code, said.out) == (0, "")
    assert said.err == f"first.csv: 10 sentences\nwrote 10 sentences to {out}\n"
    said = say("annotate", "read", first, second, "--out", out, "--force", "--format", "json")
    assert said.code == 0
    agreed = {r["figure"]: r["value"] for r in json.loads(said.out)}
    assert agreed["equal polarity"] == 0
    assert agreed["themes as a set"] == 1
    figures = json.loads(say("evaluate", out.parent, "--format", "json").out)
    assert next(r["n"] for r in figures if r["figure"] == "polarity right") == 10
    assert [path.name for path in out.parent.iterdir()] == ["statements.json"]
    # sheets in which nothing is filled in
    said = say("annotate", "read", sheet, "--out", tmp_path / "x")
    assert said.code == 3
    assert "no row is filled in" in said.err


def test_a_file_that_is_there_stays(say: Callable[..., Any], tmp_path: Path) -> None:
    out, sheet = tmp_path / "mine", tmp_path / "sheet.csv"
    out.write_text("mine", encoding="utf-8")
    say("annotate", "sample", sheet, "--count", "3")
    fill(sheet, tmp_path / "filled.csv", polarity="concern")
    sampling = ["annotate", "sample", out]
    reading = ["annotate", "read", tmp_path / "filled.csv", "--out", out]
    for words in (sampling, reading):
        said = say(*words)
        assert said.code == 2
        assert "the file is there already" in said.err
        assert out.read_text(encoding="utf-8") == "mine"
    fill(sheet, tmp_path / "filled.csv", polarity="oops")
    assert say(*reading, "--force").code == 3
    assert out.read_text(encoding="utf-8") == "mine"
    assert say("annotate", "sample", tmp_path, "--force").code == 2
    assert say(*sampling, "--force").code == 0


def test_a_place_that_can_not_be_written(say: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    said = say("annotate", "sample", tmp_path / "mine" / "sheet.csv", "--force")
    assert said.code == 3
    assert said.err.startswith("inspectgraph: the file can't be written")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def examples_of(command: str, say: Callable[..., Any]) -> list[list[str]]:
    lines = re.findall(r"^    inspectgraph (.+)$", say(f"{command} --help").out, re.MULTILINE)
    assert lines, command
    return [line.split() for line in lines]


def test_the_examples_work(say: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (sampling,) = examples_of("annotate sample", say)
    assert say(*sampling).code == 0
    sheet = tmp_path / "sentences.csv"
    assert len(rows_of(sheet)) == 101
    for name in ("first.csv", "second.csv", "sentences.csv"):
        fill(sheet, tmp_path / name, polarity="neutral")
    for words in [*examples_of("annotate read", say), *examples_of("evaluate", say)]:
        said = say(*words, *(["--force"] if words[0] == "annotate" else []))
        assert said.code == 0, (words, said.err)
    assert examples_of("annotate", say) == [sampling, examples_of("annotate read", say)[0]]
