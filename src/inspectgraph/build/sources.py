"""Which files a build reads: files named in the call, and all files of folders named in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inspectgraph.errors import MisuseError
from inspectgraph.store.layout import StoreLayout

_PASSED_OVER = ("readme", "license", "licence")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to read: `path` on disk, `name` as the graph knows it (under its folder, with `/`).

    `folder` is the folder of the call under which it was found, None for a file named by itself.
    """

    path: Path
    name: str
    folder: Path | None = None


def find_sources(paths: Iterable[Path]) -> Iterator[SourceFile]:
    """The files that `paths` mean, by name within each folder, each file once.

    In folders, hidden files, those called README or LICENSE, what is no file (a pipe) and whole stores are
    passed over; links to folders are not followed. Raises MisuseError for a path that is not there, or is
    neither file nor folder of letters.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise MisuseError("there is no such file or folder", where=str(path), remedy="check the path")
        if not path.is_dir() and not path.is_file():
            raise MisuseError("this is neither a file nor a folder", where=str(path), remedy="give a file")
        if is_store(path):
            raise MisuseError(
                "this is a store and no folder of letters", where=str(path), remedy="give letters"
            )
        for source in _in_folder(path) if path.is_dir() else [SourceFile(path=path, name=path.name)]:
            real = source.path.resolve()
            if real not in seen:
                seen.add(real)
                yield source


def is_store(folder: Path) -> bool:
    """Whether a folder is a store, such as the one that lies beside the letters by default.

    >>> is_store(Path("seeds"))
    False
    """
    layout = StoreLayout(folder)
    return layout.pointer.is_file() and layout.generations.is_dir()


def _in_folder(folder: Path) -> Iterator[SourceFile]:
    found = []
    for parent, folders, files in os.walk(folder):
        inner = (name for name in folders if not name.startswith("."))
        folders[:] = sorted(name for name in inner if not is_store(Path(parent, name)))
        kept = (Path(parent, name) for name in files if not _is_passed_over(name))
        found += [path for path in kept if path.is_file() or not path.exists()]
    for path in sorted(found, key=lambda p: p.relative_to(folder).as_posix()):
        yield SourceFile(path=path, name=_readable(path.relative_to(folder).as_posix()), folder=folder)


def _readable(name: str) -> str:
    """A name as Unicode text; bytes of it that are no UTF-8 are written as %E9."""
    return re.sub("[\udc80-\udcff]", lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", name)


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.casefold().startswith(_PASSED_OVER)
