"""Builds that are killed, interrupted, out of disk, or meet another: the store is old or new, never half."""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectgraph.build import build_store
from inspectgraph.store import check_store

Read = Callable[[Path], list[str]]
Command = Callable[..., "subprocess.Popen[str]"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")


@pytest.fixture
def store(tmp_path: Path, letters: Path) -> Path:
    """A store with one of the two letters."""
    build_store(tmp_path / "a store", [letters / "003_d6466b21c827d6ce.txt"])
    return tmp_path / "a store"


def clean_build(tmp_path: Path, letters: Path, quads_of: Read) -> list[str]:
    build_store(tmp_path / "clean", [letters])
    return quads_of(tmp_path / "clean")


def kill_and_build_again(start: Command, store: Path, letters: Path, seconds: float) -> None:
    child = start("build", letters, "--store", store)
    time.sleep(seconds)
    child.kill()
    child.communicate()


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.6, 0.9])
def test_killed(
    seconds: float, store: Path, letters: Path, tmp_path: Path, start: Command, quads_of: Read
) -> None:
    old, new = quads_of(store), clean_build(tmp_path, letters, quads_of)
    kill_and_build_again(start, store, letters, seconds)
    assert quads_of(store) in (old, new)
    build_store(store, [letters])
    assert quads_of(store) == new
    assert check_store(store) == ()


YEAR = re.compile(r"\b20(\d\d)\b")


def write_variants(seeds: Path, folder: Path) -> None:
    """The seeds, each also as letters of other years."""
    for path in sorted(seeds.glob("*.txt")):
        words = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(words, encoding="utf-8")
        for years in (1, 2, 3):
            later = YEAR.sub(lambda year: f"20{int(year[1]) + years:02}", words)  # noqa: B023 - used at once
            (folder / f"{years} years later {path.name}").write_text(later, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_at_many_moments(
    jobs: str, seeds: Path, letters: Path, tmp_path: Path, start: Command, quads_of: Read
) -> None:
    write_variants(seeds, letters)
    new, store = clean_build(tmp_path, letters, quads_of), tmp_path / "killed"
    chance = random.Random(11)
    for _ in range(20):
        build_store(store, [letters / "003_d6466b21c827d6ce.txt"])
        old = quads_of(store)
        child = start("build", letters, "--store", store, "--jobs", jobs)
        time.sleep(chance.uniform(0.02, 4.0))
        child.kill()
        child.communicate()
        assert quads_of(store) in (old, new)
        assert check_store(store) == ()
        build_store(store, [letters])
        assert quads_of(store) == new
        shutil.rmtree(store)


@pytest.fixture
def holder(tmp_path: Path, store: Path) -> Command:
    """A process that holds the store's lock until it gets a line."""

    def run() -> subprocess.Popen[str]:
        code = (
            "import sys; from pathlib import Path; from inspectgraph.store import begin_build\n"
            "with begin_build(Path(sys.argv[1])): print('held', flush=True); sys.stdin.readline()"
        )
        path = str(Path(build_store.__code__.co_filename).parents[2])
        process = subprocess.Popen(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r})\n{code}", str(store)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        return process

    return run


def let_go(process: subprocess.Popen[str]) -> None:
    process.communicate("\n")


def test_a_second_build_is_told_who_builds(
    store: Path, letters: Path, start: Command, holder: Command, quads_of: Read
) -> None:
    first, old = holder(), quads_of(store)
    second = start("build", letters, "--store", store)
    _, said = second.communicate()
    let_go(first)
    assert second.returncode == 3
    assert str(first.pid) in said
    assert quads_of(store) == old


def test_a_second_build_waits_if_asked(
    store: Path, letters: Path, start: Command, holder: Command, tmp_path: Path, quads_of: Read
) -> None:
    first = holder()
    second = start("build", letters, "--store", store, "--wait")
    time.sleep(1.0)
    assert second.poll() is None
    let_go(first)
    second.communicate()
    assert second.returncode == 0
    assert quads_of(store) == clean_build(tmp_path, letters, quads_of)


def test_a_reader_does_not_wait(store: Path, start: Command, holder: Command) -> None:
    first = holder()
    reader = start("letters", "--store", store, "--format", "csv")
    out, _ = reader.communicate()
    let_go(first)
    assert reader.returncode == 0
    assert "Lancashire" in out


def test_ctrl_c(store: Path, letters: Path, start: Command, holder: Command, quads_of: Read) -> None:
    """While it waits for another build, so that the moment is known."""
    first, old = holder(), quads_of(store)
    second = start("build", letters, "--store", store, "--wait")
    time.sleep(1.0)
    second.send_signal(signal.SIGINT)
    _, said = second.communicate()
    let_go(first)
    assert second.returncode == 3
    assert said.strip() == "inspectgraph: interrupted; nothing was changed"
    assert quads_of(store) == old


@pytest.mark.parametrize("limit", [1_000, 100_000, 1_000_000])
def test_full_disk(
    limit: int, store: Path, letters: Path, start: Command, tmp_path: Path, quads_of: Read
) -> None:
    import resource

    def limit_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    old = quads_of(store)
    child = start("build", letters, "--store", store, preexec_fn=limit_files)
    _, said = child.communicate()
    assert (child.returncode, said.count("\n")) == (3, 1), said
    assert "the disk is full" in said
    assert quads_of(store) == old
    build_store(store, [letters])
    assert quads_of(store) == clean_build(tmp_path, letters, quads_of)


def test_an_interrupt_in_the_middle_of_reading(
    store: Path, letters: Path, quads_of: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = quads_of(store)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inspectgraph.build.reading.extract_facts", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_store(store, [letters])
    assert quads_of(store) == old
    assert check_store(store) == ()
