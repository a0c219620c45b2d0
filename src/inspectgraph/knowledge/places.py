"""Where the files of domain knowledge lie, and a digest that changes when any of them does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from inspectgraph.errors import DataError

_KNOWLEDGE_SUFFIXES = frozenset({".ttl", ".csv", ".rq", ".md"})


@cache
def ontology_folder() -> Path:
    """The folder of domain knowledge: inside the installed package, else at the top of the checkout.

    Raises DataError if it is in neither place.

    >>> (ontology_folder() / "authorities.ttl").is_file()
    True
    """
    packaged = Path(str(files("inspectgraph"))) / "ontology"
    checkout = Path(__file__).parents[3] / "ontology"
    for folder in (packaged, checkout):
        if (folder / "authorities.ttl").is_file():
            return folder
    raise DataError("the folder of domain knowledge is missing", where=str(checkout), remedy="install anew")


def knowledge_file(relative_path: str) -> Path:
    """The path of one file of the ontology folder, given with `/`.

    Raises DataError if there is no such file.

    >>> knowledge_file("schemes/themes.ttl").name
    'themes.ttl'
    """
    path = ontology_folder() / relative_path
    if not path.is_file():
        raise DataError(
            "a file of domain knowledge is missing",
            where=f"ontology/{relative_path}",
            remedy="put it back, or mend the name where it is asked for",
        )
    return path


def knowledge_digest(folder: Path | None = None, *, parts: Iterable[str] = ("",)) -> str:
    """A hash (64 hex digits) of all knowledge files under `folder`, the ontology folder by default.

    `parts` are the beginnings of the `/` paths of the files that count. It depends on the files' paths and
    contents alone, with line ends made alike, so that it is the same on every system and a store can
    notice that the knowledge it was built with has changed.

    >>> len(knowledge_digest())
    64
    """
    root = folder or ontology_folder()
    digest = hashlib.sha256()
    counted = tuple(parts)
    for name, path in sorted(_knowledge_files(root)):
        if not name.startswith(counted):
            continue
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _knowledge_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Each knowledge file with its `/` path; editors' and systems' leftovers are none."""
    for path in root.rglob("*"):
        if path.suffix in _KNOWLEDGE_SUFFIXES and not path.name.startswith(".") and path.is_file():
            yield path.relative_to(root).as_posix(), path
