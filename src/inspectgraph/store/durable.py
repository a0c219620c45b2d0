"""Writing so that after a crash or a power cut a file is there as a whole or not at all."""

from __future__ import annotations

import os
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

# On Windows a file that a reader has open for a moment can't be replaced: try for about two seconds.
_ATTEMPTS = 40 if os.name == "nt" else 1
_PAUSE_SECONDS = 0.05


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, bring it to disk, and put it in the place of `path` in one step.

    Raises OSError; then `path` is as it was.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _replace(temporary, path)
    sync_folder(path.parent)


def write_at_once(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and put it in its place in one step, on disk when the system sees fit.

    Whoever looks finds the old or the new, also after the writer was killed; after a power cut it may be
    anything until `path` and its folder have been synced. Raises OSError; then `path` is as it was.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_bytes(content)
    _replace(temporary, path)


class SyncsBeside:
    """Files brought to disk by a thread beside the work that goes on: a disk takes its time for each.

    >>> syncs = SyncsBeside()
    >>> syncs.finish()
    >>> syncs.stop()
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sync")
        self._waiting: list[Future[None]] = []

    def add(self, path: Path) -> None:
        """Bring a file that is whole to disk, soon."""
        self._waiting.append(self._thread.submit(sync_file, path))

    def finish(self) -> None:
        """Wait until all are on disk. Raises OSError where one can't be."""
        while self._waiting:
            self._waiting[0].result()
            del self._waiting[0]

    def stop(self) -> None:
        """End the thread; what was not begun is left to the system."""
        self._thread.shutdown(cancel_futures=True)
        self._waiting.clear()  # a failure in it would keep alive who met with it, and the graph too


def read_replaced(path: Path) -> bytes:
    """The bytes of a file that somebody may be replacing at this moment. Raises OSError."""
    for attempt in range(1, _ATTEMPTS + 1):
        with suppress(*([PermissionError] if attempt < _ATTEMPTS else [])):
            return path.read_bytes()
        time.sleep(_PAUSE_SECONDS)
    raise AssertionError("the last attempt returns or raises")


def sync_file(path: Path) -> None:
    """Bring to disk what was written to a file."""
    # Windows syncs only what is open for writing; nothing is written here.
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Bring a folder's list of names to disk where the system can do that (Windows can't, nor needs to)."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_tree(root: Path) -> None:
    """Bring a folder and all in it to disk."""
    for folder, _, files in os.walk(root, topdown=False):
        for name in files:
            sync_file(Path(folder, name))
        sync_folder(Path(folder))


def _replace(source: Path, target: Path) -> None:
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            source.replace(target)
        except PermissionError:
            if attempt == _ATTEMPTS:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
