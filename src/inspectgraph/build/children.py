"""Letters read in child processes, so that a crash or the time limit costs one letter and nothing else.

Whatever reads letters side by side, threads of this process or workers of a cluster, does it through
children: Python's threads share one core, and a regular expression that runs away, or a library that
crashes, can only be ended with its process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import IO, cast

from inspectgraph.build.letter_child import READY, Sent, TooSlowError, receive, send
from inspectgraph.build.reading import DocumentRead, refuse
from inspectgraph.errors import InspectgraphError, UnreadableError

_TRIES = 2  # a child may also be ended from outside, say where memory is short: no fault of the letter

_SECONDS_TO_END = 10.0

_SECONDS_IDLE = 60.0  # then a child ends by itself: the build that it was for may be gone without a word

# Not by `multiprocessing`, which first runs the caller's own script once more in the child: without
# `if __name__ == "__main__"` that would be a second build. The module search path is that of this process.
_START = """
import sys
sys.path[:] = sys.argv[2:]
from inspectgraph.build.letter_child import main
main()
"""
# Ctrl-C is for the build, which ends its children; on Windows no window opens for them either.
_OF_ITS_OWN = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)

# For glibc: a letter takes tens of megabytes, and to give them back and ask for them again at every letter
# takes 1 to 2 ms of 150. Others do not look at these.
_KEEPS_MEMORY = {
    "MALLOC_TRIM_THRESHOLD_": "200000000",
    "MALLOC_MMAP_THRESHOLD_": "200000000",
    "MALLOC_TOP_PAD_": "16000000",
}


class StoppedError(Exception):
    """The build that a letter was to be read for has ended; nobody waits for it."""


def name_build() -> str:
    """A name for what is read together, to be ended together; no other in this process has it."""
    return f"{os.getpid()}-{next(_numbers)}"


def read_in_child(sent: Sent) -> DocumentRead:
    """Read a letter in an idle child process of this one, or in a new one.

    A letter that takes too long or makes its child crash, twice, is refused. Raises StampError if the
    child's version or knowledge is another than the sender's, InspectgraphError if no child can be started,
    StoppedError after `stop_children` for its build, and what the reading raised by mistake.
    """
    was_slow = False
    for _ in range(_TRIES):
        try:
            return _read_once(sent)
        except TooSlowError:
            was_slow = True
        except (EOFError, OSError):
            continue
    return refuse(sent.document, _too_slow(sent.limit) if was_slow else _crashed())


def end_children() -> None:
    """End the idle children of this process.

    >>> end_children()
    """
    while child := _take_idle():
        child.end()


def stop_children(build: str) -> None:
    """Kill the children that read letters of a build now, and read no more of its letters.

    >>> stop_children(name_build())
    """
    with _lock:
        _stopped.add(build)
        for child, its_build in _busy.items():
            if its_build == build:
                child.kill()


def _too_slow(limit: float) -> UnreadableError:
    return UnreadableError(
        f"reading it took longer than {limit:g} seconds",
        code="too-slow",
        remedy="leave it out, or report it",
    )


def _crashed() -> UnreadableError:
    return UnreadableError(
        "what read it crashed twice",
        code="crashed",
        remedy="see whether another program opens it; leave it out, or report it",
    )


def _read_once(sent: Sent) -> DocumentRead:
    """What a child answers. Raises EOFError or OSError if it died of it, TooSlowError if it took too long."""
    child = _take_idle() or _start_child()
    is_well = False
    try:
        with _kept_busy(child, sent.build):
            answer = child.ask(sent)
        is_well = isinstance(answer, DocumentRead | InspectgraphError)  # of all else it dies
    finally:  # a child that still works on it, because this was interrupted, would answer the next one
        if is_well:
            _idle.append(child)
        else:
            child.close()
    if isinstance(answer, Exception):
        raise answer
    return answer


@contextmanager
def _kept_busy(child: _Child, build: str) -> Iterator[None]:
    """A child where `stop_children` finds it. Raises StoppedError where it comes too late for that."""
    with _lock:
        if build in _stopped:
            raise StoppedError
        _busy[child] = build
    try:
        yield
    finally:
        with _lock:
            del _busy[child]


class _Child:
    """A process that starts anew on every system alike, and reads one letter after another.

    Used by one thread; only `kill()` may come from any.
    """

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**_KEEPS_MEMORY, **os.environ},
            creationflags=_OF_ITS_OWN,
            start_new_session=True,
        )
        self._letters = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def is_ready(self) -> bool:
        """Wait until it has started; False if it died of that."""
        with suppress(EOFError, OSError):
            return bool(receive(self._answers) == READY)
        return False

    def ask(self, sent: Sent) -> DocumentRead | Exception:
        """Its answer. Raises EOFError or OSError if it dies, TooSlowError if of the time limit."""
        send(self._letters, sent)
        answer: DocumentRead | Exception = receive(self._answers)
        return answer

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        with suppress(OSError):
            self._letters.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_END)
        self.close()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._letters, self._answers):
            with suppress(OSError):  # what a dead child did not read
                stream.close()


_idle: deque[_Child] = deque()
_busy: dict[_Child, str] = {}
_stopped: set[str] = set()
_lock = threading.Lock()
_numbers = count()


def _take_idle() -> _Child | None:
    while True:
        try:
            child = _idle.pop()
        except IndexError:
            return None
        if child.is_alive:
            return child
        child.close()


def _start_child() -> _Child:
    """A child that is ready. Raises InspectgraphError where none can be started: no fault of a letter."""
    what = "it died at once"
    for _ in range(_TRIES):
        try:
            child = _Child()
        except OSError as error:
            what = error.strerror or str(error)
            continue
        is_ready = False
        try:
            if is_ready := child.is_ready():
                return child
        finally:
            if not is_ready:
                child.close()
    raise InspectgraphError(
        f"a process that reads letters can't be started: {what}",
        remedy="free some memory or end other programs, and build again",
    )


def _command() -> list[str]:
    source = Path(__file__).resolve().parents[2]
    places = dict.fromkeys([*(place for place in sys.path if Path(place).is_absolute()), str(source)])
    # As multiprocessing does: what the environment says of Python counts for the child if it did for this.
    flags = [
        *(["-E"] if sys.flags.ignore_environment else []),
        *(["-B"] if sys.dont_write_bytecode else []),
        *(["-S"] if sys.flags.no_site else []),
        *(["-s"] if sys.flags.no_user_site else []),
    ]
    return [sys.executable, *flags, "-c", _START, str(_SECONDS_IDLE), *places]
