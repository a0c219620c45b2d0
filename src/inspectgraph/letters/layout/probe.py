"""One page as PDFium sees it: its text, and for few of its characters the place, the font's size and weight.

Asking for every character would double the time; a line's first, middle and last tell enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, repeat
from operator import sub
from statistics import median

from inspectgraph.letters.layout.characters import Characters
from inspectgraph.letters.layout.glyphs import FOOTNOTE_MARK, clean_characters, is_bullet
from inspectgraph.letters.layout.printed import PrintedLine

_RAISED = 0.75  # a mark is at most this much of the size of the words around it
_GAP = 1.3  # white space wider than this many times the font's size parts two cells
_LOOSE = 1.05  # a line whose characters take this much more room than usual may hold such a gap
_LOOSE_IN_TABLE = 0.95  # the same on a page where such a gap was found
_LONG = 40
_BROKEN = "\ufffe"  # a hyphen at a line's end, which PDFium joined to the next
_LINE = re.compile(r"\S(?:.*\S)?")
_WORD = re.compile(r"\S+")
_Span = tuple[int, int]
_SPAN_OF: Callable[[re.Match[str]], _Span] = re.Match.span
_MARKER_BEFORE_GAP = re.compile(r"(?:\(?\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2})?|[^\w\s])")


_Measured = tuple[float, float, float, float, bool]
"""Left, top and right of a line, by its first and last character; size of the font in its middle, if bold."""


class Probe:
    """The text of one page and what can be asked of its characters, which must be turned to this page."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters
        self.text = characters.text()

    def printed_lines(self, *, page: int) -> Iterator[PrintedLine]:
        """The page's lines in the order of the file, parted where white space parts cells."""
        spans = [(first, end - 1) for first, end in map(_SPAN_OF, _LINE.finditer(self.text))]
        measured = self._measure(spans)
        parted = self._parted(spans, measured)
        if any(len(cells) > 1 for cells in parted.values()):
            spans, measured = self._cell_by_cell(spans, measured, parted)
        return self._lines(spans, measured, page=page)

    def _cell_by_cell(
        self, spans: list[_Span], measured: list[_Measured], parted: dict[int, list[_Span]]
    ) -> tuple[list[_Span], list[_Measured]]:
        """The same of all lines, but with the cells in place of each line that has several."""
        all_spans: list[_Span] = []
        all_measured: list[_Measured] = []
        for span, line in zip(spans, measured, strict=True):
            cells = parted.get(span[0], ())
            if len(cells) > 1:
                all_spans += cells
                all_measured += self._measured_cells(cells, line)
            else:
                all_spans.append(span)
                all_measured.append(line)
        return all_spans, all_measured

    def _measure(self, spans: list[_Span]) -> list[_Measured]:
        firsts = [first for first, _ in spans]
        middles = [(first + last + 1) // 2 for first, last in spans]
        middles = [self._word_from(at) if self.text[at].isspace() else at for at in middles]
        lefts, tops = self._characters.origins(firsts)
        rights = self._characters.right_edges([last for _, last in spans])
        sizes = [size or 1.0 for size in self._characters.sizes(middles)]
        return list(zip(lefts, tops, rights, sizes, self._are_bold(firsts, middles), strict=True))

    def _word_from(self, place: int) -> int:
        while self.text[place].isspace():
            place += 1
        return place

    def _are_bold(self, firsts: list[int], middles: list[int]) -> list[bool]:
        """Whether each line is bold in its middle and, unless a bullet stands there, at its beginning."""
        bold = self._characters.are_bold(middles)
        asked = [
            at
            for at, (first, is_bold) in enumerate(zip(firsts, bold, strict=True))
            if is_bold and not is_bullet(self.text[first])
        ]
        for at, is_bold in zip(asked, self._characters.are_bold([firsts[at] for at in asked]), strict=True):
            bold[at] = is_bold
        return bold

    def _measured_cells(self, cells: Sequence[_Span], line: _Measured) -> Iterator[_Measured]:
        lefts, tops = self._characters.origins([first for first, _ in cells])
        rights = self._characters.right_edges([last for _, last in cells])
        *_, size, bold = line
        return zip(lefts, tops, rights, repeat(size), repeat(bold), strict=False)

    def _parted(self, spans: list[_Span], measured: list[_Measured]) -> dict[int, list[_Span]]:
        """The cells of lines that may have some, by the line's first character.

        Only lines that are wide for their number of characters are looked into; where one of them is a row
        of a table, so are most others of the page.
        """
        widths = [  # the mean width of each line's characters in sizes of its font
            (right - left) / (size * (last - first + 1))
            for (first, last), (left, _, right, size, _) in zip(spans, measured, strict=True)
        ]
        usual = _usual_width(widths, spans, measured)
        has_broken = _BROKEN in self.text
        parted: dict[int, list[_Span]] = {}
        for threshold in (_LOOSE, _LOOSE_IN_TABLE):
            limit = threshold * usual
            looked_into = [
                (span, size)
                for span, (_, _, _, size, bold), width in zip(spans, measured, widths, strict=True)
                if (bold or width > limit or (has_broken and _BROKEN in self.text[span[0] : span[1]]))
                and span[0] not in parted
            ]
            parted.update(self._cells_of(looked_into))
            if not any(self._is_table_row(cells) for cells in parted.values()):
                break
        return parted

    def _is_table_row(self, cells: list[_Span]) -> bool:
        """Whether a line has cells with words in them (a running head beside a page number has not)."""
        start, end = cells[-1]
        return len(cells) > 1 and not self.text[start : end + 1].isdigit()

    def _cells_of(self, lines: list[tuple[_Span, float]]) -> Iterator[tuple[int, list[_Span]]]:
        """The first character and the cells of each line, given with the size of its font."""
        lines_words = [
            [(start, end - 1) for start, end in map(_SPAN_OF, _WORD.finditer(self.text, first, last + 1))]
            for (first, last), _ in lines
        ]
        lefts, _ = self._characters.origins([start for words in lines_words for start, _ in words[1:]])
        rights = self._characters.right_edges([end for words in lines_words for _, end in words[:-1]])
        gaps = map(sub, lefts, rights)
        for (span, size), words in zip(lines, lines_words, strict=True):
            yield span[0], list(self._cells(words, list(islice(gaps, len(words) - 1)), widest=_GAP * size))

    def _cells(self, words: list[_Span], gaps: list[float], *, widest: float) -> Iterator[_Span]:
        start, last = words[0][0], words[-1][1]
        # Where most gaps are wide, the line was stretched to both margins.
        if max(gaps, default=0.0) > widest and not (len(gaps) > 3 and median(gaps) > widest):
            for gap, (before, end), (following, _) in zip(gaps, words, words[1:], strict=False):
                if gap > widest and not self._is_marker(start, before, end):
                    yield start, end
                    start = following
        yield start, last

    def _is_marker(self, start: int, before: int, end: int) -> bool:
        return start == before and bool(_MARKER_BEFORE_GAP.fullmatch(self.text[before : end + 1]))

    def _lines(self, spans: list[_Span], measured: list[_Measured], *, page: int) -> Iterator[PrintedLine]:
        has_broken, rounded = _BROKEN in self.text, _Rounded()
        new = tuple.__new__  # what PrintedLine() does, in half the time
        for (first, last), (left, top, right, size, bold) in zip(spans, measured, strict=True):
            words, noted, base = self.text[first : last + 1], False, top
            if has_broken and _BROKEN in words:
                base = self._characters.origins([last])[1][0]
            if FOOTNOTE_MARK.search(words):
                words, noted = self._without_marks(words, first, size=size)
            if "  " in words or not (words.isascii() and words.isprintable()):
                words = clean_characters(words)
            yield new(PrintedLine, (words, page, left, right, top, base, rounded[size], bold, noted))

    def _without_marks(self, words: str, first: int, *, size: float) -> tuple[str, bool]:
        """The words without the small numbers of footnotes, and whether one opens the line (it stays)."""
        noted = False
        marks = list(FOOTNOTE_MARK.finditer(words))
        sizes = self._characters.sizes([first + mark.start() for mark in marks])
        for mark, its_size in zip(reversed(marks), reversed(sizes), strict=True):
            if its_size <= _RAISED * size:
                noted = not mark.start()
                rest = words[mark.end() :]
                words = f"{mark[0]} {rest.lstrip()}".strip() if noted else words[: mark.start()] + rest
        return words, noted


class _Rounded(dict[float, float]):
    """Sizes of fonts to a tenth of a point: a page has few, and to round one takes longer than to look it up.

    >>> _Rounded()[11.96]
    12.0
    """

    def __missing__(self, size: float) -> float:
        self[size] = round(size, 1)
        return self[size]


def _usual_width(widths: list[float], spans: list[_Span], measured: list[_Measured]) -> float:
    long = [
        width
        for width, (first, last), (_, _, _, _, bold) in zip(widths, spans, measured, strict=True)
        if last - first >= _LONG and not bold
    ]
    return median(long) if len(long) > 4 else 0.5
