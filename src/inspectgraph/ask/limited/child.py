"""The process that answers, seen from its asker: started, spoken to, and ended when it must be."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Literal, cast

from inspectgraph.ask.limited.messages import read_message, write_message
from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.errors import InspectgraphError

Cause = Literal["time", "memory", "size", "cancelled", "start", "crash", "killed"]

# The packages' own `__init__` would import what asks, which takes longer than all the rest: so they are
# given as mere folders. The module search path is that of this process, without the working folder.
_START = """
import sys
folder, *sys.path[:] = sys.argv[1:]
for name in ("inspectgraph", "inspectgraph.ask", "inspectgraph.ask.limited"):
    sys.modules[name] = package = type(sys)(name)
    package.__path__ = [folder + name[len("inspectgraph"):].replace(".", "/")]
from inspectgraph.ask.limited.worker import main
main()
"""
# Ctrl-C is for the asker, who ends the process where it must; on Windows no window opens for it either.
_OF_ITS_OWN = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError", "Cannot allocate memory")
_KILLED = (-9, -15)  # signals by which people and the system end processes
_LAST_WORDS = 100_000  # bytes of what a dying process said that are looked at


class ChildDiedError(Exception):
    """The process ended before it said what it was waited for; `find_cause` says why."""


class QueryChild:
    """One process, with so many MB of memory. Used by one thread, but `end()` may come from any.

    Raises InspectgraphError where the system starts no process.
    """

    def __init__(self, *, memory: int | None) -> None:
        self.memory = memory
        self._cause: Cause | None = None
        self._ending = Lock()
        try:
            # A file and not a pipe: nobody reads it while the process lives.
            self._said = tempfile.TemporaryFile()  # noqa: SIM115 - close() closes it
        except OSError as error:
            raise InspectgraphError(
                f"there is no folder for temporary files: {error.strerror or error}",
                remedy="name one that can be written in the environment variable TMPDIR",
            ) from error
        try:
            self._process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                creationflags=_OF_ITS_OWN,
                start_new_session=True,
            )
        except OSError as error:
            self._said.close()
            raise InspectgraphError(
                f"the process that answers queries can't be started: {error.strerror or error}",
                remedy="free some memory or end other programs, and ask again",
            ) from error
        self._input = cast(IO[bytes], self._process.stdin)
        self._output = cast(IO[bytes], self._process.stdout)
        self.is_ready = False

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._cause is None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    def wait_until_ready(self) -> None:
        """Wait until it has started, once. Raises ChildDiedError."""
        words = [word for pair in PREFIXES.items() for word in pair]
        self.send("begin", "" if self.memory is None else str(self.memory), *words)
        self.is_ready = self.receive() == [b"ready"]

    def send(self, *words: str) -> None:
        """Send a message. Raises ChildDiedError."""
        try:
            write_message(self._input, *(word.encode() for word in words))
        except OSError as error:
            raise ChildDiedError from error

    def receive(self) -> list[bytes]:
        """Wait for a message. Raises ChildDiedError."""
        try:
            return read_message(self._output)
        except (EOFError, OSError) as error:
            raise ChildDiedError from error

    def end(self, cause: Cause) -> None:
        """Kill it, whatever it does; the first cause counts. Nothing happens after `close()`."""
        with self._ending:
            if self._cause is None:
                self._cause = cause
                self._process.kill()

    def find_cause(self) -> Cause:
        """Why it died: what it was ended for, else what it said last. Waits for its end."""
        code = self._process.wait()
        if self._cause is not None:
            return self._cause
        if any(words in self.last_words for words in _OUT_OF_MEMORY):
            return "memory"
        if not self.is_ready:
            return "start"
        return "killed" if code in _KILLED else "crash"

    @property
    def last_words(self) -> str:
        """The end of what it wrote to standard error."""
        self._said.seek(max(self._said.seek(0, 2) - _LAST_WORDS, 0))
        return self._said.read().decode(errors="replace")

    def close(self) -> None:
        """End it and let go of its pipes; may be called twice."""
        self.end("cancelled")
        self._process.wait()
        for stream in (self._input, self._output, self._said):
            with suppress(OSError):  # what a dead process did not read
                stream.close()


def _command() -> list[str]:
    package = Path(__file__).resolve().parents[2]
    places = dict.fromkeys([*(place for place in sys.path if Path(place).is_absolute()), str(package.parent)])
    quiet = ["-B"] if sys.dont_write_bytecode else []
    return [sys.executable, "-I", "-S", *quiet, "-c", _START, str(package), *places]
