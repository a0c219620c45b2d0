"""The blocks of an HTML page, told by its elements, without what belongs to the site around the letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from inspectgraph.letters.readers.html_tokens import Token
from inspectgraph.letters.readers.numerals import in_letters, in_roman
from inspectgraph.letters.readers.pieces import PAGE_TURN, Piece, lay_out_row

Region = Literal["main", "page", "form"]
_Effect = Literal["main", "dropped", "edge", "form", "pre", ""]

_EFFECTS: dict[str, _Effect] = {
    **dict.fromkeys(("main", "article"), "main"),
    **dict.fromkeys(("nav", "aside", "dialog", "template", "noscript", "svg", "math", "object"), "dropped"),
    **dict.fromkeys(("select", "button", "audio", "video", "canvas", "datalist", "map"), "dropped"),
    **dict.fromkeys(("header", "footer"), "edge"),
    "form": "form",
    "pre": "pre",
}
_ROLES: dict[str, _Effect] = {
    "main": "main",
    **dict.fromkeys(("navigation", "search", "complementary", "dialog", "alertdialog"), "dropped"),
    **dict.fromkeys(("banner", "contentinfo"), "edge"),
}
_HOLDERS = frozenset({"div", "section", "body", "ul", "ol", "menu", "li", "table", "tr", "td", "th"})
_LISTS = frozenset({"ul", "ol", "menu"})
_BLOCKS = frozenset(
    [
        *("address", "blockquote", "center", "dd", "details", "dir", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "legend", "p", "search", "summary"),
        *("caption", "tbody", "thead", "tfoot", "option", "optgroup", "label", *_HOLDERS, *_EFFECTS),
    ]
)
_ENDS_HEADING = frozenset({"p", "table", "hr", "dl", *_LISTS})
_HEADING = re.compile("h[1-6]")
_MOST_TABLES = 20  # within each other; deeper ones are read as blocks
_NEAR = 50  # open elements among which one that was left unclosed is looked for


@dataclass(slots=True)
class _Table:
    """A table that is being read, and how many elements of each name are open in it."""

    pieces: list[Piece] = field(default_factory=list)
    row: list[list[Piece]] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)

    def end_row(self) -> None:
        self.pieces += lay_out_row(self.row)
        self.row = []


@dataclass(slots=True)
class _List:
    """An open list; `style` is the `type` of an `ol`, "" for bullets."""

    style: str
    following: int

    def next_mark(self, value: str | None) -> tuple[str, int | None]:
        """The marker of the next item and the number in it."""
        if not self.style:
            return "•", None
        number = self.following if value is None else _number(value, self.following)
        self.following = number + 1
        if self.style in "aAiI":
            written = in_letters(number) if self.style in "aA" else in_roman(number)
            return (f"{written.upper() if self.style.isupper() else written})"), None
        return f"{number}.", number


@dataclass(slots=True)
class Page:
    """A page that is being read: feed it all tokens, then call `end`.

    >>> page = Page()
    >>> page.read([Token(kind="start", name="li"), Token(kind="text", text="Good plans.")])
    >>> [(piece.kind, piece.marker, piece.text) for piece in page.regions["page"]]
    [('item', '•', 'Good plans.')]
    """

    regions: dict[Region, list[Piece]] = field(default_factory=lambda: {"main": [], "page": [], "form": []})
    title: str = ""
    _words: list[str] = field(default_factory=list)
    _open: list[tuple[str, _Effect]] = field(default_factory=list)
    _effects: Counter[str] = field(default_factory=Counter)
    _tables: list[_Table] = field(default_factory=lambda: [_Table()])
    _lists: list[_List] = field(default_factory=list)
    _mark: tuple[str, int | None] | None = None
    _heading: int = 0

    def read(self, tokens: Iterable[Token]) -> None:
        """Read a whole page."""
        for token in tokens:
            if token.kind == "text":
                self._words.append(self._spaced(token.text))
            elif token.kind == "raw":
                self.title = self.title or (token.text if token.name == "title" else "")
            elif token.name == "br":
                self._words.append("\n")
            elif token.name in _BLOCKS:
                self._flush()
                self._start(token) if token.kind == "start" else self._end(token.name)
        self._flush()
        while self._open:
            self._close()

    def _spaced(self, text: str) -> str:
        text = text.replace(PAGE_TURN, " ")
        return text.replace("\r\n", "\n") if self._effects["pre"] else re.sub(r"\s", " ", text)

    def _start(self, token: Token) -> None:
        name = token.name
        if _HEADING.fullmatch(name):
            self._heading = int(name[1])
        elif name in _ENDS_HEADING:
            self._heading = 0
        if name not in _HOLDERS and name not in _EFFECTS:
            return
        attributes = token.attributes()
        if name == "table" and len(self._tables) > _MOST_TABLES:
            return
        self._close_siblings(name)
        self._push(name, _effect_of(name, attributes))
        if name in _LISTS:
            style = attributes.get("type", "1") or "1"
            self._lists.append(_List(style if name == "ol" else "", _number(attributes.get("start", ""), 1)))
        elif name == "li":
            self._mark = (self._lists[-1] if self._lists else _List("", 1)).next_mark(attributes.get("value"))
        elif name == "table":
            self._tables.append(_Table())
        elif name in ("td", "th") and len(self._tables) > 1:
            self._tables[-1].row.append([])

    def _close_siblings(self, name: str) -> None:
        """Close what this element ends although it has no end tag: an item the one before it, and so on."""
        ended = {"li": ("li",), "tr": ("td", "th", "tr"), "td": ("td", "th"), "th": ("td", "th")}.get(name)
        bounds = (*_LISTS, "td", "th") if name == "li" else ("table", "tr") if name != "tr" else ("table",)
        if ended is None:
            return
        last = None
        for back in range(1, min(_NEAR, len(self._open)) + 1):
            there = self._open[-back][0]
            if there in ended:
                last = back
            elif there in bounds:
                break
        for _ in range(last or 0):
            self._close()

    def _end(self, name: str) -> None:
        if _HEADING.fullmatch(name):
            self._heading = 0
        if name == "table" and not self._tables[-1].open[name] and len(self._tables) > 1:
            while self._open and self._open[-1][0] != "table":
                self._close()
            self._close()
        elif self._tables[-1].open[name]:
            while self._close() != name:
                continue

    def _push(self, name: str, effect: _Effect) -> None:
        self._open.append((name, effect))
        self._effects[effect] += 1
        if name != "table":
            self._tables[-1].open[name] += 1

    def _close(self) -> str:
        """Close the innermost element; its name."""
        name, effect = self._open.pop()
        self._effects[effect] -= 1
        if name == "table":
            table = self._tables.pop()
            table.end_row()
            for piece in table.pieces:
                self._add(piece)
            return name
        self._tables[-1].open[name] -= 1
        if name == "tr":
            self._tables[-1].end_row()
        elif name in _LISTS and self._lists:
            self._lists.pop()
        elif name == "li":
            self._mark = None
        return name

    def _flush(self) -> None:
        """The words since the last block's edge as a piece, unless they are left out."""
        text, self._words = "".join(self._words), []
        if not text.strip() or self._effects["dropped"]:
            return
        if self._effects["edge"] and not self._effects["main"]:
            return
        marker, number = self._mark or (None, None)
        self._mark = None
        if self._heading:
            self._add(Piece(kind="heading", text=text, level=self._heading, marker=marker, number=number))
        elif marker is None:
            self._add(Piece(kind="paragraph", text=text))
        else:
            depth = max(len(self._lists) - 1, 0)
            kind: Literal["item", "paragraph"] = "item" if number is None else "paragraph"
            self._add(Piece(kind=kind, text=text, level=depth, marker=marker, number=number))

    def _add(self, piece: Piece) -> None:
        if len(self._tables) > 1:
            table = self._tables[-1]
            (table.row[-1] if table.row else table.pieces).append(piece)
        elif self._effects["main"]:
            self.regions["main"].append(piece)
        else:
            self.regions["form" if self._effects["form"] else "page"].append(piece)


def _effect_of(name: str, attributes: dict[str, str]) -> _Effect:
    if "hidden" in attributes:
        return "dropped"
    return _ROLES.get(attributes.get("role", "").strip().lower(), _EFFECTS.get(name, ""))


def _number(value: str, otherwise: int) -> int:
    return int(value) if re.fullmatch("[0-9]{1,6}", value.strip()) else otherwise
