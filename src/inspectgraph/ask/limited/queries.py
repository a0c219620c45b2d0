"""Queries with limits: each runs in a process that is ended when it takes too much."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal, cast

from inspectgraph.ask.limited.child import ChildDiedError, QueryChild
from inspectgraph.ask.limited.dataset import QueryDataset
from inspectgraph.ask.limited.failures import FailedQueryError, ended_error, failure_error
from inspectgraph.ask.limited.generation import HeldGeneration, hold, hold_live
from inspectgraph.ask.limited.limits import QueryLimits
from inspectgraph.ask.limited.watch import Watch
from inspectgraph.ask.refusing import disarm, names_graphs, refuse_long, refuse_unfit
from inspectgraph.closing import ClosedAtExit
from inspectgraph.store.failures import DamagedStoreError
from inspectgraph.store.layout import StoreLayout

Kind = Literal["solutions", "boolean", "graph"]
OnStage = Callable[[str], None]
"""Called with "sent", "parsed", "first" (only for the format none) and "done", when it is so."""

_STARTING = 60.0  # seconds after which a process that has not started never will


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A query that has passed, and what is wanted of it."""

    sparql: str
    format: str
    graph_format: str
    limits: QueryLimits
    on_stage: OnStage
    dataset: QueryDataset | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitedAnswer:
    """A query's whole answer, serialised.

    `rows` are those in it (triples of a graph, 1 for true or false), `cut` says that there are more;
    `generation` is the name of the store's generation that answered.
    """

    kind: Kind
    format: str
    chunks: tuple[bytes, ...]
    rows: int
    cut: bool
    generation: str

    def read(self) -> bytes:
        """The document in one piece."""
        return b"".join(self.chunks)


class LimitedQueries(ClosedAtExit):
    """Runs queries on the store at `path`, one at a time, always on what is live; a context manager.

    With `generation` it stays on the one of that name, which somebody must hold until the first query. Costs
    nothing until the first query, or `start()`, and one process from then on. Threads that share it wait for
    each other; `cancel()` ends what runs.
    """

    def __init__(
        self, path: Path, *, limits: QueryLimits | None = None, generation: str | None = None
    ) -> None:
        self.limits = QueryLimits() if limits is None else limits
        self._layout = StoreLayout(path)
        self._generation = generation
        self._child: QueryChild | None = None
        self._held: HeldGeneration | None = None
        self._left: HeldGeneration | None = None
        self._watch = Watch()
        self._one_at_a_time = Lock()
        self._running = Lock()
        self._asked: QueryChild | None = None

    @property
    def folder(self) -> Path | None:
        """The files of the generation that was asked last, held until the next query; None before."""
        return None if self._held is None else self._held.folder

    def start(self) -> None:
        """Begin to start the process, if there is none, and don't wait until it is there.

        Raises InspectgraphError where the system starts none.
        """
        self._living_child(self.limits.memory)

    def run(
        self,
        sparql: str,
        *,
        format: str = "json",
        graph_format: str | None = None,
        limits: QueryLimits | None = None,
        on_stage: OnStage | None = None,
        dataset: QueryDataset | None = None,
    ) -> LimitedAnswer:
        """Answer a query within `limits`, else those of this object.

        `format` is csv, tsv, json or xml for SELECT and ASK; turtle, trig, nquads, ntriples, jsonld or rdfxml
        for CONSTRUCT and DESCRIBE, for which `graph_format` comes first; or none, to count and write nothing.
        `dataset` comes before what the query says after FROM.

        Raises MisuseError for what is no query or has no such format, StoreError where the store can't be
        read, QueryEndedError where a limit or `cancel()` ended it.
        """
        refuse_long(sparql)
        refuse_unfit(sparql)
        chosen = self.limits if limits is None else limits
        asked = _Asked(
            sparql=sparql,
            format=format,
            graph_format=format if graph_format is None else graph_format,
            limits=chosen,
            on_stage=_ignore if on_stage is None else on_stage,
            dataset=dataset,
        )
        with self._one_at_a_time:
            try:
                return self._attempt(asked)
            except DamagedStoreError:
                if self._held is None or self._is_to_be_asked(self._held):
                    raise
            return self._attempt(asked)  # what could not be read is gone by now, and another is live

    def cancel(self) -> None:
        """End the query that runs, if one does: it raises QueryEndedError there. For other threads."""
        with self._running:
            if self._asked is not None:
                self._asked.end("cancelled")

    def close(self) -> None:
        """End what runs, the process too, and let the store go; may be called twice."""
        self.cancel()
        with self._one_at_a_time:
            self._close_child()
            self._watch.close()
            for held in (self._held, self._left):
                if held is not None:
                    held.release()
            self._held = self._left = None

    def _attempt(self, asked: _Asked) -> LimitedAnswer:
        is_over = False
        try:
            held = self._hold()
            child = self._living_child(asked.limits.memory)
            with self._cancellable(child):
                answer = self._answer(child, asked, held)
            is_over = True
            return answer
        except FailedQueryError as error:
            is_over = True
            raise failure_error(error, sparql=asked.sparql, folder=held.folder) from None
        except ChildDiedError:
            raise ended_error(child.find_cause(), limits=asked.limits, last_words=child.last_words) from None
        finally:
            if not is_over:
                self._close_child()
            self._let_go_of_left()

    def _answer(self, child: QueryChild, asked: _Asked, held: HeldGeneration) -> LimitedAnswer:
        if not child.is_ready:
            with self._watch.ended_after(_STARTING, child, "start"):
                child.wait_until_ready()
        with self._watch.ended_after(asked.limits.seconds, child, "time"):
            return _ask(child, asked, held)

    def _hold(self) -> HeldGeneration:
        """What is to be asked; what was before is held until the process has let go of it."""
        if self._held is None or not self._is_to_be_asked(self._held):
            if self._generation is None:
                held = hold_live(self._layout)
            else:
                held = hold(self._layout, self._generation)
            if self._held is not None and self._held.folder == held.folder:
                self._close_child()  # a new store in the place of the old: its files have the same names
            self._left, self._held = self._held, held
        return self._held

    def _is_to_be_asked(self, held: HeldGeneration) -> bool:
        return self._generation is not None or held.is_live(self._layout)

    def _let_go_of_left(self) -> None:
        if self._left is not None:
            self._left.release()
            self._left = None

    def _living_child(self, memory: int | None) -> QueryChild:
        if self._child is not None and not (self._child.is_alive and self._child.memory == memory):
            self._close_child()
        if self._child is None:
            self._child = QueryChild(memory=memory)
        return self._child

    def _close_child(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None

    @contextmanager
    def _cancellable(self, child: QueryChild) -> Iterator[None]:
        with self._running:
            self._asked = child
        try:
            yield
        finally:
            with self._running:
                self._asked = None


def _ask(child: QueryChild, asked: _Asked, held: HeldGeneration) -> LimitedAnswer:
    """Send the query and collect its answer. Raises FailedQueryError or ChildDiedError."""
    rows = "" if asked.limits.rows is None else str(asked.limits.rows)
    union = "" if asked.dataset or names_graphs(asked.sparql) else "union"
    words = (
        disarm(asked.sparql),
        asked.format,
        asked.graph_format,
        rows,
        union,
        *_dataset_words(asked.dataset),
    )
    asked.on_stage("sent")
    child.send("ask", str(held.folder), *words)
    chunks: list[bytes] = []
    room = math.inf if asked.limits.memory is None else asked.limits.memory << 20
    while True:
        what, *parts = child.receive()
        if what == b"chunk":
            chunks += parts
            room -= len(parts[0])
            if room < 0:
                child.end("size")
                raise ChildDiedError
        elif what == b"failed":
            raise FailedQueryError(*(part.decode() for part in parts))
        else:
            asked.on_stage(what.decode())
            if what == b"done":
                return _answer(parts, tuple(chunks), held.name)


def _dataset_words(dataset: QueryDataset | None) -> tuple[str, ...]:
    return () if dataset is None else (" ".join(dataset.default_graphs), " ".join(dataset.named_graphs))


def _answer(parts: list[bytes], chunks: tuple[bytes, ...], generation: str) -> LimitedAnswer:
    kind, format, rows, cut = (part.decode() for part in parts)
    return LimitedAnswer(
        kind=cast(Kind, kind),
        format=format,
        chunks=chunks,
        rows=int(rows),
        cut=bool(cut),
        generation=generation,
    )


def _ignore(stage: str) -> None:
    """Nobody wants to know."""
