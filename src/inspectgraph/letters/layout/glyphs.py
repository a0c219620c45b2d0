"""Characters as a PDF gives them, and as they must come out: hyphens, ligatures, bullets, raised numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.letters.lines import BULLETS, read_marker

_BROKEN = "\ufffe\u0002"  # what PDFium gives for a hyphen at the end of a line that it joined to the next
_DASHES = "-−–—─\u0336\u2011o"
_GLYPHS = frozenset(BULLETS + "\x83\uf0be\uf0d8\uf076\uf0fc\u25a1➢✓►▶★") - frozenset("+*" + _DASHES)
_TRANSLATION = str.maketrans(
    {
        **dict.fromkeys(_BROKEN, "-"),
        "\u00ad": "",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2011": "-",
        "\t": " ",
        "\x00": "",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "ft",
        "ﬆ": "st",
    }
)
_ODD = re.compile(r"[^\x20-\x7e‘’“”–£é◼\uf06e\uf02d−•…]")
_DASHED = re.compile(rf"\s*([{re.escape(_DASHES)}])\s+(?=\S)|\s*(\u0336)")
_TIGHT = re.compile(r"\s*(?P<marker>(?P<number>\d{1,3})[.)])(?=[A-Z‘“])")
_GLUED = re.compile(r"\s*([-–−─])$")

FOOTNOTE_MARK = re.compile(  # a plain digit first: it is searched for quicker than a look behind, or than \d
    r"[0-9](?:(?<=[^\W\d].|[.,;:?!%’”)].)\d?(?=[\s.,;:?!)’”]|$)|(?<=^.)\d?(?=\s|[A-Z]|$))"
)
"""Where a number may be a footnote's mark; whether it is one, only its size and height can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMark:
    """A list marker: the glyph or number, and how many characters stand before the words.

    `is_sure` says that it can be nothing else; a dash or a number may also be part of a sentence.
    """

    text: str
    width: int
    number: int | None = None
    is_sure: bool = False


def clean_characters(text: str) -> str:
    """The text in plain characters: hyphens restored, ligatures parted, white space made single.

    >>> clean_characters("whole\\ufffefamily  ﬁndings\\u00a0")
    'whole-family findings'
    """
    is_single = "  " not in text and text == text.strip()
    # The first look at the characters is much quicker.
    if is_single and ((text.isascii() and text.isprintable()) or not _ODD.search(text)):
        return text
    return " ".join(text.translate(_TRANSLATION).split())


def is_bullet(character: str) -> bool:
    """Whether the character is a bullet wherever a line begins with it.

    >>> is_bullet("◼"), is_bullet("-")
    (True, False)
    """
    return character in _GLYPHS or ("\uf000" <= character <= "\uf0ff" and character != "\uf02d")


def read_list_mark(text: str) -> ListMark | None:
    """The list marker that a printed line begins with, or None.

    >>> read_list_mark("\\uf02din primary schools").width
    1
    >>> read_list_mark("12. Plans are clear.").number, read_list_mark("12.Plans are clear.").width
    (12, 3)
    >>> read_list_mark("Plans are clear.") is None
    True
    """
    first = text[:1]
    if first in "*+" or (first.isalpha() and first != "o" and text[1:2].isalpha()):
        return None  # an asterisk opens a note
    if is_bullet(first) or first == "\uf02d":
        return ListMark(text=first, width=len(text) - len(text[1:].lstrip()), is_sure=True)
    if match := _DASHED.match(text):
        return ListMark(text=match[1] or match[2], width=match.end())
    if match := _GLUED.match(text):
        return ListMark(text=match[1], width=match.end())
    if match := _TIGHT.match(text):
        return ListMark(text=match["marker"], width=match.end(), number=int(match["number"]))
    marker = read_marker(text + " x") if text[-1:] in ".)" else read_marker(text)
    if marker is None:
        return None
    return ListMark(text=marker.text, width=min(marker.width, len(text)), number=marker.number)
