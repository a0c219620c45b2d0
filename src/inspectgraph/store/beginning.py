"""The start of a build: the folder is ours to write, nobody else builds, and what is live is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from inspectgraph.errors import StoreError
from inspectgraph.store.failures import DamagedStoreError, store_failures
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.lock import BuildLock
from inspectgraph.store.manifest import Manifest, read_manifest
from inspectgraph.store.pointer import is_store_or_empty, read_pointer, write_pointer
from inspectgraph.store.reading import open_graph_read_only
from inspectgraph.store.search_rows import RowsOf
from inspectgraph.store.sweeping import sweep

if TYPE_CHECKING:
    from inspectgraph.store.indexing import SearchIndexing


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveState:
    """What is live when a build begins. `generation` is None where nothing is, or where it is damaged."""

    generation: str | None
    manifest: Manifest


def take_store(layout: StoreLayout, *, wait: float | None) -> BuildLock:
    """Create the folder if need be and take the lock.

    Raises StoreError where the folder is not a store's, can't be written, or another build holds the lock;
    a folder that is no store is left as it is.
    """
    with store_failures(layout.root):
        if not is_store_or_empty(layout):
            raise StoreError(
                "this is no inspectgraph store, and it is not empty",
                where=str(layout.root),
                remedy="name an empty folder or one that does not exist yet; nothing was changed",
            )
        layout.root.mkdir(parents=True, exist_ok=True)
        lock = BuildLock(layout)
        lock.acquire(wait=wait)
    return lock


def find_live_state(layout: StoreLayout, *, fresh: bool) -> LiveState:
    """What is live, after sweeping what earlier builds left. Called with the lock held.

    A fresh build takes a damaged store for an empty one, sweeping nothing before it has gone live.
    Raises DamagedStoreError if it is not fresh, StoreError for a newer format.
    """
    with store_failures(layout.root):
        if not layout.pointer.exists():
            write_pointer(layout, None)
        layout.generations.mkdir(exist_ok=True)
        layout.letters.mkdir(exist_ok=True)
    try:
        generation = read_pointer(layout)
        manifest = read_manifest(layout, generation) if generation else Manifest()
    except DamagedStoreError:
        if not fresh:
            raise
        return LiveState(generation=None, manifest=Manifest())
    with store_failures(layout.root):
        sweep(layout, live=generation)
    return LiveState(generation=generation, manifest=manifest)


def make_working_copy(layout: StoreLayout, folder: Path, *, base: str | None) -> Store:
    """A store in `folder` to work on: a copy of the generation `base`, or an empty one.

    The copy shares the immutable files by hard links, so it takes milliseconds. The live generation is
    only ever opened read-only. Raises DamagedStoreError where it can't be opened, else OSError.
    """
    folder.mkdir()
    target = str(folder / "graph")
    if base is not None:
        open_graph_read_only(layout.graph(base)).backup(target)
    return Store(target)


def begin_indexing(
    layout: StoreLayout, path: Path, *, base: str | None, rows_of: RowsOf | None
) -> SearchIndexing | None:
    """A search index in the making at `path`, from that of the generation `base`.

    None where none is wanted, or SQLite can't search texts.
    """
    from inspectgraph.store.indexing import SearchIndexing  # here: most commands never need SQLite
    from inspectgraph.store.search_file import has_full_text_search

    if rows_of is None or not has_full_text_search():
        return None
    return SearchIndexing(path, base=None if base is None else layout.search(base), rows_of=rows_of)
