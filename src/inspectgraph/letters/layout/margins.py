"""What stands on a page and does not belong to its text: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.furniture import Line, furniture_of
from inspectgraph.letters.joining import join_words
from inspectgraph.letters.layout.measures import Measures
from inspectgraph.letters.layout.printed import PrintedLine
from inspectgraph.letters.lines import is_page_number

_EDGE = 4  # lines at the head and at the foot of a page that may be furniture
_INDENT = 36.0  # points by which a footnote's number may stand in from the left edge
_ONE_ROW = 0.5  # of the size of the larger font: how much higher a footnote's number stands than its words
_PAGE, _TOP, _LEFT = attrgetter("page"), attrgetter("top"), attrgetter("left")
_NOTE = re.compile(r"\d{1,2}(?:\s|$|(?=[A-Z‘“(]))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The lines of the running text, and the furniture as drafts."""

    flow: list[PrintedLine]
    furniture: list[Draft]


def part_furniture(lines: Sequence[PrintedLine], measures: Measures) -> Parted:
    """Part running heads, page numbers and footnotes from the text of all pages."""
    pages = [list(group) for _, group in groupby(lines, key=_PAGE)]
    downwards = [sorted(page, key=_TOP, reverse=True) for page in pages]
    # A page number may stand a little higher or lower than a running head beside it: it is no row between.
    numbers: list[list[PrintedLine]] = []
    others: list[list[PrintedLine]] = []
    for row in chain.from_iterable(map(_edge_rows, downwards)):
        (numbers if _is_number(row) else others).append(row)
    found = furniture_of([Line(text=_words(row), page=row[0].page) for row in others])
    edges = numbers + [others[index] for index in sorted(found)]
    at_edge = {id(line) for row in edges for line in row}
    flow: list[PrintedLine] = []
    furniture: list[Draft] = []
    by_page = {number: list(group) for number, group in groupby(sorted(edges, key=_page), key=_page)}
    for page, lower in zip(pages, downwards, strict=True):
        notes = _footnotes([line for line in lower if id(line) not in at_edge], measures)
        furniture += _drafts(by_page.get(page[0].page, ()))
        furniture += _drafts(notes)
        taken = at_edge.union(id(line) for note in notes for line in note) if notes else at_edge
        flow += [line for line in page if id(line) not in taken]
    return Parted(flow=flow, furniture=furniture)


def _page(row: Sequence[PrintedLine]) -> int:
    return row[0].page


def _words(row: Sequence[PrintedLine]) -> str:
    return " ".join(line.text for line in row)


def _is_number(row: Sequence[PrintedLine]) -> bool:
    return all(is_page_number(line.text) for line in row)


def _edge_rows(downwards: list[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Rows of lines at one height, from the head of the page down, those between the edges left out."""
    edges = downwards if len(downwards) <= 2 * _EDGE else downwards[:_EDGE] + downwards[-_EDGE:]
    row: list[PrintedLine] = []
    for line in edges:
        if row and row[0].top - line.top > _ONE_ROW * max(row[0].size, line.size):
            yield sorted(row, key=_LEFT)
            row = []
        row.append(line)
    yield sorted(row, key=_LEFT)


def _footnotes(downwards: Sequence[PrintedLine], measures: Measures) -> list[list[PrintedLine]]:
    """The lines of each footnote: from the first small line with a number down, if all below is small."""
    edge = min(map(_LEFT, downwards), default=0.0) + _INDENT
    first = len(downwards)
    for index in range(len(downwards) - 1, 0, -1):
        line = downwards[index]
        if not (line.is_noted or measures.is_small(line)):
            break
        if line.left < edge and _opens_note(line, measures):
            first = index
    notes: list[list[PrintedLine]] = []
    for line in downwards[first:]:
        if not notes or _opens_note(line, measures):
            notes.append([])
        notes[-1].append(line)
    return notes


def _opens_note(line: PrintedLine, measures: Measures) -> bool:
    return (line.is_noted or measures.is_small(line)) and bool(_NOTE.match(line.text))


def _drafts(groups: Iterable[Sequence[PrintedLine]]) -> Iterator[Draft]:
    for group in groups:
        text = ""
        for line in group:
            text = join_words(text, line.text) if text else line.text
        yield Draft(kind="furniture", text=text, page=group[0].page)
