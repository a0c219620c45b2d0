"""How long a folder of letters takes to build, as ratios to plain text extraction of the same files.

`python benchmarks/archive.py FOLDER [JOBS]` takes each figure in this one run, with the same number of
processes (all cores by default): the text of every PDF by pypdfium2 alone, the reader with its layout, whole
builds of 50, 100 and all letters, one letter added, nothing changed. Each is a process of its own, so that
its peak memory is its own; what the floor does not need is imported by the others alone.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

GOALS = {"whole build": 6.0, "reading": 2.5}
UNCHANGED_GOAL, MEMORY_GOAL = 0.05, 1000.0
SIZES = (50, 100)


def main() -> None:
    if sys.argv[1:2] == ["--step"]:
        print(json.dumps(step(sys.argv[2], int(sys.argv[3]), [Path(path) for path in sys.argv[4:]])))
        return
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python benchmarks/archive.py FOLDER [JOBS]")
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as scratch:
        measure(Path(sys.argv[1]), Path(scratch), jobs=jobs)


def measure(folder: Path, scratch: Path, *, jobs: int) -> None:
    letters = sorted(path for path in folder.rglob("*") if path.is_file())
    print(f"{len(letters)} files, {jobs} processes, {machine()}")
    tree, last = scratch / "letters", letters[-1]
    copy(letters[:-1], folder, tree)
    floor = run("plain", jobs, tree)
    report("plain text", floor)
    report("reading", run("reading", jobs, tree), floor=floor)
    whole = run("build", jobs, scratch / "whole", tree)
    report("whole build", whole, floor=floor)
    copy([last], folder, tree)
    report("one added", run("build", jobs, scratch / "whole", tree), whole=whole)
    report("unchanged", run("build", jobs, scratch / "whole", tree), whole=whole)
    for size in SIZES:
        if size < len(letters):
            part = scratch / f"part-{size}"
            copy(letters[:: len(letters) // size][:size], folder, part)
            grown = run("build", jobs, scratch / f"store-{size}", part)
            print(f"{size:5} letters: {grown['seconds'] / size * 1000:6.0f} ms a letter")
    print(f"{len(letters):5} letters: {whole['seconds'] / (len(letters) - 1) * 1000:6.0f} ms a letter")


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def copy(files: Sequence[Path], folder: Path, target: Path) -> None:
    for file in files:
        place = target / file.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)


def run(name: str, jobs: int, *paths: Path) -> dict[str, float]:
    """What a step took, in a process of its own: seconds and the memory, in MB, of all its processes."""
    command = [sys.executable, __file__, "--step", name, str(jobs), *map(str, paths)]
    begin = time.perf_counter()
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    seconds = time.perf_counter() - begin
    return {"seconds": seconds, **json.loads(answer.stdout)}


def step(name: str, jobs: int, paths: Sequence[Path]) -> dict[str, float]:
    if name == "build":
        from inspectgraph.build import build_store

        build_store(paths[0], [paths[1]], jobs=jobs)
    else:
        each: Callable[[Path], int] = {"plain": plain_text, "reading": read}[name]
        files = sorted(path for path in paths[0].rglob("*") if path.is_file())
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
            sum(executor.map(each, files, chunksize=4))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"memory": (own + jobs * worker) / 1024}


def plain_text(file: Path) -> int:
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        return 0
    return sum(len(page.get_textpage().get_text_bounded()) for page in document)


def read(file: Path) -> int:
    from inspectgraph.errors import UnreadableError
    from inspectgraph.letters import read_letter

    try:
        return len(read_letter(file).text)
    except UnreadableError:
        return 0


def report(
    name: str,
    measured: dict[str, float],
    *,
    floor: dict[str, float] | None = None,
    whole: dict[str, float] | None = None,
) -> None:
    line = f"{name:14}{measured['seconds']:8.1f} s"
    if floor:
        ratio = measured["seconds"] / floor["seconds"]
        line += f"{ratio:8.2f} x plain text {verdict(ratio, GOALS[name])}"
    if whole:
        ratio = measured["seconds"] / whole["seconds"]
        line += f"{ratio:8.3f} x whole build"
        line += f" {verdict(ratio, UNCHANGED_GOAL)}" if name == "unchanged" else ""
    if floor and name in GOALS:
        line += f"   {measured['memory']:.0f} MB {verdict(measured['memory'], MEMORY_GOAL)}"
    print(line, flush=True)


def verdict(value: float, goal: float) -> str:
    return f"(goal {goal:g}: {'met' if value <= goal else 'MISSED'})"


if __name__ == "__main__":
    main()
