"""A named graph in the writing: triples are stated, quads come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from inspectgraph.describe.namespaces import RDF_TYPE, term

Value = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Value]
"""A triple: subject, predicate and object, none of them a blank node."""


def typed_date(value: str) -> Literal:
    """An ISO date as a literal of the type that its exactness asks for.

    Source: XML Schema 1.1 part 2, 3.3.9 (date), 3.3.11 (gYearMonth), 3.3.12 (gYear).

    >>> typed_date("2009-06").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    name = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}[len(value)]
    return Literal(value, datatype=term(name))


def whole_number(value: int) -> Literal:
    """A whole number as xsd:integer.

    >>> whole_number(3).value
    '3'
    """
    return Literal(str(value), datatype=term("xsd:integer"))


class Sheet:
    """Collects the triples of one named graph, each once, in the order of their stating.

    >>> sheet = Sheet(NamedNode("urn:g"))
    >>> sheet.state(NamedNode("urn:s"), "rdfs:label", Literal("a"), None)
    >>> len(list(sheet.quads()))
    1
    """

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self._triples: dict[Statement, None] = {}

    def state(self, subject: NamedNode, predicate: str, *objects: Value | None) -> None:
        """State a triple for each object that is not None; `predicate` is a prefixed name."""
        property_ = term(predicate)
        for value in objects:
            if value is not None:
                self._triples[subject, property_, value] = None

    def type(self, subject: NamedNode, *classes: str) -> None:
        """State what a thing is."""
        for name in classes:
            self._triples[subject, RDF_TYPE, term(name)] = None

    def triples(self) -> Iterator[Statement]:
        """The triples, each once."""
        yield from self._triples

    def quads(self) -> Iterator[Quad]:
        """The same as quads of this graph."""
        for subject, predicate, value in self._triples:
            yield Quad(subject, predicate, value, self.graph)


def text_or_none(value: str | None) -> Literal | None:
    """A plain literal, None for None.

    >>> text_or_none(None) is None
    True
    """
    return None if value is None else Literal(value)


def state_all(sheet: Sheet, subject: NamedNode, values: Iterable[tuple[str, Value | None]]) -> None:
    """State several properties of one subject.

    >>> sheet = Sheet(NamedNode("urn:g"))
    >>> state_all(sheet, NamedNode("urn:s"), [("rdfs:label", Literal("a")), ("ig:acronym", None)])
    >>> len(list(sheet.quads()))
    1
    """
    for predicate, value in values:
        sheet.state(subject, predicate, value)
