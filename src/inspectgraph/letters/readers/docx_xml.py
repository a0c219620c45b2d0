"""XML of an untrusted document: parsed without entities and within bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from inspectgraph.errors import UnreadableError

_DEEPEST = 120  # elements within each other; Word's own documents have 20 or 30
_MOST_ELEMENTS = 2_000_000
_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
"""The transitional and the strict namespace. Source: ECMA-376, parts 1 and 4."""

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SAVE_ANEW = "open it in a word processor and save it anew"


class _Refusal(Exception):  # noqa: N818 - it says what was refused, and never leaves this file
    def __init__(self, what: str, code: str) -> None:
        super().__init__(what)
        self.what, self.code = what, code


class _GuardedTree(TreeBuilder):
    """A tree that stops growing where no letter would."""

    depth = count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        self.count += 1
        if self.depth > _DEEPEST:
            raise _Refusal("is nested too deep", "too-deep")
        if self.count > _MOST_ELEMENTS:
            raise _Refusal("has more elements than a letter can have", "too-large")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)

    def doctype(self, name: str, pubid: str | None, system: str | None, /) -> None:
        """Called before the first declaration of an entity is read."""
        raise _Refusal("declares a document type, which DOCX does not allow", "entities")


def parse_xml(chunks: Iterable[bytes], *, part: str, where: str) -> Element:
    """The root element of one part.

    Raises UnreadableError with the code `damaged`, `entities`, `too-deep` or `too-large`.

    >>> parse_xml([b"<a><b/>", b"</a>"], part="x.xml", where="a.docx").tag
    'a'
    """
    parser = XMLParser(target=_GuardedTree())
    try:
        for chunk in chunks:
            parser.feed(chunk)
        root: Element = parser.close()
    except _Refusal as error:
        raise UnreadableError(
            f"{part} {error.what}", code=error.code, where=where, remedy=_SAVE_ANEW
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        raise UnreadableError(
            f"{part} is no whole XML", code="damaged", where=where, remedy="fetch the file again"
        ) from error
    return root


def name_of(element: Element) -> str:
    """An element's name in WordprocessingML, or that of markup compatibility; "" for any other.

    >>> name_of(Element(_WORD[0] + "p")), name_of(Element("p"))
    ('p', '')
    """
    space, brace, local = element.tag.rpartition("}")
    return local if space + brace in _WORD or space + brace == _COMPATIBILITY else ""


def children_of(element: Element | None, name: str) -> Iterator[Element]:
    """The children with one name; none of no element."""
    return (child for child in (element if element is not None else ()) if name_of(child) == name)


def child_of(element: Element | None, name: str) -> Element | None:
    """The first child with one name."""
    return next(children_of(element, name), None)


def attribute_of(element: Element | None, name: str) -> str | None:
    """An attribute of WordprocessingML.

    >>> attribute_of(Element(_WORD[1] + "ilvl", {_WORD[1] + "val": "1"}), "val")
    '1'
    """
    if element is None:
        return None
    return next((found for space in _WORD if (found := element.get(space + name)) is not None), None)


def value_of(element: Element | None, name: str) -> str | None:
    """The value of the child with one name, None without it."""
    return attribute_of(child_of(element, name), "val")


def number_of(element: Element | None, name: str) -> int | None:
    """The value of the child with one name if it is a whole number."""
    value = value_of(element, name)
    return int(value) if value and len(value) <= 9 and value.isascii() and value.isdigit() else None


def is_on(element: Element | None, name: str) -> bool:
    """Whether a property that is either on or off (hidden text, say) is there and not switched off."""
    found = child_of(element, name)
    return found is not None and attribute_of(found, "val") not in ("0", "false", "off", "none")
