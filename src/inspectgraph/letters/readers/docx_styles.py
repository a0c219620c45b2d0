"""Styles of a DOCX file: which of them make a heading, and which a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from inspectgraph.letters.readers.docx_xml import attribute_of, child_of, children_of, number_of, value_of

_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_TITLES = {"title": 1, "subtitle": 2}
_BODY = 9  # the outline level of what is no heading
_LONGEST_CHAIN = 20  # styles that one is based on, one on the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a paragraph style says of its paragraphs, itself or by the style it is based on.

    `heading` is a level from 1, 0 for none; `list_id` is a `w:numId`, `depth` a level of the list from 0.
    """

    heading: int = 0
    list_id: str | None = None
    depth: int | None = None


def read_styles(root: Element | None) -> dict[str, Style]:
    """The paragraph styles by id; names of styles are English in every language of the word processor.

    >>> read_styles(None)
    {}
    """
    found = {attribute_of(style, "styleId") or "": style for style in children_of(root, "style")}
    return {style_id: _resolved(style_id, found) for style_id in found}


def style_by_id(style_id: str | None, styles: Mapping[str, Style]) -> Style:
    """The style with an id; one that isn't defined may still be a heading by its id.

    >>> style_by_id("Heading2", {}).heading
    2
    """
    if style_id is None:
        return Style()
    return styles.get(style_id) or Style(heading=_level_by_name(style_id))


def _resolved(style_id: str, found: Mapping[str, Element]) -> Style:
    heading: int | None = None
    list_id: str | None = None
    depth: int | None = None
    at: str | None = style_id
    for _ in range(_LONGEST_CHAIN):
        style = found.get(at or "")
        if style is None:
            break
        properties = child_of(style, "pPr")
        numbers = child_of(properties, "numPr")
        heading = _heading_level(style, properties) if heading is None else heading
        list_id = value_of(numbers, "numId") if list_id is None else list_id
        depth = number_of(numbers, "ilvl") if depth is None else depth
        at = value_of(style, "basedOn")
    return Style(heading=heading or 0, list_id=list_id, depth=depth)


def _heading_level(style: Element, properties: Element | None) -> int | None:
    by_name = _level_by_name(value_of(style, "name") or "")
    outline = number_of(properties, "outlineLvl")
    if by_name:
        return by_name
    return None if outline is None else heading_at(outline)


def _level_by_name(name: str) -> int:
    match = _HEADING.fullmatch(name.strip())
    return int(match[1]) if match else _TITLES.get(name.strip().casefold(), 0)


def heading_at(outline: int) -> int:
    """The level of a heading with an outline level, which counts from 0; 0 for body text.

    >>> heading_at(0), heading_at(9)
    (1, 0)
    """
    return outline + 1 if outline < _BODY else 0
