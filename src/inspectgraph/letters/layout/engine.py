"""PDFium, and nothing of it outside this file and `characters.py`: bytes of a PDF become printed lines.

PDFium keeps global state and may not be entered by two threads at once; one lock sees to that.
Source: https://pdfium.googlesource.com/pdfium/+/main/public/fpdf_text.h
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from threading import Lock
from types import ModuleType
from typing import Any

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.layout.characters import Characters
from inspectgraph.letters.layout.printed import PrintedLine
from inspectgraph.letters.layout.probe import Probe

MOST_PAGES = 1000
_MOST_CHARACTERS = 10_000_000
_FEWEST_LETTERS = 20
_PASSWORD_WANTED = 4  # FPDF_ERR_PASSWORD
_PAGE_TREE, _PAGE = re.compile(rb"/Type\s*/Pages\b"), re.compile(rb"/Type\s*/Page\b")
_ENTRY = Lock()


def read_printed_lines(data: bytes, *, where: str) -> list[PrintedLine]:
    """The lines of all pages, in the order in which the file draws them, cells of a table one by one.

    Raises UnreadableError with the code `damaged`, `encrypted`, `no-pages`, `too-long` or `no-text`.
    """
    engine, raw = import_module("pypdfium2"), import_module("pypdfium2.raw")
    _refuse_cut_off(data, where=where)
    lines: list[PrintedLine] = []
    length = 0
    with _ENTRY, _opened(engine, data, where=where) as document:
        characters = Characters(raw)  # a document's own: what PDFium can't tell must not be another's
        for number in range(len(document)):
            with _page_turned_to(characters, raw, document.raw, number, where=where):
                probe = Probe(characters)
                lines += probe.printed_lines(page=number + 1)
            length += len(probe.text)
            if length > _MOST_CHARACTERS:
                raise _too_long(f"more than {_MOST_CHARACTERS} characters", where)
    _refuse_pictures(lines, where=where)
    return lines


@contextmanager
def _opened(engine: ModuleType, data: bytes, *, where: str) -> Iterator[Any]:
    try:
        document = engine.PdfDocument(data)
    except engine.PdfiumError as error:
        raise _refusal(error.err_code, data, where=where) from error
    try:
        pages = len(document)
        if not pages:
            raise _no_pages(where)
        if pages > MOST_PAGES:
            raise _too_long(f"{pages} pages, and no letter has more than {MOST_PAGES}", where)
        yield document
    finally:
        document.close()


def _refusal(code: int | None, data: bytes, *, where: str) -> UnreadableError:
    """Why PDFium did not open the file. Its code may be left over from another file, so the bytes decide."""
    if code == _PASSWORD_WANTED and b"/Encrypt" in data:
        return UnreadableError(
            "the PDF is locked with a password",
            code="encrypted",
            where=where,
            remedy="save a copy without the password",
        )
    if _PAGE_TREE.search(data) and not _PAGE.search(data):
        return _no_pages(where)
    return _damaged("the file is no whole PDF", where)


@contextmanager
def _page_turned_to(
    characters: Characters, raw: ModuleType, document: Any, number: int, *, where: str
) -> Iterator[None]:
    """The page stays open meanwhile, its handles plain ones: the objects of `pypdfium2` cost too much."""
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        raise _damaged("a page can't be read", where)
    try:
        text_page = raw.FPDFText_LoadPage(page)
        if not text_page:
            raise _damaged("a page can't be read", where)
        try:
            characters.turn_to(text_page)
            yield
        finally:
            raw.FPDFText_ClosePage(text_page)
    finally:
        raw.FPDF_ClosePage(page)


def _refuse_cut_off(data: bytes, *, where: str) -> None:
    """A file whose last objects have no end mark after them was cut off, though some of it could be read."""
    end = data.rfind(b"%%EOF")
    if end < 0 or b"endobj" in data[end:]:
        raise _damaged("the PDF ends too early", where)


def _refuse_pictures(lines: list[PrintedLine], *, where: str) -> None:
    letters = (character for line in lines for character in line.text if character.isalpha())
    if len(list(islice(letters, _FEWEST_LETTERS))) < _FEWEST_LETTERS:
        raise UnreadableError(
            "the PDF has no text, only pictures of pages (scanned?)",
            code="no-text",
            where=where,
            remedy="run text recognition (OCR) on it, or give the letter as text",
        )


def _no_pages(where: str) -> UnreadableError:
    return UnreadableError(
        "the PDF has no pages", code="no-pages", where=where, remedy="fetch the file again"
    )


def _damaged(what: str, where: str) -> UnreadableError:
    return UnreadableError(what, code="damaged", where=where, remedy="fetch the file again")


def _too_long(what: str, where: str) -> UnreadableError:
    return UnreadableError(f"too long: {what}", code="too-long", where=where, remedy="give the letter alone")
