"""Removing what no reader can need any more. Only the holder of the lock sweeps.

What can't be removed now (on Windows a file in use) is left for the next sweep.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from inspectgraph.store.failures import DamagedStoreError
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.lock import is_being_read
from inspectgraph.store.manifest import read_manifest


def sweep(layout: StoreLayout, *, live: str | None) -> None:
    """Remove unfinished builds, generations that nobody is on, and letters' files that none refers to.

    Kept are the live generation, the one before it, and older ones that a reader holds.
    """
    kept = _kept_generations(layout, live=live)
    for name in layout.generation_names():
        if name not in kept:
            remove_tree(layout.generation(name))
    for copy in layout.working_copies():
        remove_tree(copy)
    referenced = {file for name in kept for file in _letter_files_of(layout, name)}
    for path in layout.letter_files():
        if path.name not in referenced:
            with suppress(OSError):
                path.unlink()


def remove_tree(folder: Path) -> None:
    """Remove a folder and all in it, as far as that is possible."""
    shutil.rmtree(folder, ignore_errors=True)


def _kept_generations(layout: StoreLayout, *, live: str | None) -> set[str]:
    if live is None:
        return set()
    older = [name for name in layout.generation_names() if int(name) < int(live)]
    read = (name for name in older if is_being_read(layout.generation(name)))
    return {live, *older[-1:], *read}


def _letter_files_of(layout: StoreLayout, generation: str) -> set[str]:
    try:
        return {entry.nquads for entry in read_manifest(layout, generation).entries}
    except DamagedStoreError:  # Such a generation can't be opened either: nothing there to protect.
        return set()
