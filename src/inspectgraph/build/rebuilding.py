"""A store built anew from the letters' N-Quads that it keeps, without the letters themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, parse

from inspectgraph.build.building import finish_build
from inspectgraph.build.folders import Folders
from inspectgraph.build.pieces import rows_of_letter
from inspectgraph.describe.iris import mint_graph
from inspectgraph.describe.namespaces import term
from inspectgraph.errors import StoreError
from inspectgraph.store import BuildTransaction, begin_build, kept_letters

_UNKNOWN = "rebuilt"  # a stamp that no extractor has: the next build reads the letter anew if it can


def rebuild_store(path: Path, *, wait: float | None = 0) -> int:
    """Build the store at `path` anew from what it keeps of each letter; the number of letters.

    A damaged graph or manifest is mended so. Raises StoreError if nothing is kept there.
    """
    with begin_build(path, wait=wait, fresh=True, rows_of=rows_of_letter) as build:
        known = {entry.key for entry in build.manifest.entries}
        for key in sorted(known):
            build.keep_letter(key)
        kept = dict(kept_letters(path))
        for key in sorted(set(kept) - known if known else kept):
            _put_kept(build, key, kept[key])
        letters = len(build.manifest_so_far.entries)
        if not letters:
            raise StoreError(
                "no letter's N-Quads are kept in it", where=str(path), remedy="build it from the letters"
            )
        finish_build(build, refused=build.manifest.refused, folders=Folders.of(build.manifest))
        return letters


def _put_kept(build: BuildTransaction, key: str, nquads: bytes) -> None:
    build.put_letter(
        key=key,
        sha256=next(_values(nquads, "ig:sha256"), key),
        files=tuple(_values(nquads, "ig:sourceFile")),
        stamp=_UNKNOWN,
        graph=mint_graph(key).value,
        nquads=nquads,
    )


def _values(nquads: bytes, predicate: str) -> Iterator[str]:
    wanted = term(predicate)
    for quad in parse(nquads, RdfFormat.N_QUADS):
        if quad.predicate == wanted and isinstance(quad.object, Literal):
            yield quad.object.value
