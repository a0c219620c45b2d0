"""Running heads and page numbers: lines that belong to the page and not to the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from inspectgraph.letters.lines import is_page_number, read_marker, shape_of

_EDGE = 2  # lines at the top and at the foot of a page that may be furniture
_LONGEST_HEAD = 120
_REPEATS = 3
_FEWEST_WORDS = 3  # of a running head in a source without page breaks, its page number not counted


class Line(NamedTuple):
    """One line of the source; `page` counts from 1, 0 in a source without page breaks."""

    text: str
    page: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing is on the line."""
        return not self.text.strip()


def furniture_of(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that are running heads or page numbers.

    >>> pages = [(1, "Report 1", "Some words."), (2, "Report 2", "More."), (3, "Report 3", "The end.")]
    >>> rows = [Line(text=text, page=page) for page, head, words in pages for text in (head, "", words)]
    >>> sorted(furniture_of(rows))
    [0, 3, 6]
    """
    if any(line.page for line in lines):
        return _at_page_edges(lines)
    return _repeated_with_numbers(lines)


def _at_page_edges(lines: Sequence[Line]) -> frozenset[int]:
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if not line.is_blank:
            pages.setdefault(line.page, []).append(index)
    edges = [i for rows in pages.values() for i in dict.fromkeys(rows[:_EDGE] + rows[-_EDGE:])]
    shape_at = {i: _shape(lines[i]) for i in edges}
    shapes = Counter(shape_at.values())
    needed = min(_REPEATS, max(2, len(pages)))
    found = {i for i in edges if is_page_number(lines[i].text) or _tells_its_page(lines[i])}
    heads = {i for i in edges if shapes[shape_at[i]] >= needed and _may_be_head(lines[i].text)}
    return frozenset(found | (heads - _titles(lines, heads)))


def _tells_its_page(line: Line) -> bool:
    """Whether a line at a page's edge ends with that page's number, as even a head that comes once does."""
    words = line.text.split()
    return line.page > 1 and len(words) > 2 and words[-1] == str(line.page) and _may_be_head(line.text)


def _titles(lines: Sequence[Line], heads: Iterable[int]) -> set[int]:
    """The lines of the first page that stand there as the title, and on later pages as a running head."""
    first = min((line.page for line in lines), default=0)
    return {i for i in heads if lines[i].page == first and not lines[i].text.split()[-1].isdigit()}


def _repeated_with_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Page numbers that stand alone, and lines that come back with or beside one."""
    shown = [i for i, line in enumerate(lines) if not line.is_blank]
    shapes = Counter(_shape(lines[i]) for i in shown)
    numbers = {i for i in shown if is_page_number(lines[i].text) and _stands_alone(lines, i)}
    found = set(numbers)
    for before, i, after in zip([-1, *shown], shown, [*shown[1:], -1], strict=False):
        text = lines[i].text
        if shapes[_shape(lines[i])] < _REPEATS or not _may_be_head(text):
            continue
        if _ends_with_number(text) or {before, after} & numbers:
            found.add(i)
    return frozenset(found)


def _shape(line: Line) -> str:
    return shape_of(line.text[: _LONGEST_HEAD + 1])


def _may_be_head(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and read_marker(text) is None and not text.lstrip().startswith("#")


def _ends_with_number(text: str) -> bool:
    """Whether a page number ends the line; "Recommendation 2" is a heading, a running head says more."""
    words = text.split()
    return len(words) > _FEWEST_WORDS and words[-1].isdigit() and len(words[-1]) <= 3


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    around = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return all(line.is_blank for line in around)
