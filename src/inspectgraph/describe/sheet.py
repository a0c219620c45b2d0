"""A named graph in the writing: triples are stated, quads come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.namespaces import term
from inspectgraph.letters.model import Passage

OF_NUMBERS = f"^^{term('xsd:integer')}"
"""What N-Quads prints after a whole number in quotation marks."""

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
    """Collects what is stated of each subject of one named graph.

    `about` has each subject as N-Quads prints it, and predicate and object of each of its triples in one
    such string: what is printed once need not be held as objects and compared as such, which would double the
    time of a description. What is stated twice is there twice; it is for who writes the graph to see to that.

    `printed` has subjects of which everything is known at once, with how many quads it is and these as they
    will be written: lines in the order of their code points, none twice. Nothing else may be stated of them.

    >>> sheet = Sheet(NamedNode("urn:g"))
    >>> sheet.state(NamedNode("urn:s"), "rdfs:label", Literal("a"), Literal("b"), None)
    >>> sheet.about["<urn:s>"][1]
    '<http://www.w3.org/2000/01/rdf-schema#label> "b"'
    """

    def __init__(self, graph: NamedNode) -> None:
        self.graph = graph
        self.ending = f" {graph} .\n"
        """With which each line of `printed` ends."""
        self.about: defaultdict[str, list[str]] = defaultdict(list)
        self.printed: dict[str, tuple[int, str]] = {}
        self.passages: list[Passage] = []
        """The passages that are quoted, for whoever needs them as they are."""

    def state(self, subject: NamedNode, predicate: str, *objects: Value | None) -> None:
        """State a triple for each object that is not None; `predicate` is a prefixed name."""
        printed = printed_term(predicate)
        said = [f"{printed} {value}" for value in objects if value is not None]
        if said:
            self.about[str(subject)] += said

    def type(self, subject: NamedNode, *classes: str) -> None:
        """State what a thing is."""
        self.about[str(subject)] += [said("rdf:type", term(name)) for name in classes]

    def copy(self, statements: Iterable[Statement]) -> None:
        """State triples that are whole already."""
        for subject, predicate, value in statements:
            self.about[str(subject)].append(f"{predicate} {value}")


@cache
def printed_term(curie: str) -> str:
    """A term of ours as N-Quads prints it; like `said` and its kin for `Sheet.about`, where speed matters.

    >>> printed_term("rdfs:label")
    '<http://www.w3.org/2000/01/rdf-schema#label>'
    """
    return str(term(curie))


def said(predicate: str, value: Value) -> str:
    """Predicate and object as N-Quads prints them.

    >>> said("rdfs:label", Literal("a"))
    '<http://www.w3.org/2000/01/rdf-schema#label> "a"'
    """
    return f"{printed_term(predicate)} {value}"


def said_number(predicate: str, value: int) -> str:
    """The same of a whole number.

    >>> said_number("ig:item", 3) == said("ig:item", whole_number(3))
    True
    """
    return f'{printed_term(predicate)} "{value}"{OF_NUMBERS}'


def said_words(predicate: str, words: str) -> str:
    """The same of words.

    >>> said_words("ig:text", "a") == said("ig:text", Literal("a"))
    True
    """
    return f"{printed_term(predicate)} {print_words(words)}"


def print_words(words: str) -> str:
    r"""Words as N-Quads prints them, with the few escapes of its canonical form.

    Source: RDF 1.2 N-Quads, 3 (canonical form). What is not all plain is left to pyoxigraph, which looks at
    each character and so takes three times as long.

    >>> print_words("a\n\"b\"")
    '"a\\n\\"b\\""'
    """
    return f'"{escape_words(words)}"'


def escape_words(words: str) -> str:
    r"""What `print_words` gives, without quotation marks around it.

    >>> escape_words("a\\b")
    'a\\\\b'
    """
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return escaped if escaped.isprintable() else str(Literal(words))[1:-1]


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
    sheet.about[str(subject)] += [
        f"{printed_term(predicate)} {value}" for predicate, value in values if value is not None
    ]
