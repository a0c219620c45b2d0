"""One line of text: its list marker, its mark-up, and whether it is furniture of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLETS = "-*+•◼▪■●○◦–−‣∙·\uf06e\uf0a7\uf0b7\uf02d"
"""Every glyph seen as a bullet, with the private-use ones that Wingdings leaves in a PDF's text."""

DASHES = frozenset("-–−*+·")
"""Bullets that also stand inside a sentence, and so may begin a line that was only wrapped there."""

_BULLET = re.compile(rf"(?P<indent>\s*)(?P<marker>[{re.escape(BULLETS)}])\s+(?=\S)")
_NUMBERED = re.compile(r"(?P<indent>\s*)(?P<marker>\(?(?P<number>\d{1,3})[.)])\s+(?=\S)")
_LETTERED = re.compile(r"(?P<indent>\s*)(?P<marker>\(?(?:[a-h]|[ivx]{1,4})\))\s+(?=\S)")
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<words>.*)")
_STRONG = re.compile(r"\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,400})(?<=[^\s*\\])\*(?![\w*])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\[\]\s]{0,2000}\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
_ENTITY = re.compile("|".join(_ENTITIES))
_SIGNS = "*_[<\\&"  # without one of which there is no markup inside a line
_SPACES = re.compile(r"[^\S\t]{2,}|[^\S\t ]")
_PAGE_NUMBER = re.compile(
    r"\s*(?:(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}\s*\|\s*page)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What stands before the words of a list item; `width` counts the characters to take off."""

    text: str
    number: int | None
    indent: int
    width: int


def read_marker(line: str) -> Marker | None:
    """The list marker that a line begins with, or None.

    >>> read_marker("  12. Plans are clear.").number
    12
    >>> read_marker("◼ Visits").text
    '◼'
    >>> read_marker("12 May 2011") is None
    True
    """
    for pattern in (_BULLET, _NUMBERED, _LETTERED):
        if match := pattern.match(line):
            number = match.groupdict().get("number")
            return Marker(
                text=match["marker"],
                number=int(number) if number else None,
                indent=len(match["indent"].expandtabs(4)),
                width=match.end(),
            )
    return None


def read_markdown_heading(line: str) -> tuple[int, str] | None:
    """Level (1 to 6) and words of a Markdown heading, or None.

    Source: CommonMark 0.31, section 4.2 (ATX headings).

    >>> read_markdown_heading("### **Areas for Improvement** ###")
    (3, 'Areas for Improvement')
    """
    match = _HEADING.fullmatch(line.strip())
    if match is None:
        return None
    words = strip_markup(match["words"].rstrip("#"))
    return (len(match["marks"]), words) if words else None


def is_rule(line: str) -> bool:
    """Whether a line only draws a line: a Markdown rule, or the one under a table's head.

    >>> is_rule("| --- | :-: |"), is_rule("* * *"), is_rule("--")
    (True, True, False)
    """
    if line.lstrip()[:1] not in {*"-*_=|:"}:
        return False
    marks = "".join(line.split())
    if len(marks) < 3:
        return False
    return _is_table_rule(marks) or (marks[0] in "-*_=" and not marks.strip(marks[0]))


def _is_table_rule(marks: str) -> bool:
    return "---" in marks and not marks.strip("|:-")


def strip_markup(text: str) -> str:
    r"""The text without Markdown emphasis, link brackets, escapes and entities; its white space made single.

    >>> strip_markup("There is **sometimes a delay** at <http://example.org/> \\(*often* so).")
    'There is sometimes a delay at http://example.org/ (often so).'
    """
    if any(sign in text for sign in _SIGNS):
        text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", text))
        text = _EMPHASIS.sub(r"\1", _STRONG.sub("", text))
        text = _ENTITY.sub(lambda match: _ENTITIES[match[0]], _ESCAPE.sub(r"\1", text))
    return _SPACES.sub(" ", text).strip()


def is_page_number(line: str) -> bool:
    """Whether the line holds a page number and nothing else.

    >>> is_page_number(" Page 3 of 12 "), is_page_number("- 3 -"), is_page_number("2018")
    (True, True, False)
    """
    return bool(_PAGE_NUMBER.fullmatch(line))


def shape_of(line: str) -> str:
    """The line with its numbers made alike, so that a running head equals itself on the next page.

    >>> shape_of("8 to 19 June 2026 2") == shape_of("8 to 19 June 2026 13")
    True
    """
    return re.sub(r"\d+", "0", " ".join(line.split())).casefold()


def cells_of(line: str) -> tuple[str, ...] | None:
    """The cells of a table row (parted by tabs, or by pipes as in Markdown), or None if it is none.

    >>> cells_of("Overall effectiveness\\tGood")
    ('Overall effectiveness', 'Good')
    >>> cells_of("| Overall effectiveness | Good |")
    ('Overall effectiveness', 'Good')
    """
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2:
        cells = stripped[1:-1].split("|")
    elif "\t" in stripped:
        cells = re.split(r"\t+", stripped)
    else:
        return None
    return tuple(strip_markup(cell) for cell in cells)
