"""The command line, run within this process as `inspectgraph ...` would be."""

from __future__ import annotations

import io
import json
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.cli import main


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command answered: exit code, standard output and error."""

    code: int
    out: str
    err: str


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, seed_store: Path) -> Callable[..., Said]:
    """Run a command line on the store of the seeds: `say("teams --format csv")`, or word by word."""
    monkeypatch.setenv("INSPECTGRAPH_STORE", str(seed_store))
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*words: str | Path, stdin: bytes = b"", terminal: int | None = None) -> Said:
        line = shlex.split(str(words[0])) if len(words) == 1 else [str(word) for word in words]
        out, err = io.BytesIO(), io.BytesIO()
        stream = io.TextIOWrapper if terminal is None else Terminal
        with monkeypatch.context() as patch:
            if terminal is not None:
                patch.setenv("COLUMNS", str(terminal))
            patch.setattr(sys, "argv", ["inspectgraph", *line])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", stream(out, encoding="utf-8", write_through=True))
            patch.setattr(sys, "stderr", stream(err, encoding="utf-8", write_through=True))
            code = _exit_code()
            sys.stdout.flush()
            return Said(code=code, out=out.getvalue().decode(), err=err.getvalue().decode())

    return run


def _exit_code() -> int:
    with pytest.raises(SystemExit) as end:
        main()
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.fixture
def listed(say: Callable[..., Any]) -> Callable[[str], list[dict[str, Any]]]:
    """The records that a command lists as JSON; it must succeed."""

    def run(line: str) -> list[dict[str, Any]]:
        said = say(f"{line} --format json")
        assert said.code == 0, said.err
        records: list[dict[str, Any]] = json.loads(said.out)
        return records

    return run
