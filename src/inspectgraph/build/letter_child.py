"""A process that reads letters, seen from inside: it is sent one after another, and answers each.

It speaks with its parent through its standard input and output. A message is its length in eight bytes and
a pickled value.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from queue import Empty, SimpleQueue
from typing import IO, Any

from inspectgraph.build.reading import Document, DocumentRead, read_bytes
from inspectgraph.build.stamp import letter_stamp
from inspectgraph.errors import InspectgraphError

READY = "ready"
"""What a child says first."""

_LENGTH = 8  # bytes that say how long a message is
_TIMEOUT = b"Timeout "  # with this faulthandler's last words begin; no message is so long
_SELDOM = 50_000  # things made between two looks for cycles, of which a letter's facts hold none


class StampError(InspectgraphError):
    """What reads letters is not the version, or has not the knowledge, of the build that sent them."""


class TooSlowError(Exception):
    """The child has just ended itself, because reading a letter took too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """All that a child must know to read a letter: it needs no file, and tells if it is another version.

    `limit` are the seconds that reading may take, `stamp` is the sender's (see `letter_stamp`), `build` a
    name of the build in its process, by which what is under way for it can be ended.
    """

    document: Document
    data: bytes
    stamp: str
    limit: float
    build: str = ""


def send(stream: IO[bytes], value: object) -> None:
    """Write a message. Raises OSError where nobody reads any more."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(_LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a message. Raises EOFError where the writer has ended, TooSlowError if by its own time limit.

    >>> from io import BytesIO
    >>> stream = BytesIO()
    >>> send(stream, {"rows": 7})
    >>> receive(BytesIO(stream.getvalue()))
    {'rows': 7}
    """
    length = _read_exactly(stream, _LENGTH)
    if length == _TIMEOUT:
        raise TooSlowError
    return pickle.loads(_read_exactly(stream, int.from_bytes(length, "big")))


def main() -> None:
    """The life of a child: until its parent has had no letter for it for some seconds, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build
    gc.set_threshold(_SELDOM)
    patience = float(sys.argv[1])
    letters, answers = _take_pipes()
    arrived: SimpleQueue[Sent] = SimpleQueue()
    threading.Thread(target=_listen, args=(letters, arrived), daemon=True).start()
    send(answers, READY)
    with suppress(Empty):
        while True:
            _answer(answers, arrived.get(timeout=patience))


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Standard input and output, for the parent alone: what a library prints must not get between."""
    # Without a buffer, whose lock the listening thread would hold while the interpreter ends.
    letters = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    sys.stdout = sys.stderr
    return letters, answers


def _listen(letters: IO[bytes], arrived: SimpleQueue[Sent]) -> None:
    """Take what the parent sends; end, also in the middle of a letter, when it has ended."""
    try:
        while True:
            arrived.put(receive(letters))
    finally:
        os._exit(0)


def _answer(answers: IO[bytes], sent: Sent) -> None:
    """Send what reading gives, or the error that it raises; the child lives on after one of ours alone."""
    answer: DocumentRead | None = None
    with suppress(InspectgraphError):
        try:
            answer = _read_limited(answers, sent)
        finally:
            error = sys.exc_info()[1]
            if error is None or isinstance(error, Exception):
                send(answers, error or answer)


def _read_limited(answers: IO[bytes], sent: Sent) -> DocumentRead:
    """Read a letter in a child that ends itself when it takes too long, with a word to its parent.

    The watchdog is a thread of the interpreter's own that needs no lock, so that it also ends a child
    stuck inside a regular expression or a library.
    """
    _check_stamp(sent.stamp)
    faulthandler.dump_traceback_later(sent.limit, exit=True, file=answers)
    try:
        return read_bytes(sent.document, sent.data)
    finally:
        faulthandler.cancel_dump_traceback_later()


_own_stamp = cache(letter_stamp)


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


def _read_exactly(stream: IO[bytes], length: int) -> bytes:
    parts, missing = [], length
    while missing:
        part = stream.read(missing)
        if not part:
            raise EOFError("the other side has ended")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
