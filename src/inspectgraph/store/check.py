"""Whether a store is whole: pointer, manifest, letters' files, every quad of the graph, the search index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from inspectgraph.errors import Problem, StoreError
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.manifest import Manifest
from inspectgraph.store.nquads import holds_exactly
from inspectgraph.store.reading import OpenStore, open_store
from inspectgraph.store.search_rows import SEARCH_FACT

_REBUILD = "rebuild the store afresh from the letters"


def check_store(path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the store at `path`; empty where it is whole.

    Reads every quad (17 microseconds each). Never raises for what is wrong with the store.

    >>> check_store(Path("nowhere"))[0].message
    'there is no store'
    """
    try:
        with open_store(path) as store:
            return (*_check_letter_files(store), *_check_graphs(store), *_check_search(store))
    except StoreError as error:
        where, remedy = error.where or str(path), error.remedy or _REBUILD
        return (Problem(code="store-unreadable", where=where, message=error.what, remedy=remedy),)


def _check_letter_files(store: OpenStore) -> Iterator[Problem]:
    layout = StoreLayout(store.path)
    for entry in store.manifest.entries:
        path = layout.letter_file(entry.nquads)
        if not path.is_file():
            yield _problem("letter-file-missing", path, "a letter's N-Quads are missing")
        elif not holds_exactly(path, digest=entry.digest):
            yield _problem("letter-file-damaged", path, "a letter's N-Quads are not what was written")


def _check_graphs(store: OpenStore) -> Iterator[Problem]:
    where = StoreLayout(store.path).graph(store.generation)
    counts: Counter[str] = Counter()
    try:
        counts.update(quad.graph_name.value for quad in store.graph)
    except (OSError, RuntimeError) as error:
        yield _problem("graph-unreadable", where, f"the graph can't be read to its end: {error}")
        return
    for graph, quads in _listed(store.manifest):
        found = counts.pop(graph, 0)
        if found != quads:
            message = f"{graph} holds {found} quads, the manifest says {quads}"
            yield _problem("graph-incomplete", where, message)
    for graph in sorted(counts):
        yield _problem("graph-unknown", where, f"the manifest knows nothing of the graph {graph}")


def _check_search(store: OpenStore) -> Iterator[Problem]:
    if store.manifest.fact(SEARCH_FACT) is None:  # built by an older version, or where SQLite can't search
        return
    from inspectgraph.store.search_check import check_search  # here: most commands never need SQLite

    yield from check_search(StoreLayout(store.path).search(store.generation), store.manifest)


def _listed(manifest: Manifest) -> Iterator[tuple[str, int]]:
    yield from ((entry.graph, entry.quads) for entry in manifest.entries)
    yield from ((graph.graph, graph.quads) for graph in manifest.graphs)


def _problem(code: str, where: Path, message: str) -> Problem:
    return Problem(code=code, where=str(where), message=message, remedy=_REBUILD)
