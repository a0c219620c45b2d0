"""A store for questions of several queries: all are put to one generation, whatever is built meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, parse_query_results

from inspectgraph.errors import InspectgraphError
from inspectgraph.store import Manifest
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.manifest import read_manifest
from inspectgraph.web.refusing import RefusedError, busy_refusal
from inspectgraph.web.workers import Worker

T = TypeVar("T")

_ATTEMPTS = 4
_ROWS_BEHIND = 10  # times as many rows may be read for a listing as it may have


class _GenerationChangedError(InspectgraphError):
    """A build went live between two queries."""


class OneGenerationStore:
    """An AskedStore whose queries run in a worker's process; raises where two generations would mix."""

    def __init__(self, path: Path, worker: Worker) -> None:
        self.graph = _Graph(worker)
        self._layout = StoreLayout(path)

    @property
    def generation(self) -> str:
        """The generation that answers."""
        if self.graph.generation is None:
            self.graph.query("ASK {}")
        return str(self.graph.generation)

    @property
    def manifest(self) -> Manifest:
        """What the build of this generation noted; the worker holds it until its next query."""
        return read_manifest(self._layout, self.generation)


class _Graph:
    def __init__(self, worker: Worker) -> None:
        self.generation: str | None = None
        self._worker = worker
        rows = worker.limits.rows
        self._limits = replace(worker.limits, rows=None if rows is None else rows * _ROWS_BEHIND)

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a SELECT or ASK; prefixes and default graph are as everywhere in this package."""
        answer = self._worker.ask(query, limits=self._limits)
        if self.generation not in (None, answer.generation):
            raise _GenerationChangedError("the store has changed")
        self.generation = answer.generation
        if answer.cut:
            raise RefusedError(
                422, "answer-too-long", f"more than {answer.rows} facts: ask for one authority"
            )
        return parse_query_results(answer.read(), QueryResultsFormat.JSON)


def read_one_generation(path: Path, worker: Worker, read: Callable[[OneGenerationStore], T]) -> tuple[T, str]:
    """What `read` makes of the store, and the generation that it was made of; begins anew if that changes.

    Raises RefusedError where the store changes all the time, and what `read` raises.
    """
    for _ in range(_ATTEMPTS):
        store = OneGenerationStore(path, worker)
        try:
            return read(store), store.generation
        except _GenerationChangedError:
            worker.refuse_stopped()
    refusal = busy_refusal("the store changes all the time: ask again in a few seconds")
    raise RefusedError(refusal.status, refusal.kind, refusal.detail, **refusal.headers)
