"""Printed lines put together: paragraphs, list items, headings, and the cells of a table's row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from inspectgraph.letters.joining import has_ended, has_ended_sentence, runs_on
from inspectgraph.letters.layout.glyphs import ListMark, read_list_mark
from inspectgraph.letters.layout.measures import Measures
from inspectgraph.letters.layout.printed import PrintedLine, is_same_printed_line, stands_beside

_WIDER = 0.3  # points; lines of one paragraph are evenly spaced to a tenth
_ALIGNED = 4.0  # points within which two lines begin at one edge
_COLUMN = 20.0  # points by which a column of a table stands right of another at the least
_MOST_BETWEEN = 3  # blocks of cells to the left that stand before the rest of a torn one
_BELOW = 1.001  # of the larger font: by how much a line stands lower that is not at the height of another
_KEY = re.compile(r"[A-Z][\w ’'-]{1,40}:\s")


@dataclass(slots=True)
class Cluster:
    """Lines that make one block, the first without its list marker. `cells` are the row's further cells."""

    lines: list[PrintedLine]
    mark: ListMark | None = None
    cells: list[list[PrintedLine]] = field(default_factory=list)

    @property
    def first(self) -> PrintedLine:
        """The line that opens the block."""
        return self.lines[0]

    @property
    def last(self) -> PrintedLine:
        """The line that the block ends with so far."""
        return self.lines[-1]

    @property
    def words_left(self) -> float | None:
        """The left edge of the words under a marker or after the first line; None if not known yet."""
        return self.lines[1].left if len(self.lines) > 1 else None


def cluster_lines(lines: Iterable[PrintedLine], measures: Measures) -> Iterator[Cluster]:
    """The blocks that the lines make, in their order."""
    held: Cluster | None = None
    for line in lines:
        if held is not None and _takes(held, line, measures):
            continue
        if held is not None:
            yield held
        mark = read_list_mark(line.text)
        held = Cluster(lines=[line], mark=mark)
    if held is not None:
        yield held


def mend_columns(clusters: Sequence[Cluster]) -> Iterator[Cluster]:
    """The clusters, where a cell that a page break tore has its lines together again.

    A table drawn column by column has, at the head of the next page, the rest of the cell to the left
    before the rest of this one.
    """
    taken: set[int] = set()
    for place, cluster in enumerate(clusters):
        if place in taken:
            continue
        rest = _torn_off(cluster, clusters[place + 1 : place + 2 + _MOST_BETWEEN])
        if rest is not None:
            taken.add(place + 1 + rest)
            cluster.lines += clusters[place + 1 + rest].lines
        yield cluster


def _torn_off(cluster: Cluster, following: Sequence[Cluster]) -> int | None:
    """Which of the clusters that follow goes on with this one on the next page, past cells to its left."""
    last = cluster.last
    if not following or following[0].first.page != last.page + 1 or has_ended(last.text):
        return None
    for place, other in enumerate(following):
        line = other.first
        if line.page != last.page + 1 or other.mark is not None or other.cells:
            return None
        if abs(line.left - last.left) <= _ALIGNED:
            goes_on = place > 0 and line.text[:1].islower() and _is_alike(last, line)
            return place if goes_on else None
        if line.left > last.left - _COLUMN:
            return None
    return None


def _takes(held: Cluster, line: PrintedLine, measures: Measures) -> bool:
    """Put the line into the cluster if it belongs there; whether it did."""
    if (held.cells or not _is_lower(held.lines[-1], line)) and _takes_beside(held, line):
        return True
    if held.cells:
        return _goes_on_in_row(held, line, measures)
    if continues(held, line, measures):
        held.lines.append(line)
        return True
    return False


def _is_lower(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether the line stands clearly under the last or on another page, as most do: not at its height."""
    size = line.size if line.size > last.size else last.size  # max() takes several times as long
    return line.page != last.page or last.base - line.top > _BELOW * size


def _takes_beside(held: Cluster, line: PrintedLine) -> bool:
    """Put the line into the cluster if it stands at the height of what is there; whether it does."""
    cell = held.cells[-1] if held.cells else held.lines
    last = cell[-1]
    if _is_raised_mark(last, line):
        return True
    if is_same_printed_line(last, line) or _follows_bare_mark(held, line):
        cell[-1] = _with_more(last, line)
        held.mark = read_list_mark(held.first.text)
        return True
    if stands_beside(line, cell) or (held.cells and stands_beside(line, held.lines)):
        _cell_at(held, line).append(line)
        return True
    return False


def _is_raised_mark(last: PrintedLine, line: PrintedLine) -> bool:
    """A footnote's mark that PDFium gives as a line of its own, for it stands higher."""
    return line.text.isdigit() and line.size <= 0.75 * last.size and _is_at(last, line)


def _is_at(last: PrintedLine, line: PrintedLine) -> bool:
    return line.page == last.page and abs(line.top - last.base) < last.size and line.left >= last.right - 3


def _follows_bare_mark(held: Cluster, line: PrintedLine) -> bool:
    if held.mark is None or held.mark.width < len(held.first.text) or len(held.lines) > 1:
        return False
    first = held.first
    return line.page == first.page and abs(line.top - first.top) < 0.6 * line.size and line.left > first.left


def _with_more(last: PrintedLine, line: PrintedLine) -> PrintedLine:
    words = re.sub(r"^\d{1,2}\s*", "", line.text) if line.is_noted else line.text
    glued = words[:1] in ",.;:)’”" or line.left - last.right < 0.1 * line.size
    return PrintedLine(
        text=last.text + words if glued else f"{last.text} {words}",
        page=last.page,
        left=last.left,
        right=max(last.right, line.right),
        top=last.top,
        base=min(last.base, line.base) if not line.is_noted else last.base,
        size=max(last.size, line.size),
        bold=last.bold and line.bold,
    )


def _cell_at(held: Cluster, line: PrintedLine) -> list[PrintedLine]:
    for cell in held.cells:
        if abs(cell[0].left - line.left) < 2 * _ALIGNED:
            return cell
    held.cells.append([])
    return held.cells[-1]


def _goes_on_in_row(held: Cluster, line: PrintedLine, measures: Measures) -> bool:
    """A further line of the row's last cell, or, where the file draws line by line, of its first."""
    cell = held.cells[-1]
    in_column = held.first.left + 2 * _ALIGNED < line.left < cell[-1].right and line.right > cell[0].left
    if in_column and measures.is_next_below(cell[-1], line):
        cell.append(line)
        return True
    under_label = abs(line.left - held.first.left) < _ALIGNED and line.text[:1].islower()
    if under_label and measures.is_next_below(held.last, line):
        held.lines.append(line)
        return True
    return False


def continues(held: Cluster, line: PrintedLine, measures: Measures) -> bool:
    """Whether the line goes on with the block that the cluster has so far."""
    first, last = held.lines[0], held.lines[-1]
    if line.page != last.page:
        return _continues_over_page(held, line, measures)
    if not measures.is_next_below(last, line) or _opens_item(held, line, measures):
        return False
    if not _is_alike(last, line):
        return _is_wrapped(last, line, measures) and last.size == line.size
    if first.bold or measures.is_large(first):
        return _continues_heading(held, line, measures)
    if len(held.lines) > 1:
        if abs(line.left - held.lines[1].left) > _ALIGNED or _is_apart(last, line, measures):
            return False
        return not (_steps_further(held, line) and has_ended_sentence(last.text))
    if held.mark is not None and line.left > first.left + _ALIGNED:
        return True
    if held.mark is not None and line.left < first.left - _ALIGNED:
        return False
    return not _is_apart(last, line, measures)


def _continues_over_page(held: Cluster, line: PrintedLine, measures: Measures) -> bool:
    if line.page != held.last.page + 1 or not _is_alike(held.last, line) or measures.is_large(line):
        return False
    mark = read_list_mark(line.text)
    if mark and (mark.is_sure or has_ended(held.last.text)):
        return False
    if held.words_left is not None and held.words_left > held.first.left + _ALIGNED:
        return abs(line.left - held.words_left) <= _ALIGNED
    if held.mark is not None and line.left > held.first.left + _ALIGNED:
        return not mark
    ended = has_ended(held.last.text) or line.bold
    return not ended and abs(line.left - held.last.left) <= _ALIGNED and not mark


def _steps_further(held: Cluster, line: PrintedLine) -> bool:
    """Whether the line stands a little further down than the block's last did (a new row of a table)."""
    before, last = held.lines[-2:]
    return before.page == last.page and (last.base - line.top) - (before.base - last.top) > _WIDER


def _opens_item(held: Cluster, line: PrintedLine, measures: Measures) -> bool:
    mark = read_list_mark(line.text)
    if mark is None:
        return False
    if mark.is_sure:
        return True
    words_left = held.words_left or (line.left if held.mark is not None and mark.number != 1 else 0.0)
    hangs = words_left > held.first.left + _ALIGNED
    under_words = abs(line.left - words_left) <= _ALIGNED
    runs = measures.is_full(held.last, line) and not has_ended(held.last.text)
    return not (runs and under_words and hangs)


def _is_alike(last: PrintedLine, line: PrintedLine) -> bool:
    return last.bold == line.bold and abs(last.size - line.size) <= 0.06 * last.size


def _is_wrapped(last: PrintedLine, line: PrintedLine, measures: Measures) -> bool:
    """One sentence over two lines, though the style changes (a word in bold at the end of a line)."""
    return runs_on(last.text, line.text, width=0) or (
        measures.is_full(last, line) and not has_ended(last.text) and not line.bold and not last.bold
    )


def _continues_heading(held: Cluster, line: PrintedLine, measures: Measures) -> bool:
    if _KEY.match(line.text) or (
        has_ended_sentence(held.last.text) and not measures.is_full(held.last, line)
    ):
        return False
    return line.text[:1].islower() or measures.is_full(held.last, line)


def _is_apart(last: PrintedLine, line: PrintedLine, measures: Measures) -> bool:
    """Whether the line before ends early, as the last of a paragraph or one of an address does."""
    is_early, is_very_early = last.right < measures.reach - 4 * last.size, last.right < 0.6 * measures.reach
    if not (is_early or is_very_early):  # as most lines
        return False
    ends_early = is_early if has_ended_sentence(last.text) else is_very_early and line.text[:1].isupper()
    return ends_early and not measures.is_full(last, line)
