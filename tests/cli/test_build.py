"""`build` and `remove`, as a person types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "a store with spaces"


def test_build_tells_what_it_did(say: Callable[..., Any], store: Path, seeds: Path) -> None:
    said = say("build", seeds, "--store", store)
    lines = said.out.splitlines()
    assert (said.code, said.err, len(lines)) == (0, "", 6)
    assert lines[1].startswith("new      001_373a6aa0690643a2.txt: ilacs-standard, Blackpool, 2022-12-05, ")
    assert lines[-1].startswith("5 read, 0 unchanged, 0 refused; 5 letters and ")
    assert lines[-1].endswith(f" quads in {store}")
    again = say("build", seeds, "--store", store)
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith("0 read, 5 unchanged, 0 refused; 5 letters and ")
    assert again.out.endswith(" (nothing changed)\n")


def test_refused_files(say: Callable[..., Any], store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / 'it\'s "quoted"\n\x1b[31m é.txt').write_text("buy milk", encoding="utf-8")
    said = say("build", folder, "--store", store)
    assert said.code == 1
    assert said.out.startswith("0 read, 0 unchanged, 2 refused; 0 letters")
    assert said.err.count("\n") == 2
    assert "\x1b" not in said.err
    assert "refused  empty.txt: the file is empty: " in said.err


def test_a_path_that_is_not_there(say: Callable[..., Any], store: Path, tmp_path: Path) -> None:
    said = say("build", tmp_path / "nowhere", "--store", store)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("inspectgraph: there is no such file or folder")
    assert not store.exists()


def test_a_folder_that_is_no_store(say: Callable[..., Any], seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    said = say("build", seeds, "--store", tmp_path)
    assert (said.code, said.out) == (3, "")
    assert "nothing was changed" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_an_empty_folder_makes_an_empty_store(say: Callable[..., Any], store: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = say("build", tmp_path / "empty", "--store", store)
    assert said.code == 0
    assert said.out.startswith("0 read, 0 unchanged, 0 refused; 0 letters")
    assert say("letters", "--store", store).err == "(0 rows)\n"


def test_remove(say: Callable[..., Any], store: Path, seeds: Path) -> None:
    say("build", seeds, "--store", store)
    said = say("remove", "003_d6466b21c827d6ce.txt", "--store", store)
    assert (said.code, said.out) == (0, "removed 003_d6466b21c827d6ce.txt\n")
    assert "003" not in say("letters", "--store", store).out
    assert say("remove", "003_d6466b21c827d6ce.txt", "--store", store).code == 2


def test_progress_is_silent_in_a_pipe_and_counts_on_a_terminal(
    say: Callable[..., Any], store: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from itertools import count

    ticks = count()
    monkeypatch.setattr("time.monotonic", lambda: float(next(ticks)))
    assert say("build", seeds, "--store", store).err == ""
    said = say("build", seeds, "--store", store.with_name("other"), terminal=80)
    assert said.err.rstrip(" \n").endswith("left")
    assert "\r5 of 5 letters, " in said.err
