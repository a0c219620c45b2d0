"""Whatever happens to a build, a reader finds the old state or the new one, whole."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from inspectgraph.store import check_store, open_store

DEATHS_QUICK = (0, 5, 11, 17, 23, 29)
DEATHS_AT_MOST = 200
NOTHING_STOPPED_IT = 0
OPERATIONS_AT_LEAST = {"interrupt": 30, "full": 10}


@pytest.fixture
def child() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "child_builder", Path(__file__).with_name("child_builder.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _live_version_after_the_next_build(path: Path, child: ModuleType, expected: set[int]) -> int:
    version: int = child.live_version(path)
    assert version in expected
    child.build_version(path, version + 1)
    assert child.live_version(path) == version + 1
    _assert_swept(path)
    return version + 1


def _assert_swept(path: Path) -> None:
    with open_store(path) as store:
        live = store.generation
    generations = sorted(folder.name for folder in (path / "generations").iterdir())
    assert generations[-1] == live
    assert len(generations) <= 2
    assert not list(path.rglob("*.building"))
    assert not list(path.rglob("*.tmp"))
    assert len(list((path / "letters").iterdir())) <= 6, "two generations of three letters"


@pytest.mark.parametrize("point", DEATHS_QUICK)
def test_death_at_an_operation_leaves_the_old_state_or_the_new(
    tmp_path: Path, child: ModuleType, child_command: list[str], point: int
) -> None:
    path = tmp_path / "store"
    child.build_version(path, 1)
    ended = subprocess.run([*child_command, "die", str(path), "2", str(point)], check=False)
    assert ended.returncode == 9
    _live_version_after_the_next_build(path, child, {1, 2})


@pytest.mark.slow
def test_death_at_every_operation_leaves_the_old_state_or_the_new(
    tmp_path: Path, child: ModuleType, child_command: list[str]
) -> None:
    path, version = tmp_path / "store", 1
    child.build_version(path, version)
    for point in range(DEATHS_AT_MOST):
        command = [*child_command, "die", str(path), str(version + 1), str(point)]
        ended = subprocess.run(command, check=False)
        version = _live_version_after_the_next_build(path, child, {version, version + 1})
        if ended.returncode == NOTHING_STOPPED_IT:
            assert point > max(DEATHS_QUICK)
            return
    pytest.fail("the build never came to its end")


@pytest.mark.parametrize("point", range(8))
def test_death_of_the_first_build_leaves_a_folder_that_the_next_one_takes(
    tmp_path: Path, child: ModuleType, child_command: list[str], point: int
) -> None:
    path = tmp_path / "store"
    ended = subprocess.run([*child_command, "die", str(path), "1", str(point)], check=False)
    assert ended.returncode == 9
    assert [problem.code for problem in check_store(path)] == ["store-unreadable"]
    child.build_version(path, 2)
    assert child.live_version(path) == 2


def _kill_at_random(path: Path, child: ModuleType, child_command: list[str], *, times: int) -> None:
    rng = random.Random(20)
    child.build_version(path, 1)
    version = 1
    for _ in range(times):
        command = [*child_command, "versions", str(path), str(version + 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as builder:
            assert builder.stdout is not None
            assert int(builder.stdout.readline()) == version + 1
            time.sleep(rng.uniform(0, 0.3))
            builder.kill()
            said = [version + 1, *(int(line) for line in builder.stdout.read().split())]
        version = _live_version_after_the_next_build(path, child, {said[-1], said[-1] + 1})


def test_kill_at_random_moments(tmp_path: Path, child: ModuleType, child_command: list[str]) -> None:
    _kill_at_random(tmp_path / "store", child, child_command, times=4)


@pytest.mark.slow
def test_kill_at_many_random_moments(tmp_path: Path, child: ModuleType, child_command: list[str]) -> None:
    _kill_at_random(tmp_path / "store", child, child_command, times=20)


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("interrupt", 7),
        ("full", 4),
        pytest.param("interrupt", 1, marks=pytest.mark.slow),
        pytest.param("full", 1, marks=pytest.mark.slow),
    ],
)
def test_a_fault_at_an_operation_leaves_the_old_state_or_the_new(
    tmp_path: Path, child: ModuleType, child_command: list[str], kind: str, step: int
) -> None:
    path = tmp_path / "store"
    child.build_version(path, 1)
    command = [*child_command, "fail", str(path), kind, str(step)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert int(ended.stdout) >= OPERATIONS_AT_LEAST[kind]
    _assert_swept(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the length of files")
@pytest.mark.parametrize("limit", [100, 20_000, 100_000])
def test_a_full_disk_under_oxigraph_is_told_in_a_sentence(
    tmp_path: Path, child: ModuleType, child_command: list[str], limit: int
) -> None:
    path = tmp_path / "store"
    child.build_version(path, 1)
    # Its words go through a pipe, which the limit does not concern.
    command = [*child_command, "small", str(path), str(limit)]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert (
        ended.stdout == f"the disk is full ({path}): free some space and try again; the store is as it was\n"
    )
    assert child.live_version(path) == 1
    child.build_version(path, 2)
    _assert_swept(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permission bits do not stop this user")
def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, child: ModuleType, dumped: Callable[[Path], str]
) -> None:
    path = tmp_path / "store"
    child.build_version(path, 1)
    before = dumped(path)
    path.chmod(0o555)
    try:
        with pytest.raises(Exception, match="can't be written"):
            child.build_version(path, 2)
        assert dumped(path) == before, "a store in a folder of somebody else's can be read"
    finally:
        path.chmod(0o755)
