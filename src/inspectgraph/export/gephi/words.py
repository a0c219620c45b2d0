"""Words, numbers and blocks of lines as the files of networks take them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from math import isfinite
from typing import IO, Any

from inspectgraph.networks.model import ColumnType

LONGEST_LABEL = 60
_SHORTEST_CUT = 40
_LINES_A_BLOCK = 256

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def has_control(text: str) -> bool:
    """Whether a text has characters that no XML document can hold, or controls that none should.

    >>> has_control("Québec\\n"), has_control("Qu\\x1bebec"), has_control("\\ud800")
    (False, True, True)
    """
    return _CONTROL.search(text) is not None


def without_controls(text: str) -> str:
    """A text without control characters, lone surrogates, U+FFFE and U+FFFF; line ends and tabs stay.

    >>> without_controls("Qu\\x00é\\ud800bec")
    'Québec'
    """
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """A text in one line, with single spaces.

    >>> one_line(" Team\\n of \\x1b two ")
    'Team of two'
    """
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(_CONTROL.sub("", " ".join(text.split())).split())


def short_label(line: str) -> str:
    """A label of at most 60 characters: a longer one ends at a word, with an ellipsis.

    >>> short_label("Multi-agency safeguarding hub and its strategic partnership board of 2018")
    'Multi-agency safeguarding hub and its strategic partnership…'
    """
    if len(line) <= LONGEST_LABEL:
        return line
    kept = line[: LONGEST_LABEL - 1]
    words, space, _ = line[:LONGEST_LABEL].rpartition(" ")
    return (words if space and len(words) >= _SHORTEST_CUT else kept).rstrip(" ,;:–-") + "…"


def escaped(text: str) -> str:
    """A text as it stands between the double quotes of an XML attribute, or between tags.

    >>> escaped('"A" < B\\n')
    '&quot;A&quot; &lt; B&#10;'
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    if text.isprintable():
        return text
    # A reader turns bare line ends within an attribute into spaces.
    return _CONTROL.sub("", text).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def number(value: float) -> str:
    """A number in the shortest form that is the same everywhere, to nine digits; "" for what is not finite.

    >>> number(2), number(2.0), number(0.1 + 0.2), number(float("nan"))
    ('2', '2', '0.3', '')
    """
    if type(value) is int:
        return str(value)
    if not isfinite(value):
        return ""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.9g}"


def in_literals(values: Iterable[str]) -> str:
    """Values as Gephi reads a list of strings: in square brackets, each in quotes, `\\` before quotes.

    Source: `ArraysParser` and `FormattingAndParsingUtils` of github.com/gephi/graphstore; graphology-gexf
    reads the same.

    >>> in_literals(["MASH", 'the "front door"'])
    '["MASH", "the \\\\"front door\\\\""]'
    """
    return f"[{', '.join(map(literal, values))}]"


def literal(value: str) -> str:
    """A value in double quotes, as Gephi reads it within lists and intervals."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_blocks(lines: Iterable[str], out: IO[bytes]) -> None:
    """Write lines, each with its own end, as UTF-8, some hundreds at a time: memory stays flat."""
    rest = iter(lines)
    while block := "".join(islice(rest, _LINES_A_BLOCK)):
        out.write(block.encode())


def cell_writers(write: Callable[[str], str]) -> Mapping[ColumnType, Callable[[Any], str]]:
    """How cells of each type are written where texts are written by `write`.

    >>> cell_writers(escaped)["string"]("A<B"), cell_writers(str)["boolean"](False)
    ('A&lt;B', 'false')
    """
    return {
        "string": write,
        "integer": number,
        "double": number,
        "boolean": lambda value: "true" if value else "false",
        "liststring": lambda values: write(in_literals(values)) if values else "",
        "date": write,
        "anyURI": write,
    }
