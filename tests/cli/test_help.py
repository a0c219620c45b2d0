"""Every command says what it does and gives an example that works."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from inspectgraph.cli import cli
from inspectgraph.version import VERSION

COMMANDS = (
    "build remove issues timeline before compare common turned letters visits findings teams people show "
    "search ask query problems validate evaluate annotate measure plot export publish serve store".split()
)
CHANGING = {"build", "remove", "export", "annotate", "publish", "plot"}
NEEDS_FILES = {"evaluate"}
GOES_ON = {"serve"}


def test_commands() -> None:
    assert list(cli.commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str, say: Callable[..., Any]) -> None:
    said = say(f"{command} --help")
    assert said.code == 0
    assert re.search(rf"\n  Example:\n    inspectgraph {command}\b", said.out), said.out


@pytest.mark.parametrize(
    "command", [name for name in COMMANDS if name not in CHANGING | NEEDS_FILES | GOES_ON]
)
def test_the_example_works(command: str, say: Callable[..., Any]) -> None:
    for line in re.findall(r"^    (inspectgraph .+)$", say(f"{command} -h").out, re.MULTILINE):
        said = say(*shlex.split(line)[1:])
        assert said.code == 0, (line, said.err)
        assert said.out


def test_help_of_all(say: Callable[..., Any]) -> None:
    said = say("--help")
    assert said.code == 0
    assert all(f"\n  {command} " in said.out for command in COMMANDS)


def test_version(say: Callable[..., Any]) -> None:
    assert say("--version").out == f"inspectgraph, version {VERSION}\n"


MISUSED = [[""], ["nonsense"], ["--nonsense"], ["issues", "--nonsense"], ["issues", "Blackpool"], ["build"]]


@pytest.mark.parametrize("words", MISUSED, ids=str)
def test_misuse(words: list[str], say: Callable[..., Any]) -> None:
    said = say(*words)
    assert (said.code, said.out) == (2, "")
    assert "Usage: inspectgraph" in said.err


def test_help_imports_no_engine_and_no_server() -> None:
    """Commands import what they need when they run: to ask for help should cost little more than click."""
    heavy = (
        "pyoxigraph",
        "rdflib",
        "networkx",
        "matplotlib",
        "scipy",
        "numpy",
        "pypdfium2",
        "sqlite3",
        "httpx",
        "starlette",
        "uvicorn",
    )
    code = f"import sys, inspectgraph.cli; print([n for n in {heavy} if n in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert said == "[]\n"
