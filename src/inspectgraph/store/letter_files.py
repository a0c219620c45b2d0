"""The letters' N-Quads on disk, outside the generations, so that one file serves many.

Why a letter's file need not be on disk as soon as it is written: nobody relies on one before a live manifest
names it (`kept_letters` and a later build compare its hash). So files are written in one step, against a
writer that is killed, and brought to disk beside the build, which is not kept waiting; `sync` comes back when
all of them and their folder's names are there, and only then are manifest and pointer written.
"""

from __future__ import annotations

from inspectgraph.store.durable import SyncsBeside, sync_folder, write_at_once
from inspectgraph.store.failures import DamagedStoreError, store_failures
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.manifest import Manifest, ManifestEntry
from inspectgraph.store.nquads import holds_exactly


class LetterFiles:
    """The letters' files of one build. `live` is what was live when it began: its files are on disk."""

    def __init__(self, layout: StoreLayout, *, live: Manifest) -> None:
        self._layout = layout
        self._on_disk = {entry.nquads for entry in live.entries}
        self._syncs = SyncsBeside()

    def write(self, entry: ManifestEntry, nquads: bytes) -> None:
        """Let a letter's file be there with these N-Quads. Raises StoreError."""
        path = self._layout.letter_file(entry.nquads)
        with store_failures(self._layout.root):
            if not holds_exactly(path, digest=entry.digest):
                write_at_once(path, nquads)
            elif entry.nquads in self._on_disk:
                return
        self._syncs.add(path)  # also one that was there: a killed build may have left it, and only in memory

    def read(self, entry: ManifestEntry) -> bytes:
        """A letter's N-Quads. Raises StoreError."""
        with store_failures(self._layout.root):
            return self._layout.letter_file(entry.nquads).read_bytes()

    def refuse_damaged(self, entry: ManifestEntry) -> None:
        """Raise DamagedStoreError if a letter's file isn't what was written."""
        path = self._layout.letter_file(entry.nquads)
        if not holds_exactly(path, digest=entry.digest):
            raise DamagedStoreError("a letter's file is damaged or missing", where=path)

    def sync(self) -> None:
        """Wait until all that was written is on disk. Raises OSError."""
        self._syncs.finish()
        sync_folder(self._layout.letters)

    def stop(self) -> None:
        """Sync no more; what was written is nobody's."""
        self._syncs.stop()
