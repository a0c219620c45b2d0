"""What is usual in one document: the size of its body text, its leading, how far its lines reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from inspectgraph.letters.layout.printed import PrintedLine

_LARGER = 1.08  # a heading's font is at least this many times the body's
_SMALLER = 0.93  # a footnote's font is at most this many times the body's
_USUAL_LEADING = 1.2  # of the font's size; what word processors give
_WIDE = 1.28  # a step down wider than this many leadings begins a new block
_SLACK = 0.6  # of the font's size: a word that overshoots the margin by less may have had room


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """`body` is the size of the body's font in points, `leading` the distance of two baselines of a
    paragraph in sizes of the font, `reach` the right margin in points."""

    body: float
    leading: float
    reach: float

    def is_large(self, line: PrintedLine) -> bool:
        """Whether the line's font is larger than that of the body."""
        return line.size >= self.body * _LARGER

    def is_small(self, line: PrintedLine) -> bool:
        """Whether the line's font is smaller than that of the body."""
        return line.size <= self.body * _SMALLER

    def is_next_below(self, line: PrintedLine, below: PrintedLine) -> bool:
        """Whether `below` stands one line under `line`, with no more than the usual white space."""
        size = line.size if line.size > below.size else below.size  # max() takes several times as long
        return 0.5 * size < line.base - below.top <= _WIDE * self.leading * size

    def is_full(self, line: PrintedLine, following: PrintedLine) -> bool:
        """Whether the first word of `following` had no room left on `line`."""
        word = following.text.split(" ", 1)[0]
        needed = (len(word) + 0.6) * following.letter_width
        return line.right + needed > self.reach - _SLACK * line.size


def measure_document(lines: Sequence[PrintedLine]) -> Measures:
    """The usual sizes and distances, weighted by characters.

    >>> rows = [PrintedLine(text="words " * 9, page=1, left=70, right=500 + i, top=700 - 14.4 * i,
    ...                     base=700 - 14.4 * i, size=12) for i in range(20)]
    >>> measure_document(rows)
    Measures(body=12, leading=1.2, reach=518)
    """
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    body = max(weights, key=lambda size: (weights[size], size), default=12.0)
    ordinary = [line for line in lines if line.size == body]
    return Measures(body=body, leading=_leading(ordinary, body=body), reach=_reach(ordinary))


def _leading(lines: Sequence[PrintedLine], *, body: float) -> float:
    least, most = 0.9 * body, 1.7 * body
    exact = Counter(
        step
        for upper, lower in pairwise(lines)
        if least < (step := upper.base - lower.top) < most and upper.page == lower.page
    )
    steps: Counter[float] = Counter()
    for step, times in exact.items():  # most are there many times, and to round takes its time
        steps[round(step / body, 2)] += times
    return max(steps, key=lambda step: (steps[step], -step), default=_USUAL_LEADING)


def _reach(lines: Sequence[PrintedLine]) -> float:
    """Where all but the longest few lines end (a few run over the margin by a letter)."""
    ends = sorted(line.right for line in lines)
    return ends[int((len(ends) - 1) * 0.995)] if ends else 0.0
