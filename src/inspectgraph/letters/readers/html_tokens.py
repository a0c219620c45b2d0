"""HTML as a row of tags and texts, in one pass whose time grows with the length and no faster.

The standard library's parser is not used: of Python 3.11 to 3.13 many releases take quadratic time for
unclosed tags and comments (CVE-2025-6069), so a page of 1 MB could hold up a build for hours.
Source: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# Each alternative but the last takes what it began, up to the end of the page; so nothing is scanned twice.
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))"
    r"|<[!?][^>]*+(?:>|\Z)"
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?|[\"'])*+)(?:>|\Z)"
    r"|(?P<text>(?:[^<]++|<(?![a-zA-Z/!?]))++|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BARE_HIDDEN = re.compile(r"\shidden(?=[\s/]|\Z)(?!\s*=)", re.IGNORECASE)
_MOST_ATTRIBUTE_TEXT = 4000  # characters of a tag that are looked at
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in sorted(_RAW)}
_HUGE_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A start tag, an end tag, a text, or a `raw` element whole; `name` is in small letters."""

    kind: Literal["start", "end", "text", "raw"]
    name: str = ""
    text: str = ""

    def attributes(self) -> dict[str, str]:
        """The attributes of a start tag, names in small letters."""
        head = self.text[:_MOST_ATTRIBUTE_TEXT]
        found = {"hidden": ""} if _BARE_HIDDEN.search(head) else {}
        for name, *values in _ATTRIBUTE.findall(head):
            found.setdefault(name.lower(), unescaped("".join(values)))
        return found


def read_tokens(page: str) -> Iterator[Token]:
    """The tags and texts of a page in their order; comments and declarations are left out.

    >>> [(t.kind, t.name or t.text) for t in read_tokens("<p>5 &lt; 6<!-- no --><br>")]
    [('start', 'p'), ('text', '5 < 6'), ('start', 'br')]
    """
    at = 0
    while match := _TOKEN.match(page, at):
        at = match.end()
        if match["text"]:
            yield Token(kind="text", text=unescaped(match["text"]))
        elif match["name"]:
            name = match["name"].lower()
            if not match["slash"] and name in _RAW:
                end = _ENDS[name].search(page, at)
                stop = end.start() if end else len(page)
                yield Token(kind="raw", name=name, text=page[at:stop])
                at = stop
            else:
                kind: Literal["start", "end"] = "end" if match["slash"] else "start"
                yield Token(kind=kind, name=name, text=match["attributes"])


def unescaped(text: str) -> str:
    """The text with its character references resolved, one of an absurd number by U+FFFD.

    >>> unescaped("Children&rsquo;s &#" + "9" * 5000 + ";") == "Children’s \ufffd"
    True
    """
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", text)) if "&" in text else text
