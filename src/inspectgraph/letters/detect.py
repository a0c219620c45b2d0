"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re
from typing import Literal

from inspectgraph.errors import UnreadableError

MediaType = Literal["text", "html", "rtf", "pdf", "docx"]

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|main|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLE = b"\xd0\xcf\x11\xe0"  # the old Word format, and DOCX under a password
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f]")
_SAMPLE = 65536  # bytes in which binary data shows itself
_MOST_CONTROL = 0.01  # share of control characters that a text with a few stray ones has at most


def detect_media_type(data: bytes, *, where: str) -> MediaType:
    """The media type of a source document.

    Raises UnreadableError for what is no document: an empty file, an archive, an image, other binary data.

    >>> detect_media_type(b"%PDF-1.7 ...", where="a.txt")
    'pdf'
    """
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise UnreadableError("the file is empty", code="empty", where=where, remedy="fetch it again")
    head = data[:2048]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", _OLE)):
        return "docx"  # or a kin of it: its reader says which
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if head.startswith(_UTF16_MARKS) or not _is_binary(data[:_SAMPLE]):
        return "text"
    raise UnreadableError(
        "not a text document (binary data)",
        code="binary",
        where=where,
        remedy="give the letter as text or Markdown",
    )


def _is_binary(sample: bytes) -> bool:
    return b"\0" in sample or len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample)


def decode_text(data: bytes, *, where: str) -> str:
    """The characters of a text file: UTF-8, UTF-16 by its byte-order mark, else Windows-1252.

    Raises UnreadableError if none of them fits.

    >>> decode_text("Children’s".encode("cp1252"), where="a.txt")
    'Children’s'
    """
    encodings = ("utf-16",) if data.startswith(_UTF16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(
        "the text's encoding is not known", code="encoding", where=where, remedy="save it as UTF-8"
    )
