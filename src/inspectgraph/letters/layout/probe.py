"""One page as PDFium sees it: its characters, and for few of them the place, the font's size and weight.

Asking for every character would double the time; a line's first, middle and last tell enough.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from types import ModuleType
from typing import Any, NamedTuple

from inspectgraph.letters.layout.glyphs import FOOTNOTE_MARK, clean_characters, is_bullet
from inspectgraph.letters.layout.printed import PrintedLine

_BOLD = 600  # weights from 600 on look bold; regular is 400
_BOLD_NAME = re.compile(rb"[Bb]old|Black|Heavy")
_NAME_LENGTH = 128
_RAISED = 0.75  # a mark is at most this much of the size of the words around it
_GAP = 1.3  # white space wider than this many times the font's size parts two cells
_LOOSE = 1.05  # a line whose characters take this much more room than usual may hold such a gap
_LOOSE_IN_TABLE = 0.95  # the same on a page where such a gap was found
_LONG = 40
_WORD = re.compile(r"\S+")
_BEYOND = re.compile("[\U00010000-\U0010ffff\ufffd]")
_DIGIT = re.compile(r"\d")
_Span = tuple[int, int]
_MARKER_BEFORE_GAP = re.compile(r"(?:\(?\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2})?|[^\w\s])")


class _Measured(NamedTuple):
    """Where the first and last character of a line stand, and the font in its middle."""

    left: float
    top: float
    right: float
    size: float
    bold: bool


class Probe:
    """The text of one page and what can be asked of its characters.

    `raw` is the module `pypdfium2.raw`, `text_page` a handle of a loaded text page.
    """

    def __init__(self, raw: ModuleType, text_page: Any) -> None:
        self._page = text_page
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._ask_origin, self._ask_box = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
        self._ask_matrix = raw.FPDFText_GetMatrix
        self._ask_size, self._ask_weight = raw.FPDFText_GetFontSize, raw.FPDFText_GetFontWeight
        self._ask_font, self._name, self._flags = raw.FPDFText_GetFontInfo, _buffer(), ctypes.c_int()
        self.text = self._read_text(raw)

    def _read_text(self, raw: ModuleType) -> str:
        count = max(raw.FPDFText_CountChars(self._page), 0)
        units = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(self._page, 0, count, units)
        text = bytes(units)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count and not _BEYOND.search(text):
            return text
        # Characters beyond the Basic Multilingual Plane take two units: asked one by one, places stay right.
        codes = (raw.FPDFText_GetUnicode(self._page, index) for index in range(count))
        return "".join(chr(code) if code not in range(0xD800, 0xE000) else " " for code in codes)

    def _place(self, index: int) -> tuple[float, float]:
        self._ask_origin(self._page, index, self._x, self._y)
        return self._x.value, self._y.value

    def _right(self, index: int) -> float:
        self._ask_box(self._page, index, self._box)
        return float(self._box.right)

    def _size(self, index: int) -> float:
        size = float(self._ask_size(self._page, index))
        if self._ask_matrix(self._page, index, self._matrix):
            size *= abs(self._matrix.d) or abs(self._matrix.c) or 1.0  # c alone slants, as for false italics
        return size

    def _is_bold(self, index: int) -> bool:
        """By the font's weight, else by its name, for a standard font that is not embedded has no weight."""
        if self._ask_weight(self._page, index) >= _BOLD:
            return True
        self._ask_font(self._page, index, self._name, _NAME_LENGTH, self._flags)
        return bool(_BOLD_NAME.search(self._name.value))

    def printed_lines(self, *, page: int) -> Iterator[PrintedLine]:
        """The page's lines in the order of the file, parted where white space parts cells."""
        spans = list(self._spans())
        measured = [self._measure(first, last) for first, last in spans]
        parted = self._parted(spans, measured)
        for span, line in zip(spans, measured, strict=True):
            cells = parted.get(span[0], (span,))
            for first, last in cells:
                taken = line if len(cells) == 1 else self._measured_cell(first, last, line)
                yield self._line(first, last, taken, page=page)

    def _parted(self, spans: list[_Span], measured: list[_Measured]) -> dict[int, list[_Span]]:
        """The cells of lines that have some, by the line's first character.

        Only lines that are wide for their number of characters are looked into; where one of them is a row
        of a table, so are most others of the page.
        """
        usual = _usual_width(measured, spans)
        widths = [_width(span, taken) for span, taken in zip(spans, measured, strict=True)]
        parted: dict[int, list[_Span]] = {}
        for threshold in (_LOOSE, _LOOSE_IN_TABLE):
            for (first, last), line, width in zip(spans, measured, widths, strict=True):
                wide = line.bold or width > threshold * usual or "\ufffe" in self.text[first:last]
                if wide and first not in parted:
                    parted[first] = list(self._cells(first, last, size=line.size))
            if not any(self._is_table_row(cells) for cells in parted.values()):
                break
        return parted

    def _spans(self) -> Iterator[_Span]:
        """First and last character of each line that is not blank."""
        at = 0
        for line in self.text.split("\n"):
            words = line.strip()
            if words:
                first = at + len(line) - len(line.lstrip())
                yield first, first + len(words) - 1
            at += len(line) + 1

    def _measure(self, first: int, last: int) -> _Measured:
        middle = (first + last + 1) // 2
        while self.text[middle].isspace():
            middle += 1
        left, top = self._place(first)
        size = self._size(middle) or 1.0
        bold = self._is_bold(middle)
        if bold and not is_bullet(self.text[first]):
            bold = self._is_bold(first)
        return _Measured(left, top, self._right(last), size, bold)

    def _measured_cell(self, first: int, last: int, line: _Measured) -> _Measured:
        left, top = self._place(first)
        return _Measured(left, top, self._right(last), line.size, line.bold)

    def _is_table_row(self, cells: list[_Span]) -> bool:
        """Whether a line has cells with words in them (a running head beside a page number has not)."""
        start, end = cells[-1]
        return len(cells) > 1 and not self.text[start : end + 1].isdigit()

    def _cells(self, first: int, last: int, *, size: float) -> Iterator[_Span]:
        words = [
            (first + m.start(), first + m.end() - 1) for m in _WORD.finditer(self.text[first : last + 1])
        ]
        gaps = [self._place(right[0])[0] - self._right(left[1]) for left, right in pairwise(words)]
        # Where most gaps are wide, the line was stretched to both margins.
        if len(gaps) > 3 and median(gaps) > _GAP * size:
            gaps = []
        start = first
        for gap, (before, end), (following, _) in zip(gaps, words, words[1:], strict=False):
            if gap > _GAP * size and not self._is_marker(start, before, end):
                yield start, end
                start = following
        yield start, last

    def _is_marker(self, start: int, before: int, end: int) -> bool:
        return start == before and bool(_MARKER_BEFORE_GAP.fullmatch(self.text[before : end + 1]))

    def _line(self, first: int, last: int, taken: _Measured, *, page: int) -> PrintedLine:
        words = self.text[first : last + 1]
        left, top, right, size, bold = taken
        text, noted = self._without_marks(words, first, size=size)
        return PrintedLine(
            text=clean_characters(text),
            page=page,
            left=left,
            right=right,
            top=top,
            base=self._place(last)[1] if "\ufffe" in words else top,
            size=round(size, 1),
            bold=bold,
            is_noted=noted,
        )

    def _without_marks(self, words: str, first: int, *, size: float) -> tuple[str, bool]:
        """The words without the small numbers of footnotes, and whether one opens the line (it stays)."""
        noted = False
        for match in reversed(list(FOOTNOTE_MARK.finditer(words)) if _DIGIT.search(words) else []):
            if self._size(first + match.start()) <= _RAISED * size:
                noted = not match.start()
                rest = words[match.end() :]
                words = f"{match[0]} {rest.lstrip()}".strip() if noted else words[: match.start()] + rest
        return words, noted


def _buffer() -> ctypes.Array[ctypes.c_char]:
    return ctypes.create_string_buffer(_NAME_LENGTH)


def _width(span: _Span, measured: _Measured) -> float:
    """The mean width of a line's characters in sizes of its font."""
    return (measured.right - measured.left) / (measured.size * (span[1] - span[0] + 1))


def _usual_width(measured: list[_Measured], spans: list[_Span]) -> float:
    widths = [
        _width(span, taken)
        for taken, span in zip(measured, spans, strict=True)
        if span[1] - span[0] >= _LONG and not taken.bold
    ]
    return median(widths) if len(widths) > 4 else 0.5
