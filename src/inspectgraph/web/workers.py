"""So many queries at once and so many waiting: each in a thread, with a process that can be ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from inspectgraph.ask.limited import LimitedAnswer, LimitedQueries, QueryDataset, QueryLimits
from inspectgraph.errors import QueryEndedError
from inspectgraph.web.refusing import RefusedError, busy_refusal
from inspectgraph.web.settings import ServeSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

T = TypeVar("T")

_AGAIN = 0.05  # seconds between two tries to end a query, which may be about to begin
_GRACE = 2.0  # seconds that a request of several queries may take beyond the limit of one


class Worker:
    """Asks the store, one query after another, until it is told to stop."""

    def __init__(self, settings: ServeSettings) -> None:
        self.limits = settings.limits
        self._queries = LimitedQueries(settings.store, limits=settings.limits)
        self._stopped = Event()

    def start(self) -> None:
        """Begin to start its process."""
        self._queries.start()

    def ask(
        self,
        sparql: str,
        *,
        format: str = "json",
        graph_format: str | None = None,
        limits: QueryLimits | None = None,
        dataset: QueryDataset | None = None,
    ) -> LimitedAnswer:
        """The answer from what is live now; raises as `LimitedQueries.run`."""
        self.refuse_stopped()
        return self._queries.run(
            sparql, format=format, graph_format=graph_format, limits=limits, dataset=dataset
        )

    def refuse_stopped(self) -> None:
        """Raise QueryEndedError if nobody wants the answer any more."""
        if self._stopped.is_set():
            raise QueryEndedError("the query was cancelled", code="cancelled", remedy="ask again")

    def stop(self) -> None:
        """End what it does. For other threads."""
        self._stopped.set()
        self._queries.cancel()

    def resume(self) -> None:
        """Be there for the next request."""
        self._stopped.clear()

    def close(self) -> None:
        """End its process."""
        self._queries.close()


class QueryWorkers:
    """The workers of a server. Used in one event loop; what is waited for there runs in threads."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self._workers = [Worker(settings) for _ in range(settings.workers)]
        self._threads = ThreadPoolExecutor(max_workers=settings.workers, thread_name_prefix="query")
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()  # those that are warm come first
        for worker in reversed(self._workers):
            self._idle.put_nowait(worker)
        self._waiting = 0
        self._is_closed = False

    def start(self) -> None:
        """Begin to start the first process. Raises InspectgraphError where the system starts none."""
        self._workers[0].start()

    async def run(self, job: Callable[[Worker], T]) -> T:
        """What `job` returns, run in a thread with a worker of its own.

        If this is cancelled, the job's query is ended, and its worker is there for others soon after.
        Raises RefusedError where too many wait, QueryEndedError where the job takes too long.
        """
        worker = await self._next_worker()
        loop = asyncio.get_running_loop()
        done = loop.run_in_executor(self._threads, job, worker)
        done.add_done_callback(lambda _: self._take_back(worker, done))
        try:
            async with self._in_time():
                return await asyncio.shield(done)
        finally:
            _end(worker, done)

    async def close(self) -> None:
        """End all queries and processes."""
        self.stop()
        await asyncio.to_thread(self._threads.shutdown)
        for worker in self._workers:
            worker.close()

    def stop(self) -> None:
        """End all queries, and let none begin."""
        self._is_closed = True
        for worker in self._workers:
            worker.stop()

    async def _next_worker(self) -> Worker:
        if self._is_closed or (self._idle.empty() and self._waiting >= self._settings.waiting):
            raise _busy(f"{self._settings.workers} queries run and {self._waiting} wait")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._longest_wait()):
                return await self._idle.get()
        except TimeoutError:
            raise _busy("no query came to an end before this one's turn") from None
        finally:
            self._waiting -= 1

    def _longest_wait(self) -> float | None:
        """Longer than any job and the end of its query: else all would give up just before their turn."""
        seconds = self._settings.limits.seconds
        return None if seconds is None else seconds + 2 * _GRACE

    @asynccontextmanager
    async def _in_time(self) -> AsyncIterator[None]:
        seconds = self._settings.limits.seconds
        try:
            async with asyncio.timeout(None if seconds is None else seconds + _GRACE):
                yield
        except TimeoutError:
            raise QueryEndedError(f"the queries took longer than {seconds:g} seconds", code="time") from None

    def _take_back(self, worker: Worker, done: asyncio.Future[T]) -> None:
        if not done.cancelled():
            done.exception()  # seen, even if nobody waits for it any more
        if not self._is_closed:
            worker.resume()
            self._idle.put_nowait(worker)


def _end(worker: Worker, done: asyncio.Future[T]) -> None:
    """Stop a worker whose job nobody waits for, time and again: before its query begins that is in vain."""
    if not done.done():
        worker.stop()
        asyncio.get_running_loop().call_later(_AGAIN, _end, worker, done)


def _busy(detail: str) -> RefusedError:
    refusal = busy_refusal(f"{detail}: ask again in a few seconds")
    return RefusedError(
        refusal.status, refusal.kind, refusal.detail, Retry_After=refusal.headers["Retry-After"]
    )
