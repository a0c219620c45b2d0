"""A whole copy of a store, made while it may be read and built."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

from inspectgraph.errors import StoreError
from inspectgraph.store.durable import sync_tree
from inspectgraph.store.failures import DamagedStoreError, store_failures
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.pointer import write_pointer
from inspectgraph.store.reading import OpenStore, open_store
from inspectgraph.store.sweeping import remove_tree


def backup_store(path: Path, destination: Path) -> None:
    """Copy the live state of the store at `path` to `destination`, where it opens like the original.

    All bytes are copied: the copy shares no file with the store. It is made beside its destination and
    put in its place when it is whole, so an interrupted copy is never taken for a good one.

    Raises StoreError where there is no store, `destination` is a file or a folder that isn't empty, or
    can't be written.
    """
    destination = destination.resolve()
    with open_store(path) as store, store_failures(destination):
        _refuse_taken(destination)
        partial = destination.with_name(f"{destination.name}.partial")
        if partial.exists():
            raise StoreError(
                "an unfinished copy lies beside", where=str(partial), remedy="remove it and try again"
            )
        with ExitStack() as undo:
            undo.callback(remove_tree, partial)
            partial.mkdir(parents=True)
            _copy(store, StoreLayout(partial))
            sync_tree(partial)
            if destination.exists():
                destination.rmdir()
            partial.replace(destination)
            undo.pop_all()


def _refuse_taken(destination: Path) -> None:
    if destination.is_dir() and not any(destination.iterdir()):
        return
    if destination.exists():
        raise StoreError(
            "the copy's place is taken",
            where=str(destination),
            remedy="name an empty folder or one that does not exist yet",
        )


def _copy(store: OpenStore, target: StoreLayout) -> None:
    source, generation = StoreLayout(store.path), store.generation
    target.letters.mkdir()
    for entry in store.manifest.entries:
        if not source.letter_file(entry.nquads).is_file():
            raise DamagedStoreError("a letter's file is missing", where=source.letter_file(entry.nquads))
        shutil.copyfile(source.letter_file(entry.nquads), target.letter_file(entry.nquads))
    shutil.copytree(source.graph(generation), target.graph(generation))
    if source.search(generation).is_file():
        shutil.copyfile(source.search(generation), target.search(generation))
    shutil.copyfile(source.manifest(generation), target.manifest(generation))
    write_pointer(target, generation)
