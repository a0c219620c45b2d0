"""A Dask cluster as an executor of `concurrent.futures`: https://distributed.dask.org

What Dask itself makes good: a worker that dies loses nothing, its letters are read again by another. What
is made good here: no answer is waited for without end, and what goes wrong is said in one sentence.
"""

from __future__ import annotations

import logging
import pkgutil
import re
import socket
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, InvalidStateError, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from threading import Event, Lock, Thread
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from inspectgraph.build.children import end_children
from inspectgraph.errors import InspectgraphError, MissingPackageError, MisuseError
from inspectgraph.version import VERSION

PATIENCE = 30.0
"""Seconds that a cluster may take to answer, or be without any worker, before it is given up."""

_TICK = 1.0  # seconds between two looks at the cluster
_NOISY = ("distributed", "distributed.client", "distributed.gc", "tornado", "tornado.application", "asyncio")

_NO_SCHEDULER = (OSError, TimeoutError, ValueError, TypeError, RuntimeError, MemoryError, OverflowError)
"""What comes of talking to nobody, to some other program, or to one that wants a certificate."""

_OUR_MODULE = re.compile(r"module 'inspectgraph[.']")

_WARNS = r"(distributed|dask|tornado)(\.|$)"

P = ParamSpec("P")
T = TypeVar("T")


class ClusterError(InspectgraphError):
    """The cluster can't be reached, does not answer any more, or can't read letters."""


@contextmanager
def connect_cluster(address: str, *, patience: float = PATIENCE) -> Iterator[ClusterExecutor]:
    """An executor on the Dask cluster whose scheduler is at `address`, `tcp://HOST:PORT` or `tls://`.

    Raises MisuseError for what is no such address, MissingPackageError where Dask is not installed, and
    ClusterError if nobody answers within `patience` seconds, if the cluster has no workers, or if one of
    them has no inspectgraph or another version of it.

    >>> with connect_cluster("http://localhost"): pass
    Traceback (most recent call last):
    inspectgraph.errors.MisuseError: no address of a cluster (http://localhost): give tcp://HOST:PORT or tls://HOST:PORT
    """
    host, port = _parted(address)
    distributed = _distributed()
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        try:
            socket.create_connection((host, port), timeout=patience).close()  # Dask would try again for long
            _greet(address, patience=patience)
            client = distributed.Client(address, timeout=patience, set_as_default=False)
        except _NO_SCHEDULER as error:
            raise _silent(address) from error
        executor = ClusterExecutor(client, address=address, patience=patience)
        stack.callback(executor.shutdown)
        executor.check_workers()
        yield executor


class ClusterExecutor(Executor):
    """What `connect_cluster` gives: submits to Dask, and looks after the cluster while it works."""

    def __init__(self, client: Any, *, address: str, patience: float) -> None:
        self._client, self._address, self._patience = client, address, patience
        self._inner = client.get_executor(pure=False)
        self._pending: set[Future[Any]] = set()
        self._lock, self._ended = Lock(), Event()
        self.jobs = 1
        """How many letters the cluster reads at once now; it may grow and shrink."""
        self._watcher = Thread(target=self._watch, name="cluster", daemon=True)

    def check_workers(self) -> None:
        """Wait for a worker, and see that each has this version. Raises ClusterError if not."""
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
            versions = self._on_all(pkgutil.resolve_name, "inspectgraph.version:VERSION")
        except TimeoutError as error:
            raise self._without_workers() from error
        except OSError as error:
            raise _silent(self._address) from error
        _check_versions(versions)
        self._look()
        self._watcher.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker call `fn`; see `concurrent.futures.Executor`."""
        outer: Future[T] = Future()
        with self._lock:
            self._pending.add(outer)
        # A document is sent with its task, not put on a worker first: then it would die with that worker.
        with import_module("dask").config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"}):
            inner = self._inner.submit(fn, *args, **kwargs)
        inner.add_done_callback(lambda done: self._settle(outer, done))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what it still does for us is cancelled."""
        if self._ended.is_set():
            return
        self._ended.set()
        with suppress(OSError, TimeoutError, RuntimeError):
            self._on_all(end_children)
        with suppress(OSError, TimeoutError, RuntimeError, AssertionError):
            self._client.close(timeout=self._patience)

    def _on_all(self, function: Callable[..., T], *args: Any) -> Mapping[str, T | Exception]:
        """What a function gives on each worker. Raises OSError or TimeoutError after `patience`."""
        found: Mapping[str, T | Exception] = self._client.run(
            function, *args, on_error="return", callback_timeout=self._patience
        )
        return found

    def _settle(self, outer: Future[T], inner: Future[T]) -> None:
        """Hand the outcome on, unless the watcher was first."""
        with self._lock:
            self._pending.discard(outer)
        with suppress(InvalidStateError):
            if inner.cancelled():
                outer.set_exception(_silent(self._address, "the connection to the cluster was lost"))
                return
            error = inner.exception()
            if error is None:
                outer.set_result(inner.result())
            else:
                outer.set_exception(self._translated(error))

    def _translated(self, error: BaseException) -> BaseException:
        distributed = _distributed()
        if isinstance(error, distributed.KilledWorker):
            return BrokenExecutor("no worker lived long enough")
        if isinstance(error, distributed.CancelledError):
            return _silent(self._address, "the connection to the cluster was lost")
        if isinstance(error, ImportError) or _lacks_name(error):
            return _unlike({"that came later": error})
        return error

    def _watch(self) -> None:
        """Give up what is waited for when the cluster does not answer, or has had no worker for long."""
        alone = 0.0
        while not self._ended.wait(_TICK):
            try:
                alone = 0.0 if self._look() else alone + _TICK
            except (OSError, TimeoutError, RuntimeError, AttributeError):  # the last: it has just closed
                self._give_up(_silent(self._address, "the cluster does not answer any more"))
                continue
            if alone >= self._patience:
                self._give_up(self._without_workers())

    def _look(self) -> int:
        threads = self._client.nthreads(callback_timeout=self._patience)
        self.jobs = max(1, sum(threads.values()))
        return len(threads)

    def _give_up(self, error: ClusterError) -> None:
        with self._lock:
            given_up, self._pending = self._pending, set()
        for future in given_up:
            with suppress(InvalidStateError):
                future.set_exception(error)

    def _without_workers(self) -> ClusterError:
        return ClusterError(
            f"the cluster has had no worker for {self._patience:.0f} seconds",
            where=self._address,
            remedy=f"start some: dask worker {self._address}",
        )


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise MissingPackageError("dask.distributed", install="'inspectgraph[cluster]'") from error


def _parted(address: str) -> tuple[str, int]:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not port or parts.scheme not in ("tcp", "tls") or parts.path or parts.username:
        raise MisuseError(
            "no address of a cluster", where=address, remedy="give tcp://HOST:PORT or tls://HOST:PORT"
        )
    return host, port


def _greet(address: str, *, patience: float) -> None:
    """See that a scheduler listens there: Dask waits without end for one that says nothing."""
    import asyncio  # takes longer to import than all of `build`

    async def greet() -> None:
        security = _distributed().Security().get_connection_args("client")
        connecting = import_module("distributed.comm").connect(address, timeout=patience, **security)
        line = await asyncio.wait_for(connecting, patience)
        await line.close()

    with ThreadPoolExecutor(1) as apart:  # a notebook, say, has a loop of its own in this thread
        apart.submit(asyncio.run, greet()).result()


def _silent(address: str, what: str = "no Dask scheduler answers") -> ClusterError:
    return ClusterError(
        what,
        where=address,
        remedy="see that it runs there (`dask scheduler`), and whether it wants tcp:// or tls:// with a "
        "certificate; nothing was changed",
    )


def _check_versions(versions: Mapping[str, str | Exception]) -> None:
    others = {worker: found for worker, found in sorted(versions.items()) if found != VERSION}
    if others:
        raise _unlike(others)


def _lacks_name(error: BaseException) -> bool:
    """Whether a module of ours has not what was looked for: any other missing attribute is a mistake in it.

    Its text tells: what a worker raises comes without the object that it was about.

    >>> _lacks_name(AttributeError("module 'inspectgraph.build' has no attribute 'read_more'"))
    True
    >>> _lacks_name(AttributeError("'NoneType' object has no attribute 'lower'"))
    False
    """
    return isinstance(error, AttributeError) and bool(_OUR_MODULE.search(str(error)))


def _unlike(workers: Mapping[str, str | BaseException]) -> ClusterError:
    worker, found = next(iter(workers.items()))
    what = found if isinstance(found, str) else f"none that can be used ({found})"
    return ClusterError(
        f"a worker has another version of inspectgraph: {what}; this is {VERSION}",
        where=worker,
        remedy=f"install the same on all workers (`pip install inspectgraph=={VERSION}`)",
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask logs and warns of to itself: what matters of it becomes an error of ours."""
    loggers = [logging.getLogger(name) for name in _NOISY]
    before = [(logger, logger.handlers, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [logging.NullHandler()], False
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module=_WARNS)
            yield
    finally:
        for logger, handlers, propagate in before:
            logger.handlers, logger.propagate = handlers, propagate
