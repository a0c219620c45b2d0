"""Words that a person types: wrong ones get one sentence, empty answers say so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WRONG = {
    "issues --authority Blakpool": "inspectgraph: no authority is called 'Blakpool': did you mean Blackpool?",
    "issues --authority ''": "no authority is called ''",
    "issues --authority 'x\" } DROP ALL #'": "no authority is called 'x\" } DROP ALL #'",
    "issues --authority E99999999": "no authority is called 'E99999999'",
    "issues --status persistant": "there is no status 'persistant': did you mean persistent?",
    "issues --theme neglct": "there is no theme 'neglct': did you mean neglect?",
    "issues --since yesterday": "'yesterday' is no date: write 2019, 2019-08 or 2019-08-14",
    "issues --since 2019-13": "'2019-13' is no date",
    "issues --since 2019-02-30": "'2019-02-30' is no date",
    "issues --since 20190801": "'20190801' is no date",
    "issues --since 99999999999999999999": "is no date",
    "issues --since ''": "'' is no date",
    "letters --file nowhere.txt": "no letter of the store lies in 'nowhere.txt'",
    "letters --file ''": "no letter of the store lies in ''",
    "letters --file 002_903346c6d2940e09.txt": "did you mean '002_903346c6d2940e08.txt'?",
    "teams --file 002": "no letter of the store lies in '002'",
    "compare Blackpool": "one authority can't be compared (Blackpool): name two or more",
    "compare Blackpool blackpool": "Blackpool is named twice: name each authority once",
    "compare Blackpool Blakpool": "did you mean Blackpool?",
    "compare Blackpool Lancashire --status persistant": "did you mean persistent?",
    "compare Blackpool Lancashire --theme neglct": "did you mean neglect?",
    "common --by town": "'town' is no grouping: one of theme, region, kind, year",
    "common --theme neglct": "did you mean neglect?",
    "common --evidence": "--evidence needs one theme: give --theme too",
    "turned --theme neglct": "did you mean neglect?",
    "turned --theme neglect --authority Blakpool": "did you mean Blackpool?",
    "before Blakpool": "did you mean Blackpool?",
    "before Blackpool --on tomorrow": "'tomorrow' is no date: write 2019, 2019-08 or 2019-08-14",
    "timeline Blakpool": "did you mean Blackpool?",
    "show nobody": "nothing is known of 'nobody'",
    "show MASHH": "did you mean mash?",
    "show ''": "nothing is known of ''",
    "show id:issue/E06000009/nothing": "nothing is known of 'id:issue/E06000009/nothing'",
    "show 'https://w3id.org/inspectgraph/id/team/a b'": "is no IRI",
    "ask nonsense": "there is no question 'nonsense'",
    "ask persistent-issue": "did you mean persistent-issues",
    "ask persistent-issues --authority": "--authority has no value",
    "ask persistent-issues --autority Blackpool": "has no parameter 'autority'",
    "ask persistent-issues Blackpool": "'Blackpool' stands alone",
    "ask persistent-issues --authority 'x\" } #'": "no authority is called",
    "ask find-words": "needs 'words'",
    "remove nowhere.txt": "no letter of the store is 'nowhere.txt'",
}


@pytest.mark.parametrize("line", WRONG)
def test_one_sentence_and_misuse(line: str, say: Callable[..., Any]) -> None:
    said = say(line)
    assert (said.code, said.out) == (2, ""), said.err
    assert said.err.startswith("inspectgraph: ")
    assert said.err.count("\n") == 1
    assert WRONG[line] in said.err


@pytest.mark.parametrize("command", ["letters", "issues", "validate", "timeline Leeds", "query 'ASK {}'"])
def test_no_store(command: str, say: Callable[..., Any], tmp_path: Path) -> None:
    said = say(f"{command} --store '{tmp_path / 'nowhere'}'")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("inspectgraph: there is no store")
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "file").write_text("no store", encoding="utf-8")
    for place in (tmp_path, tmp_path / "file"):
        said = say(f"{command} --store '{place}'")
        assert (said.code, said.out) == (3, "")
        assert "this is no inspectgraph store" in said.err


def test_a_store_of_a_newer_version(say: Callable[..., Any], tmp_path: Path) -> None:
    pointer = tmp_path / "current.json"
    pointer.write_text(json.dumps({"format": 99, "generation": "000001"}), encoding="utf-8")
    said = say(f"letters --store '{tmp_path}'")
    assert (said.code, said.out) == (3, "")
    assert "written by a newer inspectgraph (format 99" in said.err


def test_a_pointer_to_what_is_gone(say: Callable[..., Any], tmp_path: Path) -> None:
    pointer = tmp_path / "current.json"
    pointer.write_text(json.dumps({"format": 1, "generation": "000001"}), encoding="utf-8")
    said = say(f"letters --store '{tmp_path}'")
    assert (said.code, said.out) == (3, "")
    assert said.err.count("\n") == 1


NO_ISSUE = "No such issue was raised in the letters of this store.\n"
EMPTY = {
    "issues --authority Leeds": "No letter of this store is about this authority.\n",
    "issues --authority Lancashire --theme adoption": (
        "Adoption was never raised at Lancashire in the letters of this store.\n"
    ),
    "issues --theme adoption --status persistent": NO_ISSUE,
    "issues --authority Lancashire --status Persistent": (
        "One visit only to Lancashire: nothing can be persistent yet.\n"
    ),
    "issues --authority Lancashire --file 001_373a6aa0690643a2.txt": (
        "That letter is about Blackpool, not about Lancashire.\n"
    ),
    "compare Leeds Torbay": (
        "No such issue was raised at any of them in the letters of this store.\n"
        "Leeds: no letter of this store is on a visit there that makes issues.\n"
        "Torbay: no letter of this store is on a visit there that makes issues.\n"
    ),
    "compare Leeds Torbay --format json": "[]\n",
    "common --theme adoption": "Adoption was never raised in the letters of this store.\n",
    "turned --theme adoption": "Adoption was never raised in the letters of this store.\n",
    "turned --theme consent --authority Leeds": "No letter of this store is about this authority.\n",
    "turned --theme adoption --format json": "[]\n",
    "before Leeds": "No letter of this store is on a visit to this authority that makes issues.\n",
    "teams --concerns --authority Leeds": "No finding in the letters asked about names a team.\n",
    "teams --concerns --authority Leeds --format json": "[]\n",
    "issues --since 9999": NO_ISSUE,
    "timeline Leeds": "No letter of this store tells of a visit to this authority.\n",
    "issues --authority Leeds --format json": "[]\n",
    "letters --authority Leeds --format json": "[]\n",
}


@pytest.mark.parametrize("line", EMPTY)
def test_an_empty_answer_says_so(line: str, say: Callable[..., Any]) -> None:
    said = say(line)
    assert (said.code, said.out) == (0, EMPTY[line])


def test_an_empty_table_has_a_heading_and_no_rows(say: Callable[..., Any]) -> None:
    said = say("teams --authority Leeds")
    assert said.out.splitlines()[0].split() == ["authority", "name", "acronym", "type", "aliases", "letters"]
    assert said.err == "(0 rows)\n"


def test_since(say: Callable[..., Any]) -> None:
    def listed(line: str) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = json.loads(say(f"issues --format json {line}").out)
        return records

    all_of_them = listed("")
    for since in ("2019", "2019-08", "2019-08-14", "2022-12-06"):
        expected = [r for r in all_of_them if max(v["date"] for v in r["visits"]) >= since]
        assert listed(f"--since {since}") == expected
    assert listed("--since 0001") == all_of_them


def test_status_and_theme_by_label(say: Callable[..., Any]) -> None:
    by_id = say("issues --theme domestic-abuse --status persistent --format csv")
    by_label = say('issues --theme "DOMESTIC ABUSE" --status Persistent --format csv')
    assert by_id == by_label
    assert by_id.out.count("\r\n") > 1
