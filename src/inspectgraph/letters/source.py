"""The door of the room: a file becomes a Letter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.compose import compose_letter
from inspectgraph.letters.detect import MediaType, detect_media_type
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.model import Letter

_Reader = Callable[[bytes, str], Iterable[Draft]]

READERS: dict[MediaType, str] = {
    "docx": "docx:read_docx",
    "html": "html:read_html",
    "pdf": "pdf:read_pdf",
    "text": "plain_text:read_plain_text",
}
"""One reader for each media type: bytes and place to drafts. A new format is one more line here.

By module and name: each is imported when the first document of its type comes, since most builds know one
type alone, and a process that reads letters shall begin soon.
"""

_REMEDIES: dict[MediaType, str] = {
    "html": "fetch the letter anew, an error page may stand in its place; or give its text",
}


def read_letter(path: Path, *, file: str | None = None) -> Letter:
    """Read one source document. `file` is the name to give it (its path under the built folder).

    Raises UnreadableError if it can't be read as a document of text.

    >>> read_letter(Path("seeds/003_d6466b21c827d6ce.txt")).passage(0, 11).words
    'Clive House'
    """
    name = file if file is not None else path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"the file can't be read: {error.strerror}",
            code="unreadable",
            where=name,
            remedy="check the path",
        ) from error
    return read_letter_bytes(data, file=name)


def read_letter_bytes(data: bytes, *, file: str, sha256: str | None = None) -> Letter:
    """Read a source document from its bytes; see `read_letter`. `sha256` is theirs, where it is known.

    >>> read_letter_bytes(b"Findings\\n\\nPlans are clear.", file="a.txt").heading_of(0)
    'Findings'
    """
    media_type = detect_media_type(data, where=file)
    reader = _reader_of(media_type)
    if reader is None:
        raise UnreadableError(
            f"{media_type.upper()} documents are not read yet",
            code="format",
            where=file,
            remedy=_REMEDIES.get(media_type, "give the letter as text or Markdown"),
        )
    digest = sha256 or hashlib.sha256(data).hexdigest()
    return compose_letter(reader(data, file), file=file, sha256=digest)


@cache
def _reader_of(media_type: MediaType) -> _Reader | None:
    if media_type not in READERS:
        return None
    module, _, name = READERS[media_type].partition(":")
    return cast(_Reader, getattr(import_module(f"inspectgraph.letters.readers.{module}"), name))
