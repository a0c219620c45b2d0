"""A folder of one's own questions joins the library, and does not hide what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.ask.own_questions import join_library
from inspectgraph.ask.questions import load_questions
from inspectgraph.errors import DataError, MisuseError

OWN = "# Which letters are there?\n# A question of one's own.\nSELECT ?letter WHERE { ?letter a ig:Letter }\n"


def test_without_a_folder_it_is_the_library() -> None:
    assert join_library() == load_questions()


def test_own_questions_stand_in_their_place(tmp_path: Path) -> None:
    for name in ("a-first.rq", "zz last.rq", "no question.txt"):
        (tmp_path / name).write_text(OWN, encoding="utf-8")
    joined = join_library(tmp_path)
    assert list(joined) == sorted([*load_questions(), "a-first", "zz last"])
    assert joined["a-first"].title == "Which letters are there?"


def test_a_name_that_is_taken_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "persistent-issues.rq").write_text(OWN, encoding="utf-8")
    with pytest.raises(DataError, match=r"'persistent-issues' already .*my-persistent-issues\.rq"):
        join_library(tmp_path)


def test_what_can_not_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="no question in this folder"):
        join_library(tmp_path)
    with pytest.raises(MisuseError, match="no question in this folder"):
        join_library(tmp_path / "nothing")
    (tmp_path / "a.rq").write_bytes(b"# caf\xe9?\nASK {}")
    with pytest.raises(DataError, match="save its files as UTF-8"):
        join_library(tmp_path)
    (tmp_path / "a.rq").write_text("ASK {}", encoding="utf-8")
    with pytest.raises(DataError, match="does not ask a question"):
        join_library(tmp_path)
