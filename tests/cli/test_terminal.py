"""What a terminal gets: its width, colour unless NO_COLOR, and a count that programs do not see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.cli import progress

LINE = "issues --authority Blackpool --status persistent"


@pytest.mark.parametrize("width", [200, 160, 100, 80, 60, 20])
def test_width(width: int, say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    lines = say(LINE, terminal=width).out.splitlines()
    is_table = any(set(line) == {"─"} for line in lines)
    assert is_table == (width >= 80)
    if is_table:
        assert max(map(len, lines)) <= width
    assert sum("Domestic" in line for line in lines) == 1


def test_colour(say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert say(LINE, terminal=160).out.startswith("\x1b[1missue")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in say(LINE, terminal=160).out


def test_no_colour_and_a_fixed_width_in_a_pipe(
    say: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = say(LINE).out
    monkeypatch.setenv("COLUMNS", "40")
    assert say(LINE).out == before
    assert "\x1b" not in before


def test_the_count_goes_to_standard_error(say: Callable[..., Any]) -> None:
    said = say("visits --authority Lancashire")
    assert said.err == "(2 rows)\n"
    assert "rows" not in said.out


@pytest.mark.parametrize("format", ["csv", "json"])
def test_programs_get_nothing_on_standard_error(format: str, say: Callable[..., Any]) -> None:
    assert say(f"visits --format {format}").err == ""


@pytest.mark.parametrize(
    ("words", "step"),
    [
        (["store", "check"], "checking the store"),
        (["issues"], "reading the store"),
        (["findings", "--format", "json"], "reading the store"),
        (["ask", "inspectors-of-several"], "asking the store"),
    ],
)
def test_seconds_are_shown_on_a_terminal_alone(
    words: list[str], step: str, say: Callable[..., Any], seed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_TICK", 0.002)
    said = say(*words, "--store", seed_store, terminal=80)
    assert f"\r{step} ... 1 s" in said.err
    shown, _, left = said.err.rpartition("\r" + 60 * " " + "\r")
    assert step in shown
    assert step not in left
    assert step not in said.out
    assert step not in say(*words, "--store", seed_store).err
