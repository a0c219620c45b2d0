"""What PDFium tells of the characters of one page: each question is put to many of them in one go.

A call costs several times what PDFium does for it, most of it spent on turning arguments into those of C. So
functions and the places they write to are made ready once for a document, and `map` does the calling.
Source: https://pdfium.googlesource.com/pdfium/+/main/public/fpdf_text.h
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat
from types import ModuleType
from typing import Any

_AT_ONCE = 128  # characters that are asked about in one go; a page has 50 lines
_BOLD = 600  # weights from 600 on look bold; regular is 400
_BOLD_NAME = re.compile(rb"[Bb]old|Black|Heavy")
_NAME_LENGTH = 128
_EDGES, _RIGHT = 4, 2  # of FS_RECTF: left, top, right, bottom
_FACTORS, _C, _D = 6, 2, 3  # of FS_MATRIX: a to f


class Characters:
    """The characters of one page after the other, by their places in the page's text.

    `raw` is the module `pypdfium2.raw`; what is asked is about the text page that was last turned to.
    """

    def __init__(self, raw: ModuleType) -> None:
        self._raw = raw
        self._page: Any = None
        self._bold: dict[int | None, bool] = {}  # by the address of a font
        self._x, self._y = (ctypes.c_double * _AT_ONCE)(), (ctypes.c_double * _AT_ONCE)()
        self._boxes = (ctypes.c_float * (_EDGES * _AT_ONCE))()
        self._matrices = (ctypes.c_float * (_FACTORS * _AT_ONCE))()
        self._into_x, self._into_y = _slots_of(self._x), _slots_of(self._y)
        self._into_boxes, self._into_matrices = _slots_of(self._boxes), _slots_of(self._matrices)
        self._ask_text = _bare(raw.FPDFText_GetText, ctypes.c_int)
        self._ask_origin = _bare(raw.FPDFText_GetCharOrigin, ctypes.c_int)
        self._ask_box = _bare(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
        self._ask_size = _bare(raw.FPDFText_GetFontSize, ctypes.c_double)
        self._ask_matrix = _bare(raw.FPDFText_GetMatrix, ctypes.c_int)
        self._ask_object = _bare(raw.FPDFText_GetTextObject, ctypes.c_void_p)
        self._ask_font = _bare(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)

    def turn_to(self, text_page: Any) -> None:
        """Ask about a page from now on: a handle of a text page that stays loaded meanwhile."""
        self._page = text_page
        self._bold = {}  # a font's address may be another font's on the next page

    def text(self) -> str:
        """All characters of the page, one for each place."""
        count = max(self._raw.FPDFText_CountChars(self._page), 0)
        units = array("H", bytes(2 * (count + 1)))  # an array of ctypes of a new length is a new class
        self._ask_text(self._page, 0, count, ctypes.c_void_p(units.buffer_info()[0]))
        text = units[:count].tobytes().decode("utf-16-le", "replace")
        if len(text) == count and "\ufffd" not in text:
            return text
        # Characters beyond the Basic Multilingual Plane take two units: asked one by one, places stay right.
        codes = (self._raw.FPDFText_GetUnicode(self._page, index) for index in range(count))
        return "".join(chr(code) if code not in range(0xD800, 0xE000) else " " for code in codes)

    def origins(self, places: Sequence[int]) -> tuple[list[float], list[float]]:
        """Where the characters stand, in points: how far right, and how high their baselines are."""
        lefts: list[float] = []
        heights: list[float] = []
        for some in _portions(places):
            _call(map(self._ask_origin, repeat(self._page), some, self._into_x, self._into_y))
            lefts += self._x[: len(some)]
            heights += self._y[: len(some)]
        return lefts, heights

    def right_edges(self, places: Sequence[int]) -> list[float]:
        """Where the characters end, in points."""
        found: list[float] = []
        for some in _portions(places):
            _call(map(self._ask_box, repeat(self._page), some, self._into_boxes))
            found += self._boxes[_RIGHT : _EDGES * len(some) : _EDGES]
        return found

    def sizes(self, places: Sequence[int]) -> list[float]:
        """The sizes of the characters' fonts as they are printed, in points."""
        found: list[float] = []
        for some in _portions(places):
            sizes = map(self._ask_size, repeat(self._page), some)
            known = list(map(self._ask_matrix, repeat(self._page), some, self._into_matrices))
            end = _FACTORS * len(some)
            across, upright = self._matrices[_C:end:_FACTORS], self._matrices[_D:end:_FACTORS]
            found += [  # c alone slants, as for false italics
                size * (abs(d) or abs(c) or 1.0) if is_known else size
                for size, c, d, is_known in zip(sizes, across, upright, known, strict=True)
            ]
        return found

    def are_bold(self, places: Sequence[int]) -> list[bool]:
        """Whether the characters are bold; each font of the page is looked at once."""
        fonts = map(self._ask_font, map(self._ask_object, repeat(self._page), places))
        known = self._bold
        return [
            known[font] if font in known else self._look_at(font, place)
            for font, place in zip(fonts, places, strict=True)
        ]

    def _look_at(self, font: int | None, place: int) -> bool:
        """By the font's weight, else by its name, for a standard font that is not embedded has no weight."""
        name = ctypes.create_string_buffer(_NAME_LENGTH)
        self._raw.FPDFText_GetFontInfo(self._page, place, name, _NAME_LENGTH, ctypes.c_int())
        is_heavy = self._raw.FPDFText_GetFontWeight(self._page, place) >= _BOLD
        self._bold[font] = is_heavy or bool(_BOLD_NAME.search(name.value))
        return self._bold[font]


def _bare(function: Any, result: type[Any], *arguments: type[Any]) -> Any:
    """The function for quick calls: arguments go through as they are, but for those that have a type here (an
    address that comes as a plain number needs one), and Python's lock is kept, as no answer takes long."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


def _slots_of(room: ctypes.Array[Any]) -> list[Any]:
    """References to the parts of an array into which one answer each is written."""
    step = ctypes.sizeof(room) // _AT_ONCE
    return [ctypes.byref(room, step * slot) for slot in range(_AT_ONCE)]


def _portions(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """The places as many at a time as there are slots."""
    for start in range(0, len(places), _AT_ONCE):
        yield places[start : start + _AT_ONCE]


def _call(calls: Iterator[Any]) -> None:
    """Make the calls for what they write."""
    deque(calls, maxlen=0)
