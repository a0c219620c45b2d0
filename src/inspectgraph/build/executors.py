"""Documents read side by side on any executor of `concurrent.futures`, results in order, memory flat."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice

from inspectgraph.build.children import end_children, name_build, read_in_child, stop_children
from inspectgraph.build.cluster import ClusterExecutor
from inspectgraph.build.letter_child import Sent
from inspectgraph.build.reading import DocumentFile, DocumentRead, bytes_of, read_document, refuse
from inspectgraph.build.stamp import letter_stamp
from inspectgraph.errors import UnreadableError

TIME_LIMIT = 120.0
"""Seconds that reading one letter may take in a child process before it is refused."""

_AHEAD = 2  # documents under way for each worker, so that none idles and memory stays flat


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """An executor that reads `jobs` letters at once: threads, each of which has a child process for it.

    >>> with processes(2) as executor:
    ...     executor.submit(len, "abc").result()
    3
    """
    threads = ThreadPoolExecutor(jobs, thread_name_prefix="letters")
    try:
        yield threads
    finally:
        threads.shutdown(cancel_futures=True)
        end_children()


def read_all(
    documents: Iterable[DocumentFile],
    *,
    jobs: int,
    executor: Executor | None = None,
    limit: float = TIME_LIMIT,
) -> Iterator[DocumentRead]:
    """Read documents in their order: on `executor`, else in `jobs` processes, else (0) in this process.

    At most a few documents are under way at a time, whatever their number: two for each of the `jobs`
    (of the machine's cores if 0, of the cluster's threads if it is one). Their bytes go with them, so that
    workers elsewhere need no files. A document that takes longer than `limit` seconds in a worker, or
    makes it crash, is refused; the others are not harmed.

    Raises what the executor raises when it is broken for good, ClusterError where that is a cluster.
    """
    if executor is not None:
        yield from _Reading(executor, jobs=jobs or os.cpu_count() or 1, limit=limit).run(documents)
    elif jobs < 1:
        yield from map(read_document, documents)
    else:
        with processes(jobs) as own:
            yield from _Reading(own, jobs=jobs, limit=limit).run(documents)


class _Reading:
    """Documents on their way through an executor, oldest first."""

    def __init__(self, executor: Executor, *, jobs: int, limit: float) -> None:
        self._executor, self._jobs, self._limit = executor, jobs, limit
        self._stamp, self._build = letter_stamp(), name_build()
        self._waiting: deque[tuple[DocumentFile, Future[DocumentRead]]] = deque()

    def run(self, documents: Iterable[DocumentFile]) -> Iterator[DocumentRead]:
        """What became of each document, in their order."""
        rest = iter(documents)
        try:
            self._send_some(rest)
            while self._waiting:
                result = self._result(*self._waiting[0])
                self._waiting.popleft()
                self._send_some(rest)
                yield result
        finally:
            self._give_up_rest()
            end_children()

    def _give_up_rest(self) -> None:
        """End what is under way where the build was interrupted: a letter may take minutes."""
        running = [future for _, future in self._waiting if not future.cancel()]
        if running:
            stop_children(self._build)
            wait(running)

    def _send_some(self, documents: Iterator[DocumentFile]) -> None:
        jobs = self._executor.jobs if isinstance(self._executor, ClusterExecutor) else self._jobs
        for document in islice(documents, max(0, _AHEAD * jobs - len(self._waiting))):
            self._waiting.append((document, self._send(document)))

    def _send(self, document: DocumentFile) -> Future[DocumentRead]:
        try:
            data = bytes_of(document)
        except UnreadableError as error:
            refused: Future[DocumentRead] = Future()
            refused.set_result(refuse(document, error))
            return refused
        return self._executor.submit(
            read_in_child,
            Sent(document=document.bare, data=data, stamp=self._stamp, limit=self._limit, build=self._build),
        )

    def _result(self, document: DocumentFile, future: Future[DocumentRead]) -> DocumentRead:
        """The result; where workers died of a document or beside it, what comes of it alone."""
        try:
            return future.result()
        except BrokenExecutor:
            wait([other for _, other in self._waiting])
        again = self._send(document)  # raises once more where the whole executor is broken
        try:
            return again.result()
        except BrokenExecutor as error:
            what = f"the workers that read it died again and again: {error}"
            return refuse(document, UnreadableError(what, code="crashed"))
