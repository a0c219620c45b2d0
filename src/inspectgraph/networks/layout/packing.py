"""Parts beside each other, on shelves."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from inspectgraph.networks.layout.bodies import GAP, Place
from inspectgraph.networks.layout.labels import LINE

BETWEEN = 8.0 * GAP
"""The clear space between two parts."""

WIDER_THAN_HIGH = 1.5
"""Screens are."""


class Part(NamedTuple):
    """What is packed whole: the radii of its bodies and where they are."""

    radii: Sequence[float]
    places: Sequence[Place]


class Box(NamedTuple):
    """What a part covers; y grows upwards."""

    left: float
    top: float
    width: float
    height: float


def pack(parts: Sequence[Part]) -> list[list[Place]]:
    """The places of each part, moved so that no two touch, in their order from the left top; about (0, 0)."""
    boxes = [box_around(part) for part in parts]
    corners = _corners(boxes)
    moved = [
        [(x - box.left + across, y - box.top + up) for x, y in part.places]
        for part, box, (across, up) in zip(parts, boxes, corners, strict=True)
    ]
    radii = [radius for part in parts for radius in part.radii]
    if not radii:
        return moved
    whole = box_around(Part(radii, [place for places in moved for place in places]))
    across, up = whole.left + whole.width / 2, whole.top - whole.height / 2
    return [[(x - across, y - up) for x, y in places] for places in moved]


def _corners(boxes: Sequence[Box]) -> list[Place]:
    """The left top corner of each box, on shelves one below the other."""
    shelf_width = _shelf_width(boxes)
    corners, across, up, height = [], 0.0, 0.0, 0.0
    for box in boxes:
        if across and across + box.width > shelf_width:
            across, up, height = 0.0, up - height - BETWEEN, 0.0
        corners.append((across, up))
        across += box.width + BETWEEN
        height = max(height, box.height)
    return corners


def _shelf_width(boxes: Sequence[Box]) -> float:
    area, widest = 0.0, 0.0
    for box in boxes:
        area += (box.width + BETWEEN) * (box.height + BETWEEN)
        widest = max(widest, box.width)
    return max(sqrt(area * WIDER_THAN_HIGH), widest)


def box_around(part: Part) -> Box:
    """What the bodies of a part cover.

    >>> box_around(Part([1.0, 2.0], [(0.0, 0.0), (10.0, 0.0)]))
    Box(left=-1.0, top=2.0, width=13.0, height=4.0)
    """
    placed = list(zip(part.places, part.radii, strict=True))
    left = min(x - radius for (x, _), radius in placed)
    right = max(x + radius for (x, _), radius in placed)
    bottom = min(y - radius for (_, y), radius in placed)
    top = max(y + radius for (_, y), radius in placed)
    return Box(left, top, right - left, top - bottom)


def place_in_block(radii: Sequence[float], widths: Sequence[float]) -> list[Place]:
    """Bodies with labels of some widths in rows, from left to right and downwards, in equal cells.

    >>> place_in_block([1.0, 1.0], [40.0, 30.0])
    [(0.0, 0.0), (0.0, -14.0)]
    """
    across = max([2.0 * max(radii, default=0.0), *widths]) + GAP
    down = max(2.0 * max(radii, default=0.0) + GAP, LINE)
    columns = 1
    while columns * across * columns * across < len(radii) * across * down * WIDER_THAN_HIGH:
        columns += 1
    return [(across * (place % columns), 0.0 - down * (place // columns)) for place in range(len(radii))]
