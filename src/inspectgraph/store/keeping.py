"""The letters' N-Quads that a store keeps, found without its manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from inspectgraph.store.layout import StoreLayout


def kept_letters(path: Path) -> Iterator[tuple[str, bytes]]:
    """Key and N-Quads of each letter kept in the store at `path`, by key; damaged files are passed over.

    Of several files of one letter, left by builds that were killed, the newest counts.

    >>> list(kept_letters(Path("nowhere")))
    []
    """
    newest: dict[str, Path] = {}
    files = StoreLayout(path).letters.glob("*.nq")
    for file in sorted(files, key=lambda f: (f.stat().st_mtime_ns, f.name)):
        newest[file.name.partition(".")[0]] = file
    for key, file in sorted(newest.items()):
        nquads = file.read_bytes()
        if hashlib.sha256(nquads).hexdigest().startswith(file.name.split(".")[1]):
            yield key, nquads
