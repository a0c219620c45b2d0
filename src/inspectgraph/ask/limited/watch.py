"""Ends a query's process when its time is up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Thread

from inspectgraph.ask.limited.child import Cause, QueryChild


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deadline:
    child: QueryChild
    seconds: float
    cause: Cause
    is_over: Event


class Watch:
    """One thread that waits beside each query, one after another, and ends what takes too long."""

    def __init__(self) -> None:
        self._deadlines: SimpleQueue[_Deadline | None] = SimpleQueue()
        self._thread: Thread | None = None

    @contextmanager
    def ended_after(self, seconds: float | None, child: QueryChild, cause: Cause) -> Iterator[None]:
        """End the process if what is done meanwhile takes longer."""
        if seconds is None:
            yield
            return
        if self._thread is None:
            self._thread = Thread(target=_keep_watch, args=(self._deadlines,), daemon=True)
            self._thread.start()
        is_over = Event()
        self._deadlines.put(_Deadline(child=child, seconds=seconds, cause=cause, is_over=is_over))
        try:
            yield
        finally:
            is_over.set()

    def close(self) -> None:
        """End the thread; may be called twice."""
        if self._thread is not None:
            self._deadlines.put(None)
            self._thread = None


def _keep_watch(deadlines: SimpleQueue[_Deadline | None]) -> None:
    while (deadline := deadlines.get()) is not None:
        if not deadline.is_over.wait(deadline.seconds):
            deadline.child.end(deadline.cause)
