"""The manual against the program: what README.md and docs/ type works, and answers as they print it.

A block is fenced as ```console. Lines that begin with "$ inspectgraph" or "$ python -m inspectgraph" are
run in a folder of their own, in which seeds/ and a store of them lie. Lines after them are the whole answer,
"..." stands for any lines, and a command with none may answer what it likes. Each must exit with 0.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import inspectgraph

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"\$ (?:python -m )?inspectgraph\b(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A command of the manual and the lines printed after it."""

    page: str
    command: str
    words: tuple[str, ...]
    printed: tuple[str, ...]


def read_manual() -> Iterator[Typed]:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            yield from read_block(block, page=page.name)


def read_block(block: str, *, page: str) -> Iterator[Typed]:
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        lines = part.rstrip("\n").split("\n")
        typed = COMMAND.fullmatch(lines[0])
        if typed:
            words = tuple(shlex.split(typed[1]))
            yield Typed(page=page, command=lines[0], words=words, printed=tuple(lines[1:]))


def is_answer(printed: tuple[str, ...], said: str) -> bool:
    """Whether the printed lines are the whole answer, "..." standing for any number of lines."""
    if not printed:
        return True
    lines = (re.escape(line.rstrip()) + "\n" if line.strip() != "..." else "(?:.*\n)*" for line in printed)
    ends = "".join(line.rstrip() + "\n" for line in said.splitlines())
    return re.fullmatch("".join(lines), ends) is not None


MANUAL = list(read_manual())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """Where the reader types: the seeds, and the store of the first build."""
    place = tmp_path_factory.mktemp("a reader")
    shutil.copytree(seeds, place / "seeds")
    run(place, ("build", "seeds"))
    return place


def run(place: Path, words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(inspectgraph.__file__).parents[1])}
    environment.pop("INSPECTGRAPH_STORE", None)
    return subprocess.run(
        [sys.executable, "-m", "inspectgraph", *words],
        cwd=place,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_manual_shows_answers() -> None:
    assert len(MANUAL) >= 5
    assert any(typed.printed for typed in MANUAL)


def test_no_answer_of_the_manual_is_an_empty_table() -> None:
    """A heading and a rule without a row below show a reader nothing, and are likely a question gone wrong."""
    empty = [typed.command for typed in MANUAL if typed.printed and set(typed.printed[-1]) == {"─"}]
    assert empty == [], "mend the question, or choose another"


@pytest.mark.parametrize(
    "number", range(len(MANUAL)), ids=[f"{typed.page}: {typed.command[2:60]}" for typed in MANUAL]
)
def test_command(number: int, folder: Path) -> None:
    typed = MANUAL[number]
    done = run(folder, typed.words)
    assert done.returncode == 0, done.stderr
    assert is_answer(typed.printed, done.stdout), f"{typed.page} shows another answer:\n{done.stdout}"


@pytest.mark.parametrize(
    ("printed", "said", "right"),
    [
        ((), "anything\n", True),
        (("a", "b"), "a\nb\n", True),
        (("a", "b"), "a\nb  \n", True),
        (("a", "..."), "a\nb\nc\n", True),
        (("a", "...", "z"), "a\nz\n", True),
        (("...",), "", True),
        (("a",), "a\nb\n", False),
        (("a", "c"), "a\nb\n", False),
        (("a.c",), "abc\n", False),
    ],
)
def test_a_wrong_answer_is_seen(printed: tuple[str, ...], said: str, right: bool) -> None:
    assert is_answer(printed, said) is right


def test_a_block_is_read() -> None:
    block = '$ inspectgraph show "A B"\nA B\n$ ls\nx\n$ python -m inspectgraph ask\n'
    typed = list(read_block(block, page="x"))
    assert [t.words for t in typed] == [("show", "A B"), ("ask",)]
    assert [t.printed for t in typed] == [("A B",), ()]
