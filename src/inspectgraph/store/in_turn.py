"""Several sources of bytes read as one file, one after another, with none of them copied."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import IO


class InTurn:
    """A file to read, made of the bytes and files in `sources`, each opened when its turn comes.

    Made for readers that ask for big pieces, such as Oxigraph's, which takes what has `read`.

    >>> file = InTurn([b"ab", b"", b"c"])
    >>> file.read(1), file.read(9), file.read(9), file.read(9)
    (b'a', b'b', b'c', b'')
    """

    def __init__(self, sources: Iterable[bytes | Path]) -> None:
        self._sources = iter(sources)
        self._file: IO[bytes] = BytesIO()

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, none at the end. Raises OSError where a file can't be read."""
        while not (piece := self._file.read(size)):
            self._file.close()
            source = next(self._sources, None)
            if source is None:
                self._file = BytesIO()
                return b""
            self._file = BytesIO(source) if isinstance(source, bytes) else source.open("rb", buffering=0)
        return piece

    def close(self) -> None:
        """Close the file that is open."""
        self._file.close()
