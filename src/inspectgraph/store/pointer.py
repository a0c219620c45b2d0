"""The pointer: the small file that says which generation is live. Replacing it is what a commit is."""

from __future__ import annotations

import json
from typing import Any

from inspectgraph.errors import StoreError
from inspectgraph.store.durable import read_replaced, write_atomically
from inspectgraph.store.failures import DamagedStoreError
from inspectgraph.store.layout import FORMAT_VERSION, StoreLayout, is_generation_name

_OURS_BEFORE_THE_POINTER = {"lock", "lock.holder", "lock.holder.tmp", "current.json.tmp"}


def read_pointer(layout: StoreLayout) -> str | None:
    """The live generation's name; None in a store in which nothing has been built yet.

    Raises StoreError where there is no store or its format is newer than ours, DamagedStoreError where the
    pointer is damaged.
    """
    try:
        text = read_replaced(layout.pointer)
    except (FileNotFoundError, NotADirectoryError):
        raise _no_store(layout) from None
    except OSError as error:
        raise StoreError(
            "the store can't be read", where=str(layout.pointer), remedy=str(error.strerror or error)
        ) from error
    return _generation_in(text, layout)


def write_pointer(layout: StoreLayout, generation: str | None) -> None:
    """Make `generation` the live one, in one step. Raises OSError; then the old one is still live."""
    content = json.dumps({"format": FORMAT_VERSION, "generation": generation}, sort_keys=True) + "\n"
    write_atomically(layout.pointer, content.encode())


def is_store_or_empty(layout: StoreLayout) -> bool:
    """Whether a build may begin here: nothing there yet, an empty folder, or a store of any state.

    A damaged pointer counts as ours only where the folder of the generations lies beside it; what a
    first build left that was killed before it wrote the pointer counts too.
    """
    if not layout.root.exists():
        return True
    if not layout.root.is_dir():
        return False
    if layout.pointer.exists():
        return layout.generations.is_dir() or _is_pointer(layout.pointer.read_bytes())
    return {child.name for child in layout.root.iterdir()} <= _OURS_BEFORE_THE_POINTER


def _is_pointer(text: bytes) -> bool:
    values = _parse(text)
    return isinstance(values, dict) and isinstance(values.get("format"), int) and "generation" in values


def _generation_in(text: bytes, layout: StoreLayout) -> str | None:
    if not _is_pointer(text):
        raise _damaged_pointer(layout)
    values: dict[str, Any] = _parse(text)
    refuse_newer_format(values["format"], layout)
    generation = values["generation"]
    if generation is not None and not is_generation_name(generation):
        raise _damaged_pointer(layout)
    return str(generation) if generation is not None else None


def refuse_newer_format(version: int, layout: StoreLayout) -> None:
    """Raise StoreError where a file of the store has a format that this version doesn't know."""
    if version > FORMAT_VERSION:
        raise StoreError(
            f"the store was written by a newer inspectgraph (format {version}); "
            f"this one reads format {FORMAT_VERSION}",
            where=str(layout.root),
            remedy="upgrade inspectgraph",
        )


def _parse(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _no_store(layout: StoreLayout) -> StoreError:
    if not layout.root.exists():
        return StoreError("there is no store", where=str(layout.root), remedy="build one first")
    return StoreError(
        "this is no inspectgraph store",
        where=str(layout.root),
        remedy="name the folder of a store, or build one in a new folder",
    )


def _damaged_pointer(layout: StoreLayout) -> StoreError:
    return DamagedStoreError("the store's pointer is damaged", where=layout.pointer)
