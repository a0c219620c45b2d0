"""DOCX: paragraphs, headings, lists and tables as the word processor has them."""

from __future__ import annotations

from collections.abc import Iterator

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.readers.docx_body import Body, body_of, settle_page_turns
from inspectgraph.letters.readers.docx_lists import read_lists
from inspectgraph.letters.readers.docx_package import Package, damaged, open_package
from inspectgraph.letters.readers.docx_styles import read_styles
from inspectgraph.letters.readers.pieces import Piece, count_letters, draft_pieces, refuse_too_long

_FURNITURE = ("header", "footer", "footnotes", "endnotes")
_FEWEST_LETTERS = 20
_MOST_NOTES = 200  # parts with headers and footers that are read


def read_docx(data: bytes, where: str) -> Iterator[Draft]:
    """Drafts of the blocks of a DOCX document; headers, footers, notes and text boxes are furniture.

    Raises UnreadableError with the code `damaged`, `encrypted`, `format`, `entities`, `too-large`,
    `too-deep` or `no-text`.

    >>> next(read_docx(b"PK", "a.docx"))
    Traceback (most recent call last):
    inspectgraph.errors.UnreadableError: the file is no whole DOCX (a.docx): fetch the file again
    """
    package = open_package(data, where=where)
    pieces = list(_pieces_of(package))
    refuse_too_long(pieces, where=where)
    drafts = list(draft_pieces(pieces))
    if count_letters(drafts) < _FEWEST_LETTERS:
        raise UnreadableError(
            "the document has no text, only pictures of pages (scanned?)",
            code="no-text",
            where=where,
            remedy="run text recognition (OCR) on it, or give the letter as text",
        )
    yield from drafts


def _pieces_of(package: Package) -> Iterator[Piece]:
    related = sorted(set(package.related(package.main)))
    folder = package.main.rpartition("/")[0]
    by_kind = {kind: f"{folder}/{kind}.xml" for kind in ("styles", "numbering")} | dict(related)
    root = package.read_part(package.main)
    content = body_of(root) if root is not None else None
    if content is None:
        raise damaged(f"{package.main} has no body", package.where)
    body = Body(
        styles=read_styles(package.read_part(by_kind["styles"])),
        lists=read_lists(package.read_part(by_kind["numbering"])),
    )
    yield from settle_page_turns(list(body.pieces_of(content)))
    yield from _furniture_of(package, body, [name for kind, name in related if kind in _FURNITURE])


def _furniture_of(package: Package, body: Body, names: list[str]) -> Iterator[Piece]:
    """Text outside the flow, each wording once; text boxes may hold further ones."""
    texts: dict[str, None] = {}
    for name in names[:_MOST_NOTES]:
        root = package.read_part(name)
        if root is not None:
            texts |= dict.fromkeys(piece.text for piece in settle_page_turns(list(body.pieces_of(root))))
    for box in body.boxes:  # grows while it is read
        texts |= dict.fromkeys(piece.text for piece in settle_page_turns(list(body.pieces_of(box))))
    yield from (Piece(kind="furniture", text=text) for text in texts)
