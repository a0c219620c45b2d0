"""Who may build, and which generations are being read: locks that the system lets go when a holder dies."""

from __future__ import annotations

import json
import os
import platform
import sys
from contextlib import ExitStack, suppress
from itertools import count, islice
from pathlib import Path

from filelock import FileLock, Timeout

from inspectgraph.errors import StoreError
from inspectgraph.store.durable import write_atomically
from inspectgraph.store.layout import StoreLayout

_TRIES = 1000  # another machine on the same disk may have a process of the same number

_lease_numbers = count()  # none twice: a lease that is let go removes the file of its name


class BuildLock:
    """The right to build, which one at a time has."""

    def __init__(self, layout: StoreLayout) -> None:
        self._layout = layout
        # A build may end in another thread than it began in: the lock belongs to the object.
        self._lock = FileLock(layout.lock, thread_local=False)

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock.is_locked

    def acquire(self, *, wait: float | None) -> None:
        """Take the lock, waiting for at most `wait` seconds (None: for ever).

        Raises StoreError naming who holds it; OSError if the folder can't be written.
        """
        try:
            self._lock.acquire(timeout=-1 if wait is None else wait)
        except Timeout:
            raise StoreError(
                f"another build is at work on this store: {_read_holder(self._layout.holder)}",
                where=str(self._layout.root),
                remedy="wait until it has ended; to read the store there is no need to wait",
            ) from None
        with ExitStack() as undo:
            undo.callback(self.release)
            write_atomically(self._layout.holder, _this_holder())
            undo.pop_all()

    def release(self) -> None:
        """Let the lock go; nothing happens where it isn't held."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._layout.holder.unlink(missing_ok=True)
            self._lock.release(force=True)


class ReaderLease:
    """Says to builders that a generation is being read and must not be removed.

    A lease is a locked file in the generation's folder. Where it can't be written (a store on a medium
    that is write-protected, or in somebody else's folder) the reader goes without: the generation before
    the live one is kept anyhow.
    """

    def __init__(self, folder: Path) -> None:
        self._lock: FileLock | None = None
        with suppress(OSError):
            self._lock = _locked_lease(folder)

    def release(self) -> None:
        """Let the generation go; may be called twice."""
        if self._lock is not None:
            self._lock.release(force=True)
            with suppress(OSError):
                Path(self._lock.lock_file).unlink(missing_ok=True)
            self._lock = None


def is_being_read(folder: Path) -> bool:
    """Whether a living reader holds a lease on the generation in `folder`."""
    return any(_is_held(lease) for lease in folder.glob("reader-*.lease"))


def _locked_lease(folder: Path) -> FileLock | None:
    if not folder.is_dir():
        return None
    for number in islice(_lease_numbers, _TRIES):
        lock = FileLock(folder / f"reader-{os.getpid()}-{number}.lease", thread_local=False)
        with suppress(Timeout):
            lock.acquire(timeout=0)
            return lock
    return None


def _is_held(lease: Path) -> bool:
    lock = FileLock(lease, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:  # Somebody else's: better a folder too many than a reader without its files.
        return True
    lock.release(force=True)
    return False


def _this_holder() -> bytes:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]) if sys.argv else ""
    values = {"pid": os.getpid(), "host": platform.node(), "command": command}
    return json.dumps(values, sort_keys=True).encode()


def _read_holder(path: Path) -> str:
    try:
        values = json.loads(path.read_bytes())
        return f"process {values['pid']} on {values['host']}, {values['command']!r}"
    except (OSError, ValueError, KeyError, TypeError):
        return "its name is not known yet"
