"""A named graph in the writing: triples are stated, quads come out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.namespaces import term

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
    """Collects what is stated of each subject of one named graph, each triple once.

    Predicates and objects are kept as N-Quads prints them: what is printed once need not be held as objects
    and compared as such, which would double the time of a description.

    >>> sheet = Sheet(NamedNode("urn:g"))
    >>> sheet.state(NamedNode("urn:s"), "rdfs:label", Literal("a"), Literal("a"), None)
    >>> [list(said) for said in sheet.about.values()]
    [['<http://www.w3.org/2000/01/rdf-schema#label> "a"']]
    """

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self.about: dict[NamedNode, dict[str, None]] = {}

    def state(self, subject: NamedNode, predicate: str, *objects: Value | None) -> None:
        """State a triple for each object that is not None; `predicate` is a prefixed name."""
        printed = _printed(predicate)
        for value in objects:
            if value is not None:
                self._said_of(subject)[printed + str(value)] = None

    def type(self, subject: NamedNode, *classes: str) -> None:
        """State what a thing is."""
        said = self._said_of(subject)
        for name in classes:
            said[_TYPE + str(term(name))] = None

    def copy(self, statements: Iterable[Statement]) -> None:
        """State triples that are whole already."""
        for subject, predicate, value in statements:
            self._said_of(subject)[f"{predicate} {value}"] = None

    def _said_of(self, subject: NamedNode) -> dict[str, None]:
        said = self.about.get(subject)
        if said is None:
            said = self.about[subject] = {}
        return said


@cache
def _printed(predicate: str) -> str:
    return f"{term(predicate)} "


_TYPE = _printed("rdf:type")


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
    >>> [len(said) for said in sheet.about.values()]
    [1]
    """
    for predicate, value in values:
        sheet.state(subject, predicate, value)
