"""The value that this room works on: one line as it is printed on a page."""

from __future__ import annotations

from typing import NamedTuple


class PrintedLine(NamedTuple):
    """One run of words on one line of one page; a line of a table gives one for each cell.

    Lengths are points (1/72 inch); `top` and `base` are the heights above the foot of the page of its first
    and its last baseline (they differ where a word broken by a hyphen was put together). `size` is that of
    the font in the middle of the line. `is_noted` says that a raised or small number opens the line.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    base: float
    size: float
    bold: bool = False
    is_noted: bool = False

    @property
    def letter_width(self) -> float:
        """The mean width of the line's characters."""
        return max(self.right - self.left, 1.0) / len(self.text)


def stands_beside(line: PrintedLine, cell: list[PrintedLine]) -> bool:
    """Whether `line` stands to the right of the lines of `cell`, at their height.

    >>> label = PrintedLine(text="Overall", page=1, left=70, right=110, top=500, base=500, size=12)
    >>> grade = PrintedLine(text="Good", page=1, left=300, right=330, top=503, base=503, size=12)
    >>> stands_beside(grade, [label])
    True
    """
    if line.page != cell[-1].page or not cell[-1].base - line.size < line.top < cell[0].top + line.size:
        return False
    return line.left > max([part.right for part in cell]) - 1


def is_same_printed_line(left: PrintedLine, right: PrintedLine) -> bool:
    """Whether `right` goes on where `left` ends, with no more than a space between them."""
    return (
        left.page == right.page
        and abs(left.base - right.top) < 0.6 * max(left.size, right.size)
        and -1.5 < right.left - left.right < max(left.size, right.size)
    )
