"""What there is to publish, and what of it a server has already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat

from inspectgraph.export.publishing.index import IndexEntry
from inspectgraph.store import DamagedStoreError, OpenStore
from inspectgraph.store.layout import StoreLayout


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class LocalGraph:
    """A graph of the store: its IRI, the sha256 of its sorted N-Quads, how many they are, a letter's file."""

    graph: str
    digest: str
    quads: int
    file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingPlan:
    """What a run has to do: graphs to write, IRIs of graphs to remove, and what is there unchanged."""

    write: tuple[LocalGraph, ...]
    remove: tuple[str, ...]
    unchanged: tuple[LocalGraph, ...]

    @property
    def steps(self) -> int:
        """How many graphs are written or removed."""
        return len(self.write) + len(self.remove)

    @property
    def quads(self) -> int:
        """How many quads are written."""
        return sum(graph.quads for graph in self.write)


def local_graphs(store: OpenStore) -> Iterator[LocalGraph]:
    """The graphs of a store: first those that are no letter's (ontology, derived), then the letters'."""
    layout = StoreLayout(store.path)
    for other in store.manifest.graphs:
        yield LocalGraph(graph=other.graph, digest=other.digest, quads=other.quads, file=None)
    for entry in store.manifest.entries:
        file = layout.letter_file(entry.nquads)
        yield LocalGraph(graph=entry.graph, digest=entry.digest, quads=entry.quads, file=file)


def make_plan(store: OpenStore, published: Mapping[str, IndexEntry]) -> PublishingPlan:
    """What is to do so that a server with these graphs holds those of the store and no others of ours."""
    graphs = list(local_graphs(store))
    kept = {graph.graph for graph in graphs}
    return PublishingPlan(
        write=tuple(g for g in graphs if published.get(g.graph) != g.digest),
        remove=tuple(sorted(set(published) - kept)),
        unchanged=tuple(g for g in graphs if published.get(g.graph) == g.digest),
    )


def read_triples(store: OpenStore, graph: LocalGraph) -> bytes:
    """All triples of a graph as N-Triples.

    Raises DamagedStoreError where they are not those that the manifest tells of.
    """
    ending = f" <{graph.graph}> .\n".encode()
    nquads = _letter_nquads(graph.file) if graph.file else _dump(store, graph.graph, ending)
    if hashlib.sha256(nquads).hexdigest() != graph.digest:
        raise DamagedStoreError(f"the graph {graph.graph} is not what was built", where=store.path)
    # a line end stands nowhere within a line: what looks like an ending is one
    return nquads.replace(ending, b" .\n")


def _letter_nquads(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DamagedStoreError("a letter's file is missing", where=file) from error


def _dump(store: OpenStore, graph: str, ending: bytes) -> bytes:
    text = store.graph.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b""
    return b"".join(sorted(line.removesuffix(b" .\n") + ending for line in text.splitlines(keepends=True)))
