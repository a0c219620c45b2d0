"""Letters read in child processes, so that a crash or the time limit costs one letter and nothing else.

Whatever reads letters side by side, threads of this process or workers of a cluster, does it through
children: Python's threads share one core, and a regular expression that runs away, or a library that
crashes, can only be ended with its process.
"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection, wait
from pathlib import Path

from inspectgraph.build.reading import Document, DocumentRead, read_bytes, refuse
from inspectgraph.build.stamp import letter_stamp
from inspectgraph.errors import InspectgraphError, UnreadableError

_TRIES = 2  # a child may also be ended from outside, say where memory is short: no fault of the letter

_SECONDS_TO_END = 10.0

_SECONDS_IDLE = 60.0  # then a child ends by itself: the build that it was for may be gone without a word

_SELDOM = 50_000  # things made between two looks for cycles, of which a letter's facts hold none


class StampError(InspectgraphError):
    """What reads letters is not the version, or has not the knowledge, of the build that sent them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """All that a child must know to read a letter: it needs no file, and tells if it is another version.

    `limit` are the seconds that reading may take, `stamp` is the sender's (see `letter_stamp`).
    """

    document: Document
    data: bytes
    stamp: str
    limit: float


def read_in_child(sent: Sent) -> DocumentRead:
    """Read a letter in an idle child process of this one, or in a new one.

    A letter that takes too long or makes its child crash, twice, is refused. Raises StampError if the
    child's version or knowledge is another than the sender's.
    """
    for _ in range(_TRIES):
        answer = _read_once(sent)
        if isinstance(answer, Exception):
            raise answer
        if answer is not None:
            return answer
    return refuse(
        sent.document,
        UnreadableError(
            f"reading it took longer than {sent.limit:.0f} seconds, or crashed",
            code="too-slow",
            remedy="leave it out, or report it",
        ),
    )


def end_children() -> None:
    """End the idle children of this process.

    >>> end_children()
    """
    while child := _take_idle():
        child.end()


def _read_once(sent: Sent) -> DocumentRead | Exception | None:
    """What a child answers, None if it died of it."""
    child = _take_idle() or _Child()
    is_well = False
    try:
        answer = child.ask(sent)
        is_well = True
        return answer
    except (EOFError, OSError):
        return None
    finally:  # a child that still works on it, because this was interrupted, would answer the next one
        if is_well:
            _idle.append(child)
        else:
            child.kill()


class _Child:
    """A process that starts anew on every system alike, and reads one letter after another."""

    def __init__(self) -> None:
        context, own = multiprocessing.get_context("spawn"), multiprocessing.current_process()
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, _SECONDS_IDLE), daemon=True)
        with _starting:  # processes are not counted right when two threads start some at once
            if own.daemon:
                # Dask's workers may have no children, lest they outlive them; ours see to that themselves.
                own.daemon = False
            self._process.start()
        theirs.close()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, sent: Sent) -> DocumentRead | Exception:
        """Its answer. Raises EOFError or OSError if it dies."""
        self._line.send(sent)
        answer: DocumentRead | Exception = self._line.recv()
        return answer

    def end(self) -> None:
        self._line.close()
        self._process.join(_SECONDS_TO_END)
        self.kill()

    def kill(self) -> None:
        self._line.close()
        self._process.kill()
        self._process.join()


_idle: deque[_Child] = deque()
_starting = threading.Lock()
_own_stamp = cache(letter_stamp)


def _take_idle() -> _Child | None:
    while True:
        try:
            child = _idle.pop()
        except IndexError:
            return None
        if child.is_alive:
            return child
        child.end()


def _serve(line: Connection, patience: float) -> None:
    """The life of a child: until its parent has no more letters for it, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build
    gc.set_threshold(_SELDOM)
    threading.Thread(target=_end_after_parent, daemon=True).start()
    while line.poll(patience):
        try:
            sent: Sent = line.recv()
        except EOFError:
            return
        try:
            line.send(_read_limited(sent))
        except InspectgraphError as error:
            line.send(error)
        except Exception as error:
            line.send(error)
            raise


def _end_after_parent() -> None:
    """End also in the middle of a letter, and when the parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_limited(sent: Sent) -> DocumentRead:
    """Read a letter in a child that ends itself when it takes too long.

    The watchdog is a thread of the interpreter's own that needs no lock, so that it also ends a child
    stuck inside a regular expression or a library.
    """
    _check_stamp(sent.stamp)
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(sent.limit, exit=True, file=nowhere)
        try:
            return read_bytes(sent.document, sent.data)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _check_stamp(sender: str) -> None:
    if sender != _own_stamp():
        raise StampError(
            f"a worker has inspectgraph {_short(_own_stamp())}, this build {_short(sender)}",
            remedy="give both the same version and the same ontology folder, and build again",
        )


def _short(stamp: str) -> str:
    """A stamp as a person compares it.

    >>> _short("0.1.0 0123456789abcdef")
    '0.1.0 with the knowledge 01234567'
    """
    version, _, digest = stamp.partition(" ")
    return f"{version} with the knowledge {digest[:8]}"
