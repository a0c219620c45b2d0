"""What a build has still to do to its working copy, graph by graph, done in big parts beside it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from inspectgraph.store.in_turn import InTurn

_AT_ONCE = 400_000
"""Quads that are loaded together, and one graph more: more need more memory, fewer more time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphChange:
    """One graph's content to come: `quads` quads in `source`, N-Quads or a file of them; 0 removes it."""

    graph: NamedNode
    quads: int
    source: bytes | Path


class GraphChanges:
    """Changes that wait, at most one a graph: a later one takes the place of an earlier.

    As soon as enough of them wait, they are done by a thread beside the build, one part after another:
    Oxigraph works without Python's lock, so letters are read meanwhile. `apply` does what is left, beside
    that thread.

    Why wait, and why always load in bulk: measured with pyoxigraph 0.5.13, 285 letters of 7,000 quads
    took 16 s in one `bulk_load`, 24 s in one a letter, 63 s with `load`; five of 4,000 took 0.14, 0.30
    and 0.41 s. What a bulk load holds in memory grows with it: 60 MB and 0.8 MB a thousand quads. But after
    every second one RocksDB merges all files that there are into one: of 280 letters (1.9 million quads)
    this took 11 of 31 seconds of all cores in parts of 250,000, 6 of 25 in parts of 400,000. A part whose
    sources are read in turn takes 100 MB less than one put together in memory. A single letter changed in
    a big store costs the same either way (0.15 s). A bulk load is not atomic, but nobody reads the working
    copy. `lenient` skips a check of IRIs that the canonical form has been through already. `optimize` is
    left out: after one bulk load it changes nothing, and after a small change it writes all files anew
    (2.6 s for 100 letters), so that generations share none.
    """

    def __init__(self, store: Store) -> None:
        self._store: Store | None = store
        self._was_empty = not store
        self._changes: dict[str, GraphChange] = {}
        self._waiting = 0
        self._quads: dict[NamedNode, int] = {}
        self._unchecked: set[NamedNode] = set()
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._loading: list[Future[None]] = []
        self._under_way: set[NamedNode] = set()

    def replace(self, graph: str, *, quads: int, source: bytes | Path) -> None:
        """Let this be all that is in `graph`, none to remove it.

        Raises ValueError if that is no IRI, and what `apply` raises where an earlier part failed.
        """
        change = GraphChange(graph=NamedNode(graph), quads=quads, source=source)
        former = self._changes.pop(graph, None)
        self._changes[graph] = change
        self._waiting += change.quads - (former.quads if former else 0)
        if self._waiting >= _AT_ONCE and all(loading.done() for loading in self._loading):
            self._finish_loading()
            self._begin(self._take_part())

    def begin(self) -> None:
        """Begin to do all that waits, beside whatever comes next; `apply` waits for its end."""
        while self._changes:
            self._begin(self._take_part())

    def apply(self) -> None:
        """Do all that waits.

        Raises OSError or RuntimeError where Oxigraph can't, ValueError where a graph then holds fewer quads
        than were given (`"01"^^xsd:integer` and `"1"^^xsd:integer` are one to Oxigraph).
        """
        store = self._require_store()
        while self._changes:
            part = self._take_part()
            if not self._under_way.isdisjoint(change.graph for change in part):
                self._finish_loading()
            self._load(store, part)
        self._finish_loading()
        self._refuse_lost_quads(store)

    def stop(self) -> None:
        """Let go of the store as soon as nothing is being loaded into it; whatever waits is forgotten."""
        wait(self._loading)  # a failure is nobody's concern any more
        self._thread.shutdown()
        self._store, self._loading, self._changes = None, [], {}

    def _begin(self, part: Sequence[GraphChange]) -> None:
        self._under_way.update(change.graph for change in part)
        self._loading.append(self._thread.submit(self._load, self._require_store(), part))

    def _finish_loading(self) -> None:
        while self._loading:
            self._loading[0].result()
            del self._loading[0]
        self._under_way.clear()

    def _take_part(self) -> list[GraphChange]:
        """The oldest of what waits, up to the one that makes them enough."""
        part: list[GraphChange] = []
        quads = 0
        while self._changes and quads < _AT_ONCE:
            part.append(self._changes.pop(next(iter(self._changes))))
            quads += part[-1].quads
        self._waiting -= quads
        return part

    def _require_store(self) -> Store:
        if self._store is None:
            raise ValueError("the build is over: begin another")
        return self._store

    def _load(self, store: Store, part: Sequence[GraphChange]) -> None:
        for change in part:
            if store.contains_named_graph(change.graph):
                store.remove_graph(change.graph)
            self._quads[change.graph] = change.quads
        if filled := [change for change in part if change.quads]:
            with closing(InTurn(change.source for change in filled)) as nquads:
                store.bulk_load(cast("IO[bytes]", nquads), format=RdfFormat.N_QUADS, lenient=True)
            self._unchecked.update(change.graph for change in filled)

    def _refuse_lost_quads(self, store: Store) -> None:
        """See that all that was loaded since the last time is there."""
        unchecked, self._unchecked = self._unchecked, set()
        given = sum(self._quads.values())
        is_most = 2 * sum(self._quads[graph] for graph in unchecked) > given
        if self._was_empty and is_most and len(store) == given:  # counts without a look at any of them
            return
        for graph in sorted(unchecked, key=str):
            _refuse_lost_quads_of(graph, given=self._quads[graph], stored=count_quads(store, graph))


def count_quads(store: Store, graph: NamedNode) -> int:
    """How many quads are in a named graph."""
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
    row = next(iter(cast("QuerySolutions", store.query(query))))
    return int(cast("Literal", row["n"]).value)


def _refuse_lost_quads_of(graph: NamedNode, *, given: int, stored: int) -> None:
    if stored != given:
        raise ValueError(
            f"{graph.value}: {given} quads were given and {stored} stored; "
            "give numbers and dates in their canonical form"
        )
