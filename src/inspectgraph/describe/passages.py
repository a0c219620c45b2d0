"""Passages as Web Annotation selectors (W3C Web Annotation Data Model, 4.2.4 and 4.2.5)."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.iris import mint_thing
from inspectgraph.describe.namespaces import term
from inspectgraph.describe.sheet import Sheet, Value, whole_number
from inspectgraph.letters.model import Letter, Passage


class PassageBook:
    """Describes the passages of one letter, each once, and ties facts to them."""

    def __init__(self, sheet: Sheet, *, letter_node: NamedNode, letter: Letter) -> None:
        self._sheet, self._node, self._letter = sheet, letter_node, letter
        self._known: dict[tuple[int, int], NamedNode] = {}

    def passage(self, passage: Passage) -> NamedNode:
        """The IRI of a passage, which is described when it is first asked for."""
        key = (passage.start, passage.end)
        if key not in self._known:
            self._known[key] = self._describe(passage)
        return self._known[key]

    def _describe(self, passage: Passage) -> NamedNode:
        sheet = self._sheet
        node = mint_thing("letter", self._letter.key, "passage", f"{passage.start}-{passage.end}")
        selector = NamedNode(f"{node.value}/selector")
        sheet.type(node, "ig:Passage")
        sheet.state(node, "oa:hasSource", self._node)
        sheet.state(node, "oa:hasSelector", selector)
        if passage.page is not None:
            sheet.state(node, "ig:onPage", whole_number(passage.page))
        sheet.state(selector, "oa:start", whole_number(passage.start))
        sheet.state(selector, "oa:end", whole_number(passage.end))
        sheet.state(selector, "oa:exact", Literal(passage.words))
        return node

    def prove(self, fact: NamedNode, passage: Passage) -> None:
        """Tie a fact to the passage that proves it."""
        self._sheet.state(fact, "ig:evidence", self.passage(passage))

    def state_proved(
        self, name: str, subject: NamedNode, predicate: str, value: Value, passage: Passage | None
    ) -> None:
        """Reify a triple as an rdf:Statement with its passage (none for what a file's name says)."""
        node = mint_thing("letter", self._letter.key, "statement", name)
        self._sheet.type(node, "rdf:Statement")
        self._sheet.state(node, "rdf:subject", subject)
        self._sheet.state(node, "rdf:predicate", term(predicate))
        self._sheet.state(node, "rdf:object", value)
        if passage is not None:
            self.prove(node, passage)
