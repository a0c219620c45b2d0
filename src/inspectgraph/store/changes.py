"""What a build has still to do to its working copy, graph by graph, done in big parts beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

_AT_ONCE = 250_000
"""Quads that are loaded together: more need more memory, fewer more time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphChange:
    """One graph's content to come: `quads` quads in `source`, N-Quads or a file of them; 0 removes it."""

    graph: NamedNode
    quads: int
    source: bytes | Path


class GraphChanges:
    """Changes that wait, at most one a graph: a later one takes the place of an earlier.

    As soon as enough of them wait, they are done by a thread beside the build, one part after another:
    Oxigraph works without Python's lock, so letters are read meanwhile. `apply` does what is left.

    Why wait, and why always load in bulk: measured with pyoxigraph 0.5.13, 285 letters of 7,000 quads
    took 16 s in one `bulk_load`, 24 s in one a letter, 63 s with `load`; five of 4,000 took 0.14, 0.30
    and 0.41 s. What a bulk load holds in memory grows with it: 787,000 quads took 9.9 seconds of all
    cores and 150 MB in parts of 60,000, 8.0 and 410 MB in parts of 250,000, 8.2 and 760 MB in parts of
    500,000. A single letter changed in a big store costs the same either way (0.15 s). A bulk load is not
    atomic, but nobody reads the working copy. `lenient` skips a check of IRIs that the canonical form has
    been through already. `optimize` is left out: after one bulk load it changes nothing, and after a small
    change it writes all files anew (2.6 s for 100 letters), so that generations share none.
    """

    def __init__(self, store: Store) -> None:
        self._store: Store | None = store
        self._changes: dict[str, GraphChange] = {}
        self._waiting = 0
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._loading: Future[None] | None = None

    def replace(self, graph: str, *, quads: int, source: bytes | Path) -> None:
        """Let this be all that is in `graph`.

        Raises ValueError if that is no IRI, and what `apply` raises where an earlier part failed.
        """
        change = GraphChange(graph=NamedNode(graph), quads=quads, source=source)
        former = self._changes.pop(graph, None)
        self._changes[graph] = change
        self._waiting += change.quads - (former.quads if former else 0)
        if self._waiting >= _AT_ONCE and (self._loading is None or self._loading.done()):
            self._finish_loading()
            self._loading = self._thread.submit(_apply, self._require_store(), self._take())

    def remove(self, graph: str) -> None:
        """Let `graph` be gone."""
        self.replace(graph, quads=0, source=b"")

    def apply(self) -> None:
        """Do all that waits.

        Raises OSError or RuntimeError where Oxigraph can't, ValueError where a graph then holds fewer quads
        than were given (`"01"^^xsd:integer` and `"1"^^xsd:integer` are one to Oxigraph).
        """
        self._finish_loading()
        _apply(self._require_store(), self._take())

    def stop(self) -> None:
        """Let go of the store as soon as nothing is being loaded into it; whatever waits is forgotten."""
        if self._loading is not None:
            wait([self._loading])  # its failure is nobody's concern any more
        self._thread.shutdown()
        self._store = self._loading = None
        self._take()

    def _finish_loading(self) -> None:
        if self._loading is not None:
            self._loading.result()

    def _take(self) -> list[GraphChange]:
        changes, self._changes, self._waiting = list(self._changes.values()), {}, 0
        return changes

    def _require_store(self) -> Store:
        if self._store is None:
            raise ValueError("the build is over: begin another")
        return self._store


def _apply(store: Store, changes: Iterable[GraphChange]) -> None:
    changes = list(changes)
    for change in changes:
        if store.contains_named_graph(change.graph):
            store.remove_graph(change.graph)
    filled = [change for change in changes if change.quads]
    for batch in _batches(filled):
        store.bulk_load(b"".join(map(_nquads, batch)), RdfFormat.N_QUADS, lenient=True)
    for change in filled:
        _refuse_lost_quads(change, stored=count_quads(store, change.graph))


def _nquads(change: GraphChange) -> bytes:
    return change.source.read_bytes() if isinstance(change.source, Path) else change.source


def _batches(changes: Iterable[GraphChange]) -> Iterator[list[GraphChange]]:
    """The changes in parts of at most `_AT_ONCE` quads, but for a single change that has more."""
    batch: list[GraphChange] = []
    for change in changes:
        if batch and sum(other.quads for other in batch) + change.quads > _AT_ONCE:
            yield batch
            batch = []
        batch.append(change)
    if batch:
        yield batch


def count_quads(store: Store, graph: NamedNode) -> int:
    """How many quads are in a named graph."""
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
    row = next(iter(cast("QuerySolutions", store.query(query))))
    return int(cast("Literal", row["n"]).value)


def _refuse_lost_quads(change: GraphChange, *, stored: int) -> None:
    if stored != change.quads:
        raise ValueError(
            f"{change.graph.value}: {change.quads} quads were given and {stored} stored; "
            "give numbers and dates in their canonical form"
        )
