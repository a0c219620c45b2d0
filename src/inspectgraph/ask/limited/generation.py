"""Which generation of a store is asked: the live one, held while it is read."""

from __future__ import annotations

from pathlib import Path

from inspectgraph.errors import StoreError
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.lock import ReaderLease
from inspectgraph.store.pointer import read_pointer

_ATTEMPTS = 10


class HeldGeneration:
    """A generation on which this process holds a lease: no build removes it meanwhile."""

    def __init__(self, *, name: str, folder: Path, identity: tuple[int, ...], lease: ReaderLease) -> None:
        self.name = name
        self.folder = folder
        self._identity = identity
        self._lease = lease

    def is_live(self, layout: StoreLayout) -> bool:
        """Whether it is still what `hold_live` would find, and not another store's of the same name."""
        return read_pointer(layout) == self.name and _identity(layout, self.name) == self._identity

    def release(self) -> None:
        """Let it go; may be called twice."""
        self._lease.release()


def hold(layout: StoreLayout, name: str) -> HeldGeneration:
    """The generation of that name, held: whether it is there is seen when it is opened."""
    lease = ReaderLease(layout.generation(name))
    identity = _identity(layout, name)
    return HeldGeneration(name=name, folder=layout.graph(name), identity=identity, lease=lease)


def hold_live(layout: StoreLayout) -> HeldGeneration:
    """The live generation, held.

    Raises StoreError: no such folder, no store in it, nothing built yet, a format newer than ours, damage.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     hold_live(StoreLayout(Path(folder)))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    inspectgraph.errors.StoreError: this is no inspectgraph store (...): name the folder of a store...
    """
    for _ in range(_ATTEMPTS):
        name = read_pointer(layout)
        if name is None:
            raise StoreError(
                "nothing has been built in this store yet", where=str(layout.root), remedy="build it first"
            )
        held = hold(layout, name)
        # only a lease that was there while the generation was live is sure to be seen by builders
        if held.is_live(layout):
            return held
        held.release()
    raise StoreError("the store changes all the time", where=str(layout.root), remedy="try again")


def _identity(layout: StoreLayout, name: str) -> tuple[int, ...]:
    try:
        status = layout.manifest(name).stat()
    except OSError:
        return ()
    return (status.st_ino, status.st_mtime_ns, status.st_size)
