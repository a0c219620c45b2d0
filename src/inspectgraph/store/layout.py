"""Where things lie in a store's folder, and which names there are ours.

```
<store>/current.json                        the pointer: which generation is live
<store>/generations/000003/graph/           Oxigraph's files, never opened for writing
<store>/generations/000003/manifest.json    what is in it
<store>/generations/000003/search.sqlite    the index by which its letters' words are found
<store>/generations/000003/reader-*.lease   held by readers that are on it
<store>/generations/000004.building/        the working copy of an unfinished build
<store>/letters/<key>.<12 hex>.nq           each letter's sorted N-Quads
<store>/lock, <store>/lock.holder           held by the one builder
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FORMAT_VERSION = 1
"""The version of this layout that this package writes and reads."""

SEARCH_FILE = "search.sqlite"
"""The name of a search index in its generation's folder."""

_GENERATION = re.compile(r"[0-9]{6,}")
_KEY = re.compile(r"[0-9a-z][0-9a-z_-]*")
_LETTER_FILE = re.compile(r"[0-9a-z][0-9a-z_-]*\.[0-9a-f]{12}\.nq(\.tmp)?")


@dataclass(frozen=True, slots=True)
class StoreLayout:
    """The paths of one store.

    >>> StoreLayout(Path("graph")).manifest("000003").as_posix()
    'graph/generations/000003/manifest.json'
    """

    root: Path

    @property
    def pointer(self) -> Path:
        """The small file that says which generation is live."""
        return self.root / "current.json"

    @property
    def lock(self) -> Path:
        """The file that the one builder holds locked."""
        return self.root / "lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock, for the message to the next one."""
        return self.root / "lock.holder"

    @property
    def letters(self) -> Path:
        """The folder of the letters' N-Quads."""
        return self.root / "letters"

    @property
    def generations(self) -> Path:
        """The folder of the generations."""
        return self.root / "generations"

    def generation(self, name: str) -> Path:
        """The folder of one generation."""
        return self.generations / name

    def graph(self, generation: str) -> Path:
        """The folder of one generation's Oxigraph files."""
        return self.generation(generation) / "graph"

    def manifest(self, generation: str) -> Path:
        """The file that says what is in one generation."""
        return self.generation(generation) / "manifest.json"

    def search(self, generation: str) -> Path:
        """The file of one generation's search index."""
        return self.generation(generation) / SEARCH_FILE

    def working_copy(self, generation: str) -> Path:
        """The folder in which the generation to come is worked on."""
        return self.generations / f"{generation}.building"

    def letter_file(self, name: str) -> Path:
        """The file of one letter's N-Quads."""
        return self.letters / name

    def generation_names(self) -> list[str]:
        """The generations that lie on disk, oldest first, live or not."""
        names = (folder.name for folder in _children(self.generations))
        return sorted((name for name in names if _GENERATION.fullmatch(name)), key=int)

    def working_copies(self) -> list[Path]:
        """The working copies that lie on disk; all are leftovers to whoever has just got the lock."""
        return [folder for folder in _children(self.generations) if folder.name.endswith(".building")]

    def letter_files(self) -> list[Path]:
        """The letters' files that lie on disk, and temporary ones; nothing that isn't named like ours."""
        return [file for file in _children(self.letters) if _LETTER_FILE.fullmatch(file.name)]

    def next_generation(self) -> str:
        """A name that no folder has, higher than all."""
        taken = [*self.generation_names(), *(copy.stem for copy in self.working_copies())]
        highest = max((int(name) for name in taken if _GENERATION.fullmatch(name)), default=0)
        return f"{highest + 1:06d}"


def is_generation_name(text: object) -> bool:
    """Whether this is a name that a generation can have.

    >>> is_generation_name("000012"), is_generation_name("../12")
    (True, False)
    """
    return isinstance(text, str) and _GENERATION.fullmatch(text) is not None


def letter_file_name(*, key: str, digest: str) -> str:
    """The name of a letter's file: its key and the start of the hash of its bytes.

    Keys are small letters, digits, `-` and `_`, so that they are file names everywhere. Raises ValueError
    for another key.

    >>> letter_file_name(key="04d0429da905e436", digest="9f86d081884c7d65")
    '04d0429da905e436.9f86d081884c.nq'
    """
    if not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} can't be a letter's key: use small letters, digits, '-' and '_'")
    return f"{key}.{digest[:12]}.nq"


def _children(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.iterdir())
