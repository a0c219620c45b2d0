"""Files into documents: the same bytes under several names are one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from inspectgraph.build.reading import DocumentFile
from inspectgraph.build.sources import SourceFile
from inspectgraph.errors import Problem


def find_documents(files: Iterable[SourceFile]) -> tuple[list[DocumentFile], list[Problem]]:
    """Documents by content, in the order of their first file, and the files that can't be read.

    >>> find_documents([])
    ([], [])
    """
    found: dict[str, list[SourceFile]] = {}
    unreadable: list[Problem] = []
    for source in files:
        try:
            with source.path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            message = f"the file can't be read: {error.strerror}"
            unreadable.append(
                Problem(code="unreadable", where=source.name, message=message, remedy="check the file")
            )
            continue
        found.setdefault(digest, []).append(source)
    documents = [
        DocumentFile(path=sources[0].path, sha256=digest, files=tuple(source.name for source in sources))
        for digest, sources in found.items()
    ]
    return documents, unreadable
