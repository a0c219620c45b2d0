"""Opening a store to read it: the one live generation, which no builder touches or removes meanwhile."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import Store

from inspectgraph.closing import ClosedAtExit
from inspectgraph.errors import StoreError
from inspectgraph.store.failures import DamagedStoreError
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.lock import ReaderLease
from inspectgraph.store.manifest import Manifest, read_manifest
from inspectgraph.store.pointer import read_pointer

_ATTEMPTS = 10


class OpenStore(ClosedAtExit):
    """A store being read; stays on its generation whatever is built meanwhile.

    `path` is the store's folder, `generation` the name of the generation, `manifest` what is in it,
    `graph` the Oxigraph store, read-only. A context manager; `close()` lets the generation go.
    """

    def __init__(
        self, *, path: Path, generation: str, manifest: Manifest, graph: Store, lease: ReaderLease
    ) -> None:
        self.path, self.generation, self.manifest = path, generation, manifest
        self._graph: Store | None = graph
        self._lease = lease

    @property
    def graph(self) -> Store:
        """The graph. Raises ValueError after `close()`."""
        if self._graph is None:
            raise ValueError("the store is closed")
        return self._graph

    def close(self) -> None:
        """Let the generation go, so that a later build may remove it; may be called twice.

        Oxigraph closes its files when the last reference to `graph` is gone.
        """
        self._graph = None
        self._lease.release()


def open_store(path: Path) -> OpenStore:
    """Open the live generation of the store at `path` to read it.

    Raises StoreError: no such folder, no store in it, nothing built yet, a format newer than ours, or (a
    DamagedStoreError) damaged files.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open_store(Path(folder))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    inspectgraph.errors.StoreError: this is no inspectgraph store (...): name the folder of a store...
    """
    layout = StoreLayout(path)
    for _ in range(_ATTEMPTS):
        generation = _live_generation(layout)
        lease = ReaderLease(layout.generation(generation))
        with ExitStack() as undo:
            undo.callback(lease.release)
            try:
                # Only a lease that was there while the generation was live is sure to be seen by builders:
                # they look for leases after they have moved the pointer on.
                if read_pointer(layout) == generation:
                    opened = _open(layout, generation, lease)
                    undo.pop_all()
                    return opened
            except DamagedStoreError:
                if read_pointer(layout) == generation:
                    raise
    raise StoreError("the store changes all the time", where=str(path), remedy="try again")


def open_graph_read_only(folder: Path) -> Store:
    """Open a generation's Oxigraph files. Raises DamagedStoreError where Oxigraph can't."""
    try:
        return Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        raise DamagedStoreError("the store's files are damaged or missing", where=folder) from error


def _live_generation(layout: StoreLayout) -> str:
    generation = read_pointer(layout)
    if generation is None:
        raise StoreError(
            "nothing has been built in this store yet", where=str(layout.root), remedy="build it first"
        )
    return generation


def _open(layout: StoreLayout, generation: str, lease: ReaderLease) -> OpenStore:
    return OpenStore(
        path=layout.root,
        generation=generation,
        manifest=read_manifest(layout, generation),
        graph=open_graph_read_only(layout.graph(generation)),
        lease=lease,
    )
