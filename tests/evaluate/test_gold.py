"""Gold files: what is read, and what is said of those that are not as they must be."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from inspectgraph.errors import ExitCode, MisuseError
from inspectgraph.evaluate.faults import GoldError
from inspectgraph.evaluate.gold import read_gold

LETTER: dict[str, object] = {
    "file": "a/b.pdf",
    "kind": "ilacs-short",
    "inspection_start": "2020-01-06",
    "inspection_end": "2020-01-10",
    "lead_inspector": None,
    "overall": "good",
    "judgements": [],
}
STATEMENT = {
    "file": "a/b.pdf",
    "sentence": "Plans are clear.",
    "polarity": ["strength"],
    "change": ["none"],
    "themes_main": [""],
    "themes_all": [[]],
}
THREAD = {"gss": "E06000009", "theme": "neglect", "status": "single", "visits": []}
PAIR = {"file_a": "a", "quote_a": "b", "file_b": "c", "quote_b": "d", "same": True}
TEAMS = {"file": "a", "teams": [{"canonical": "MASH", "surfaces": []}]}


def changed(entry: Mapping[str, object], **fields: object) -> str:
    return json.dumps({**entry, **fields})


def without(entry: Mapping[str, object], name: str) -> str:
    return json.dumps({key: value for key, value in entry.items() if key != name})


FAULTY: list[tuple[str, str | bytes, str, str]] = [
    ("pairs.jsonl", "{", "pairs.jsonl, line 1", "not JSON"),
    ("pairs.jsonl", json.dumps(PAIR) + "\n\n[1]", "pairs.jsonl, line 3", "no JSON object"),
    ("pairs.jsonl", b"\xff\xfe{", "pairs.jsonl", "save it as UTF-8"),
    ("pairs.jsonl", changed(PAIR, same="yes"), "pairs.jsonl, line 1", "'same' is neither true nor false"),
    ("pairs.jsonl", without(PAIR, "same"), "pairs.jsonl, line 1", "'same' is missing: add it"),
    ("pairs.jsonl", changed(PAIR, quote_b=" "), "pairs.jsonl, line 1", "'quote_b' is no text"),
    ("threads.jsonl", changed(THREAD, theme="neglct"), "threads.jsonl, line 1", "did you mean neglect?"),
    ("threads.jsonl", changed(THREAD, status="open"), "threads.jsonl, line 1", "Allowed are persistent, "),
    ("threads.jsonl", changed(THREAD, other_themes=["x"]), "threads.jsonl, line 1", "'x' is unknown"),
    (
        "threads.jsonl",
        changed(THREAD, visits=[{"file": "a", "stance": "concern"}, {"file": "a", "stance": "bad"}]),
        "threads.jsonl, line 1, visits 2",
        "'bad' is unknown in 'stance'",
    ),
    ("threads.jsonl", without(THREAD, "visits"), "threads.jsonl, line 1", "'visits' is missing"),
    (
        "threads.jsonl",
        changed(THREAD, visits=None),
        "threads.jsonl, line 1",
        "'visits' is no list of objects",
    ),
    ("teams.jsonl", changed(TEAMS, teams="MASH"), "teams.jsonl, line 1", "'teams' is no list of objects"),
    ("teams.jsonl", changed(TEAMS, teams=[{"canonical": "x"}]), "line 1, teams 1", "'surfaces' is missing"),
    ("teams.jsonl", changed(TEAMS, chars_read="all"), "teams.jsonl, line 1", "no whole number"),
    ("teams.jsonl", changed(TEAMS, people=[{"name": "A", "as": "boss"}]), "people 1", "'boss' is unknown"),
    ("statements.json", json.dumps(STATEMENT), "statements.json, line 1", "no JSON list"),
    ("statements.json", "[\n {},\n oops]", "statements.json, line 3", "not JSON"),
    (
        "statements.json",
        f"[\n{json.dumps(STATEMENT)},\n\n{changed(STATEMENT, polarity=['strenght'])}\n]",
        "statements.json, line 4",
        "'strenght' is unknown in 'polarity': did you mean strength?",
    ),
    ("statements.json", f"[{changed(STATEMENT, polarity=[])}]", "line 1", "'polarity' is empty"),
    ("statements.json", f"[{changed(STATEMENT, polarity='mixed')}]", "line 1", "'polarity' is no list"),
    ("statements.json", f"[{changed(STATEMENT, change=['better'])}]", "line 1", "'better' is unknown"),
    ("statements.json", f"[{changed(STATEMENT, themes_all=[[3]])}]", "line 1", "lists of something else"),
    ("statements.json", f"[{changed(STATEMENT, themes_main=['x'])}]", "line 1", "'x' is unknown"),
    ("metadata.jsonl", without(LETTER, "overall"), "metadata.jsonl, line 1", "'overall' is missing"),
    ("metadata.jsonl", changed(LETTER, kind="ilacs"), "metadata.jsonl, line 1", "did you mean ilacs-"),
    ("metadata.jsonl", changed(LETTER, gss=6), "metadata.jsonl, line 1", "'gss' is no text"),
    (
        "metadata.jsonl",
        changed(LETTER, judgements=[{"area": "Care leavers", "grade": "Good"}]),
        "metadata.jsonl, line 1, judgements 1",
        "did you mean good?",
    ),
]


def test_the_table_is_whole() -> None:
    assert len(FAULTY) == 28
    assert {name for name, *_ in FAULTY} == {
        "metadata.jsonl",
        "statements.json",
        "teams.jsonl",
        "threads.jsonl",
        "pairs.jsonl",
    }


@pytest.mark.parametrize(("name", "text", "where", "message"), FAULTY)
def test_a_fault_is_named(
    name: str, text: str | bytes, where: str, message: str, folder_with: Callable[..., Path]
) -> None:
    with pytest.raises(GoldError) as caught:
        read_gold(folder_with(name, text))
    said = str(caught.value)
    assert where in said
    assert message in said
    assert caught.value.exit_code == ExitCode.NOT_DONE


def test_all_faults_are_told_at_once(folder_with: Callable[..., Path]) -> None:
    folder = folder_with("pairs.jsonl", "\n".join([changed(PAIR, same=1)] * 30))
    folder_with("threads.jsonl", changed(THREAD, theme="x", status="y"))
    with pytest.raises(GoldError) as caught:
        read_gold(folder)
    assert len(caught.value.problems) == 32
    assert str(caught.value).endswith("... and 12 more")
    assert "found 32 faults" in str(caught.value)


def test_what_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="this is no folder"):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(MisuseError, match="no gold lies here"):
        read_gold(tmp_path)
    (tmp_path / "pairs.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(MisuseError, match="no gold lies here"):
        read_gold(tmp_path)


def test_what_is_read(gold_folder: Path) -> None:
    gold = read_gold(gold_folder)
    assert [len(part) for part in (gold.letters, gold.statements, gold.teams, gold.threads, gold.pairs)] == [
        2,
        2,
        2,
        1,
        1,
    ]
    assert gold.letters[0].visit_start == "2018-11-07"
    assert gold.letters[1].judgements[0] == (
        "The experiences and progress of children in care and care leavers",
        "good",
    )
    assert gold.statements[1].themes == (("family-engagement", "plans-quality"), ("plans-quality",))
    assert [teams.is_whole for teams in gold.teams] == [True, False]
    assert [teams.people for teams in gold.teams] == [(), None]
    assert gold.threads[0].is_stated


PUBLISHED = [
    ({"published": "2020-02-01"}, "2020-02-01"),
    ({}, None),
    ({"published": "2020-02-01", "published_source": "document", "published_filename": "x"}, "2020-02-01"),
    ({"published": "2020-02-01", "published_source": "file name", "published_filename": "x"}, "x"),
    ({"published": "2020-02-01", "published_source": "file name"}, "2020-02-01"),
    ({"published": "2020-02-01", "published_source": None, "published_filename": None}, None),
]


@pytest.mark.parametrize(("fields", "date"), PUBLISHED)
def test_date_of_publication(
    fields: dict[str, object], date: str | None, folder_with: Callable[..., Path]
) -> None:
    (letter,) = read_gold(folder_with("metadata.jsonl", changed(LETTER, **fields))).letters
    assert letter.published == date


def test_a_byte_order_mark_and_other_line_ends(folder_with: Callable[..., Path]) -> None:
    text = f"\ufeff{json.dumps(PAIR)}\r\n{json.dumps({**PAIR, 'quote_a': 'b c'}, ensure_ascii=False)}\r\n"
    assert len(read_gold(folder_with("pairs.jsonl", text)).pairs) == 2
