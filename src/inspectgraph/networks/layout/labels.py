"""How much room the text beside a node takes where nothing is zoomed."""

from __future__ import annotations

LINE = 14.0
"""The height of a line of a label of 12 px, with the space between two lines."""

LETTER = 6.6
LONGEST = 60
"""Programs cut labels that are longer."""


def label_width(label: str) -> float:
    """About the width of a label of 12 px.

    >>> label_width("Neglect")
    46.2
    """
    return round(LETTER * min(len(label), LONGEST), 1)


def box_of(label: str, radius: float) -> tuple[float, float]:
    """How far a node and its label reach to the left and to the right of its middle.

    Gephi writes a label over the middle of its node, other programs to its right: there is room for both.

    >>> box_of("Neglect", 5.0)
    (23.1, 55.2)
    """
    width = label_width(label)
    return max(radius, width / 2), radius + 4.0 + width
