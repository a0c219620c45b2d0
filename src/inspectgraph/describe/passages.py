"""Passages as Web Annotation selectors (W3C Web Annotation Data Model, 4.2.4 and 4.2.5)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.describe.iris import mint_thing
from inspectgraph.describe.namespaces import term
from inspectgraph.describe.sheet import Sheet, Value, printed_term, said, said_number, said_words
from inspectgraph.letters.model import Letter, Passage


class PassageBook:
    """Describes the passages of one letter, each once, and ties facts to them."""

    def __init__(self, sheet: Sheet, *, letter_node: NamedNode, letter: Letter) -> None:
        self._sheet, self._letter = sheet, letter
        self._known: dict[tuple[int, int], str] = {}
        self._beginning = f"<{letter_node.value}/passage/"
        self._always = [said("rdf:type", term("ig:Passage")), said("oa:hasSource", letter_node)]

    def passage(self, passage: Passage) -> str:
        """The IRI of a passage as N-Quads prints it; it is described when it is first asked for."""
        key = (passage.start, passage.end)
        return self._known.get(key) or self._describe(key, passage)

    def _describe(self, key: tuple[int, int], passage: Passage) -> str:
        # Half of all that is said of a letter: printed at once, not stated piece by piece.
        beginning, about = f"{self._beginning}{passage.start}-{passage.end}", self._sheet.about
        node, selector = f"{beginning}>", f"{beginning}/selector>"
        about[node] = [*self._always, f"{printed_term('oa:hasSelector')} {selector}"]
        if passage.page is not None:
            about[node].append(said_number("ig:onPage", passage.page))
        about[selector] = [
            said_number("oa:start", passage.start),
            said_number("oa:end", passage.end),
            said_words("oa:exact", passage.words),
        ]
        self._sheet.passages.append(passage)
        self._known[key] = node
        return node

    def said(self, passage: Passage) -> str:
        """That a passage proves a fact: predicate and object for `Sheet.about`."""
        return f"{printed_term('ig:evidence')} {self.passage(passage)}"

    def prove(self, fact: NamedNode, passage: Passage) -> None:
        """Tie a fact to the passage that proves it."""
        self._sheet.about[str(fact)].append(self.said(passage))

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
