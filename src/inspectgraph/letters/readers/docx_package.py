"""The parts of a DOCX file: a zip archive of XML, opened with care.

Source: ECMA-376, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.readers.docx_xml import parse_xml

MOST_BYTES = 50_000_000
"""That the parts which are read may unpack to, all together."""

_MOST_RATIO = 200
_FREE = 1_000_000  # unpacked bytes up to which the ratio does not count: a short form repeats itself
_CHUNK = 65536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # source: [MS-CFB] 2.2
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # source: [MS-OFFCRYPTO] 2.3.4.4
_OTHERS = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("mimetype", "an OpenDocument file"),
    ("Index/", "a Pages document"),
)
_AS_DOCX = "save it as DOCX, PDF or text"
_ZIP_FAULTS = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(slots=True)
class Package:
    """An open DOCX file. `main` is the name of the part that holds the text."""

    archive: ZipFile
    where: str
    size: int
    main: str = ""
    unpacked: int = 0
    names: frozenset[str] = field(default_factory=frozenset)

    def read_part(self, name: str) -> Element | None:
        """The root of one part's XML, None if there is no such part.

        Raises UnreadableError with the code `damaged`, `encrypted`, `too-large`, `entities` or `too-deep`.
        """
        if name not in self.names:
            return None
        return parse_xml(self._chunks(self.archive.getinfo(name)), part=name, where=self.where)

    def _chunks(self, info: ZipInfo) -> Iterator[bytes]:
        """The unpacked bytes of a part, never more at once than a chunk."""
        if info.flag_bits & 1:
            raise _locked(self.where)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged(f"{info.filename} is packed in a way that DOCX does not have", self.where)
        got, most = 0, _MOST_RATIO * max(1, min(info.compress_size, self.size))
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    got += len(chunk)
                    self.unpacked += len(chunk)
                    if self.unpacked > MOST_BYTES or got > max(most, _FREE):
                        raise _too_large(info.filename, self.where)
                    yield chunk
        except _ZIP_FAULTS as error:
            raise damaged(f"{info.filename} can't be unpacked", self.where) from error

    def related(self, part: str) -> Iterator[tuple[str, str]]:
        """Kind (`styles`, `header` and so on) and name of each part to which a part refers."""
        folder, name = posixpath.split(part)
        root = self.read_part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in root if root is not None else ():
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if target and relation.get("TargetMode") != "External":
                yield kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def open_package(data: bytes, *, where: str) -> Package:
    """A DOCX file, its main part found.

    Raises UnreadableError with the code `damaged`, `encrypted` or `format`.

    >>> open_package(b"PK and no more", where="a.docx")
    Traceback (most recent call last):
    inspectgraph.errors.UnreadableError: the file is no whole DOCX (a.docx): fetch the file again
    """
    if data.startswith(_OLE):
        raise _locked(where) if _LOCKED in data else _format("an old Word, Excel or PowerPoint file", where)
    try:
        archive = ZipFile(BytesIO(data))
    except _ZIP_FAULTS as error:
        raise damaged("the file is no whole DOCX", where) from error
    package = Package(archive, where, len(data), names=frozenset(archive.namelist()))
    package.main = _main_part(package)
    return package


def _main_part(package: Package) -> str:
    named = [name for kind, name in package.related("") if kind == "officeDocument"]
    found = next((name for name in [*named, "word/document.xml"] if name in package.names), None)
    if found is not None and not found.startswith(tuple(start for start, _ in _OTHERS)):
        return found
    for start, what in _OTHERS:
        if any(name.startswith(start) for name in package.names):
            raise _format(what, package.where)
    raise _format("an archive of other files", package.where)


def damaged(what: str, where: str) -> UnreadableError:
    """The fault of a file that is not whole."""
    return UnreadableError(what, code="damaged", where=where, remedy="fetch the file again")


def _format(what: str, where: str) -> UnreadableError:
    return UnreadableError(f"{what}, no DOCX document", code="format", where=where, remedy=_AS_DOCX)


def _locked(where: str) -> UnreadableError:
    return UnreadableError(
        "the document is locked with a password",
        code="encrypted",
        where=where,
        remedy="save a copy without the password",
    )


def _too_large(part: str, where: str) -> UnreadableError:
    return UnreadableError(
        f"{part} unpacks to more than a letter can hold",
        code="too-large",
        where=where,
        remedy="open it in a word processor and save the letter alone",
    )
