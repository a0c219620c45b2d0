"""Another process that builds: run by the tests, to be killed, starved of disk, or made to wait.

child_builder.py versions STORE V       builds version V of three letters, then V + 1, for ever
child_builder.py hold STORE             begins a build and holds it until a line comes in
child_builder.py die STORE N            builds a version and dies at its Nth operation on a file
child_builder.py fail STORE KIND        builds with a fault at the 1st, 2nd ... operation, until none is left
child_builder.py small STORE BYTES      builds where no file can be longer than so many bytes
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from inspectgraph.errors import StoreError
from inspectgraph.store import begin_build, check_store, dump_nquads, open_store
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.search_file import open_to_read
from inspectgraph.store.search_rows import LetterRows, SearchRow

KEYS = ("a", "b", "c")
OPERATIONS = {
    "open",
    "sqlite3.connect",
    "os.rename",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.scandir",
    "os.listdir",
}
WRITING = {"os.rename", "os.mkdir"}


def build_version(path: Path, version: int, *, quads: int = 20) -> None:
    with begin_build(path, wait=10, rows_of=rows_of) as build:
        for key in KEYS:
            graph = f"http://a/graph/{key}"
            lines = (f'<http://a/{n}> <http://a/version> "{version}" <{graph}> .\n' for n in range(quads))
            build.put_letter(
                key=key, sha256="0" * 64, files=(), stamp="", graph=graph, nquads="".join(lines).encode()
            )
        derived = f'<http://a/x> <http://a/version> "{version}" <http://a/graph/derived> .\n'
        build.replace_graph("http://a/graph/derived", derived.encode())
        build.commit()


def rows_of(nquads: bytes) -> LetterRows:
    words = sorted({"version " + line.split(b'"')[1].decode() for line in nquads.splitlines()})
    rows = tuple(SearchRow(place, place + 1, "passage", None, text) for place, text in enumerate(words))
    return LetterRows(gss=None, kind=None, date=None, file="", rows=rows)


def versions_found(path: Path, generation: str) -> set[str]:
    with open_to_read(StoreLayout(path).search(generation)) as index:
        return {text.removeprefix("version ") for (text,) in index.execute("SELECT text FROM piece")}


def live_version(path: Path) -> int:
    """The one version that everything in the store has; fails where there are several, or damage."""
    problems = check_store(path)
    assert problems == (), problems
    with open_store(path) as store:
        versions = {line.split('"')[1] for line in dump_nquads(store.graph).decode().splitlines()}
        versions |= versions_found(path, store.generation)
    assert len(versions) == 1, versions
    return int(versions.pop())


class Fault:
    """Calls `strike` at the Nth operation on a file under a folder, seen through Python's audit events."""

    def __init__(self, folder: Path, strike: Callable[[], None], *, writing_only: bool = False) -> None:
        self.folder, self.strike, self.writing_only, self.left = str(folder), strike, writing_only, -1
        sys.addaudithook(self.see)

    def see(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.left < 0 or event not in OPERATIONS or not self.concerns(event, arguments):
            return
        self.left -= 1
        if self.left < 0:
            self.strike()

    def concerns(self, event: str, arguments: tuple[object, ...]) -> bool:
        if not str(arguments[0]).startswith(self.folder):
            return False
        writes = event in WRITING or (event == "open" and "w" in str(arguments[1]))
        return writes or not self.writing_only


def interrupt() -> None:
    raise KeyboardInterrupt


def fill_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def die() -> None:
    os._exit(9)  # no clearing up, of Python's or Oxigraph's: like kill -9


def say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def fail_everywhere(path: Path, kind: str, step: int) -> None:
    """Says about how many operations a build has, having made it fail at each `step`th of them."""
    fault = Fault(path, interrupt if kind == "interrupt" else fill_disk, writing_only=kind == "full")
    version, point = live_version(path), 0
    while True:
        fault.left = point
        try:
            build_version(path, version + 1)
        except (KeyboardInterrupt, StoreError) as error:
            if kind == "full" and "the disk is full" not in str(error):
                raise
        finished = fault.left >= 0
        fault.left = -1
        now = live_version(path)
        assert now in (version, version + 1), (point, version, now)
        if finished:
            break
        version, point = now, point + step
    say(point)


def run(command: str, path: Path, *rest: str) -> None:
    if command == "versions":
        version = int(rest[0])
        while True:
            build_version(path, version)
            say(version)
            version += 1
    elif command == "hold":
        with begin_build(path):
            say("held")
            sys.stdin.readline()
    elif command == "die":
        fault = Fault(path, die)
        fault.left = int(rest[1])
        build_version(path, int(rest[0]))
    elif command == "fail":
        fail_everywhere(path, rest[0], int(rest[1]))
    elif command == "small":
        build_on_a_small_disk(path, int(rest[0]))


def build_on_a_small_disk(path: Path, limit: int) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        build_version(path, 2, quads=2000)
    except StoreError as error:
        say(error)


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
