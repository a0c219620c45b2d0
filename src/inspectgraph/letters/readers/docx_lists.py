"""Lists of a DOCX file: which marker the next paragraph of a list has.

Source: ECMA-376, part 1, section 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from inspectgraph.letters.lines import BULLETS
from inspectgraph.letters.readers.docx_xml import attribute_of, child_of, children_of, number_of, value_of
from inspectgraph.letters.readers.numerals import in_letters, in_roman

_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": in_letters,
    "upperLetter": lambda number: in_letters(number).upper(),
    "lowerRoman": in_roman,
    "upperRoman": lambda number: in_roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
_FIGURES = frozenset({"decimal", "decimalZero"})
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is marked: `text` with `%1` for the number of the first level."""

    text: str
    form: str
    start: int
    style: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What stands before a paragraph of a list; `number` only where it is written in figures."""

    text: str
    number: int | None


@dataclass(slots=True)
class Lists:
    """The lists of one document, with the numbers that were given so far."""

    levels: Mapping[str, Mapping[int, Level]]
    kinds: Mapping[str, str]
    starts: Mapping[tuple[str, int], int]
    _given: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list to which paragraphs of a style belong."""
        levels = self.levels.get(self.kinds.get(list_id, ""), {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def next_mark(self, list_id: str, depth: int) -> Mark | None:
        """The marker of the next paragraph of a list, None for a list that isn't defined or has no marker."""
        kind = self.kinds.get(list_id, "")
        level = self.levels.get(kind, {}).get(depth)
        if level is None or level.form == "none":
            return None
        if level.form == "bullet":
            text = level.text.strip()
            return Mark(text=text if text and text in BULLETS else "•", number=None)
        number = self._count(list_id, kind, depth, level)
        text = _PLACE.sub(lambda place: self._written(kind, int(place[1]) - 1), level.text).strip()
        is_figure = level.form in _FIGURES and f"%{depth + 1}" in level.text
        return Mark(text=text, number=number if is_figure else None) if text else None

    def _count(self, list_id: str, kind: str, depth: int, level: Level) -> int:
        begins_anew = (list_id, depth) in self.starts and (list_id, depth) not in self._begun
        self._begun.add((list_id, depth))
        before = self._given.get((kind, depth))
        number = level.start if before is None else before + 1
        if begins_anew:
            number = self.starts[list_id, depth]
        self._given[kind, depth] = number
        for deeper in range(depth + 1, 9):
            self._given.pop((kind, deeper), None)
        return number

    def _written(self, kind: str, depth: int) -> str:
        level = self.levels[kind].get(depth)
        number = self._given.get((kind, depth), level.start if level else 1)
        return _FORMATS.get(level.form if level else "", str)(number)


def read_lists(numbering: Element | None) -> Lists:
    """The lists that `numbering.xml` defines; none without it.

    >>> read_lists(None).next_mark("1", 0) is None
    True
    """
    levels = {
        attribute_of(kind, "abstractNumId") or "": dict(_levels_of(kind))
        for kind in children_of(numbering, "abstractNum")
    }
    kinds, starts = {}, {}
    for entry in children_of(numbering, "num"):
        list_id = attribute_of(entry, "numId") or ""
        kinds[list_id] = value_of(entry, "abstractNumId") or ""
        for override in children_of(entry, "lvlOverride"):
            start, depth = number_of(override, "startOverride"), _depth_of(override)
            if start is not None:
                starts[list_id, depth] = start
    return Lists(levels, kinds, starts)


def _levels_of(kind: Element) -> list[tuple[int, Level]]:
    return [(_depth_of(level), _level(level)) for level in children_of(kind, "lvl")]


def _depth_of(element: Element) -> int:
    depth = attribute_of(element, "ilvl") or ""
    return int(depth) if re.fullmatch("[0-8]", depth) else 0


def _level(element: Element) -> Level:
    start = number_of(element, "start")
    return Level(
        text=value_of(element, "lvlText") or "",
        form=value_of(element, "numFmt") or ("bullet" if child_of(element, "lvlPicBulletId") else "decimal"),
        start=1 if start is None else start,
        style=value_of(element, "pStyle"),
    )
