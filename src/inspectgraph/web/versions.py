"""Which state of the store an answer is of, and the entity tags that follow from it (RFC 9110, part 8.8)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from inspectgraph.errors import StoreError
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.pointer import read_pointer
from inspectgraph.version import VERSION

_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e]*)"')
_KEPT = 4  # generations whose digest is remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreVersion:
    """A generation's name, and a digest of what is in it: the name alone comes again in a new store."""

    generation: str
    digest: str


class StoreVersions:
    """The versions of the store at `path`, for any thread."""

    def __init__(self, path: Path) -> None:
        self._layout = StoreLayout(path)
        self._known: dict[tuple[object, ...], StoreVersion] = {}
        self._knowing = Lock()

    def live(self) -> StoreVersion:
        """What is live now. Raises StoreError where nothing is."""
        generation = read_pointer(self._layout)
        if generation is None:
            raise StoreError("nothing has been built in this store yet", where=str(self._layout.root))
        return self.of(generation)

    def of(self, generation: str) -> StoreVersion:
        """The version that a generation is, by its manifest, which says all that is in it.

        Raises StoreError where it is gone.
        """
        path = self._layout.manifest(generation)
        try:
            status = path.stat()
            key = (generation, status.st_ino, status.st_mtime_ns, status.st_size)
            with self._knowing:
                if key in self._known:
                    return self._known[key]
            version = StoreVersion(
                generation=generation, digest=hashlib.sha256(path.read_bytes()).hexdigest()
            )
        except OSError as error:
            raise StoreError("the generation is gone", where=str(path)) from error
        self._remember(key, version)
        return version

    def _remember(self, key: tuple[object, ...], version: StoreVersion) -> None:
        with self._knowing:
            self._known[key] = version
            while len(self._known) > _KEPT:
                del self._known[next(iter(self._known))]


def entity_tag(version: StoreVersion, subject: Iterable[object]) -> str:
    """The tag of the answer to `subject` (what was asked, the format, the limits) from a version.

    A weak one: the same answer goes out compressed and not, and SPARQL leaves the order of rows open.

    >>> version = StoreVersion(generation="000001", digest="9f86d081")
    >>> entity_tag(version, ["csv"])[:3], entity_tag(version, ["csv"]) == entity_tag(version, ["json"])
    ('W/"', False)
    """
    words = json.dumps([VERSION, version.generation, version.digest, *map(str, subject)])
    return f'W/"{hashlib.sha256(words.encode()).hexdigest()[:32]}"'


def is_matched(tag: str, if_none_match: Iterable[str]) -> bool:
    """Whether the values of If-None-Match name a tag, compared weakly; `*` is not looked at here.

    >>> is_matched('W/"a"', ['"b", W/"a"']), is_matched('W/"a"', ["a", "*"])
    (True, False)
    """
    wanted = _TAG.fullmatch(tag)
    return wanted is not None and any(
        match[1] == wanted[1] for value in if_none_match for match in _TAG.finditer(value)
    )
