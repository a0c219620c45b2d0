"""The running text of a DOCX file: paragraphs and tables in their order, with the tracked changes taken in.

Source: ECMA-376, part 1, section 17 (WordprocessingML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from xml.etree.ElementTree import Element

from inspectgraph.letters.readers.docx_lists import Lists
from inspectgraph.letters.readers.docx_styles import Style, heading_at, style_by_id
from inspectgraph.letters.readers.docx_xml import (
    attribute_of,
    child_of,
    children_of,
    is_on,
    name_of,
    number_of,
    value_of,
)
from inspectgraph.letters.readers.pieces import PAGE_TURN, Piece, lay_out_row

_SEEN_TURN = "\x01"  # where a new page began when the document was last shown
_TURNS = re.compile(f"([{PAGE_TURN}{_SEEN_TURN}])")
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
    "lastRenderedPageBreak": _SEEN_TURN,
}
_DROPPED = frozenset(
    [
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback"),
        *("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "rt", "footnoteReference", "endnoteReference"),
    ]
)


@dataclass(slots=True)
class Body:
    """What is needed to read paragraphs; `boxes` collects the text boxes that are met on the way."""

    styles: Mapping[str, Style]
    lists: Lists
    boxes: list[Element] = field(default_factory=list)

    def pieces_of(self, container: Element) -> Iterator[Piece]:
        """The blocks in the body of a document, in a cell, a note or a text box."""
        carried = ""
        for block in _blocks_in(container):
            if name_of(block) == "tbl":
                yield from self._rows_of(block)
                continue
            text = carried + "".join(self._words_in(block))
            if child_of(child_of(child_of(block, "pPr"), "rPr"), "del") is not None:
                carried = text  # the end of the paragraph was deleted, so it goes on in the next
                continue
            carried = ""
            yield self._paragraph(block, text)
        if carried:
            yield Piece(kind="paragraph", text=carried)

    def _rows_of(self, table: Element) -> Iterator[Piece]:
        for row in _inner(table, "tr"):
            if child_of(child_of(row, "trPr"), "del") is None:
                cells = [list(self.pieces_of(cell)) for cell in _inner(row, "tc")]
                yield from lay_out_row([_without_blank(cell) for cell in cells])

    def _paragraph(self, paragraph: Element, text: str) -> Piece:
        properties = child_of(paragraph, "pPr")
        style_id = value_of(properties, "pStyle")
        style = style_by_id(style_id, self.styles)
        if is_on(properties, "pageBreakBefore"):
            text = PAGE_TURN + text
        outline = number_of(properties, "outlineLvl")
        heading = style.heading if outline is None else heading_at(outline)
        numbers = child_of(properties, "numPr")
        list_id = value_of(numbers, "numId") or style.list_id
        if not text.strip().strip(PAGE_TURN + _SEEN_TURN) or list_id in (None, "0"):
            mark, depth = None, 0
        else:
            depth = self._depth(numbers, style, list_id=list_id or "", style_id=style_id or "")
            mark = self.lists.next_mark(list_id or "", depth)
        words, number = (mark.text, mark.number) if mark else (None, None)
        if heading:
            return Piece(kind="heading", text=text, level=heading, marker=words, number=number)
        if mark is None:
            return Piece(kind="paragraph", text=text)
        kind: Literal["item", "paragraph"] = "item" if number is None else "paragraph"
        return Piece(kind=kind, text=text, level=depth, marker=words, number=number)

    def _depth(self, numbers: Element | None, style: Style, *, list_id: str, style_id: str) -> int:
        depth = number_of(numbers, "ilvl")
        depth = style.depth if depth is None else depth
        return self.lists.level_of_style(list_id, style_id) if depth is None else depth

    def _words_in(self, element: Element) -> Iterator[str]:
        for child in element:
            name = name_of(child)
            if name in _SIGNS:
                yield _SIGNS[name]
            elif name == "t":
                yield re.sub(r"\s", " ", child.text or "")
            elif name == "br":
                yield PAGE_TURN if attribute_of(child, "type") == "page" else "\n"
            elif name == "sym":
                yield _symbol(child)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name not in _DROPPED and not (name == "r" and is_on(child_of(child, "rPr"), "vanish")):
                yield from self._words_in(child)


def _symbol(element: Element) -> str:
    code = attribute_of(element, "char") or ""
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{2,4}", code) and code[:1] not in "dD" else " "


def _blocks_in(container: Element) -> Iterator[Element]:
    """Paragraphs and tables, those in content controls and inserted ones too."""
    for child in container:
        name = name_of(child)
        if name in ("p", "tbl"):
            yield child
        elif name not in _DROPPED:
            yield from _blocks_in(child)


def _inner(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in element:
        if name_of(child) == name:
            yield child
        elif name_of(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inner(child, name)


def _without_blank(cell: list[Piece]) -> list[Piece]:
    return [piece for piece in cell if piece.text.strip()]


def settle_page_turns(pieces: list[Piece]) -> Iterator[Piece]:
    """One page turn for a break that was set and then also seen where the document was shown.

    >>> texts = ("A" + PAGE_TURN, _SEEN_TURN + "B" + _SEEN_TURN)
    >>> rows = [Piece(kind="paragraph", text=text) for text in texts]
    >>> [piece.text for piece in settle_page_turns(rows)]
    ['A\\x00', 'B\\x00']
    """
    was_set = False
    for piece in pieces:
        kept = []
        for part in _TURNS.split(piece.text):
            if part == _SEEN_TURN:
                kept.append("" if was_set else PAGE_TURN)
                was_set = False
            elif part.strip():
                kept.append(part)
                was_set = part == PAGE_TURN
            else:
                kept.append(part)
        yield replace(piece, text="".join(kept))


def body_of(root: Element) -> Element | None:
    """The body of a document's root element."""
    return next(children_of(root, "body"), None)
