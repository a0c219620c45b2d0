"""`problems` and `store`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_problems_name_the_letters_that_are_missing(say: Callable[..., Any], seed_store: Path) -> None:
    said = say("problems", "--store", seed_store, "--format", "json")
    rows = json.loads(said.out)
    assert [row["where"] for row in rows if row["code"] == "letter-missing"] == [
        "cra visit of 2009-06",
        "ilacs visit of 2018-11",
        "sif visit of 2015-09",
        "sif visit of 2017-10",
    ]
    assert "Letters by kind and year" in say("problems", "--store", seed_store).out


def test_store_info(say: Callable[..., Any], seed_store: Path) -> None:
    rows = json.loads(say("store", "info", "--store", seed_store, "--format", "json").out)
    assert {row["what"]: row["value"] for row in rows}["letters"] == 5


def test_store_check_backup_rebuild(say: Callable[..., Any], seed_store: Path, tmp_path: Path) -> None:
    shutil.copytree(seed_store, tmp_path / "store")
    assert say("store", "check", "--store", tmp_path / "store").out == "The store is whole.\n"
    assert say("store", "backup", tmp_path / "copy", "--store", tmp_path / "store").code == 0
    for file in (tmp_path / "copy").glob("letters/*.nq"):
        file.write_bytes(b"")
    assert say("store", "check", "--store", tmp_path / "copy").code == 1
    assert say("store", "rebuild", "--store", tmp_path / "store").out == "rebuilt from 5 letters\n"
