"""Whole answers, as a person sees them, kept in tests/expected/cli/ (mended by tests/regenerate_cli.py)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXPECTED = sorted((Path(__file__).parents[1] / "expected" / "cli").glob("*.txt"))


def test_how_many() -> None:
    assert len(EXPECTED) == 8


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_answer(path: Path, say: Callable[..., Any]) -> None:
    command, _, expected = path.read_text(encoding="utf-8").partition("\n")
    said = say(command.removeprefix("$ inspectgraph "))
    assert said.code == 0, said.err
    assert said.out == expected, "if it is right so, run: python tests/regenerate_cli.py"
