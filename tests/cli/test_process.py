"""The command as a process: closed pipes, odd encodings, Python's own way of starting it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import inspectgraph

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(seed_store: Path, tmp_path: Path) -> Start:
    def run(*words: str | bytes, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "inspectgraph", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(inspectgraph.__file__).parents[1]),
                "INSPECTGRAPH_STORE": str(seed_store),
                **environment,
            },
        )

    return run


@pytest.mark.parametrize("format", ["json", "csv", "table"])
def test_a_reader_that_has_seen_enough(format: str, start: Start) -> None:
    process = start("findings", "--format", format)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.wait()
    process.stderr.close()
    assert process.stdin is not None
    process.stdin.close()
    assert (process.returncode, re.sub(rb"\(\d+ rows\)\n", b"", said)) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("format", ["json", "csv", "table"])
def test_output_is_utf8_whatever_the_system_says(encoding: str, format: str, start: Start) -> None:
    words = ["issues", "--authority", "Blackpool", "--evidence", "--format", format]
    odd, _ = start(*words, PYTHONIOENCODING=encoding).communicate()
    plain, _ = start(*words, PYTHONIOENCODING="utf-8").communicate()
    assert odd == plain
    assert odd.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="arguments are Unicode here")
def test_words_that_are_no_utf8(start: Start) -> None:
    for words in (
        ["show", b"caf\xe9"],
        ["ask", "find-words", "--words", b"\xff"],
        ["query", b"ASK {} # \xff"],
    ):
        process = start(*words)
        out, said = process.communicate()
        assert (process.returncode, out) == (2, b"")
        assert said.startswith(b"inspectgraph: what was given is not UTF-8 text")


def test_nothing_is_written_beside(start: Start, tmp_path: Path) -> None:
    start("issues").communicate()
    assert list(tmp_path.iterdir()) == []
