"""Passages as Web Annotation selectors (W3C Web Annotation Data Model, 4.2.4 and 4.2.5)."""

from __future__ import annotations

from pyoxigraph import NamedNode

from inspectgraph.describe.iris import mint_thing
from inspectgraph.describe.namespaces import term
from inspectgraph.describe.sheet import OF_NUMBERS, Sheet, Value, print_words, printed_term, said
from inspectgraph.letters.model import Letter, Passage

_IS_PASSAGE = said("rdf:type", term("ig:Passage"))
_HAS_SELECTOR, _ON_PAGE = printed_term("oa:hasSelector"), printed_term("ig:onPage")
_END, _EXACT, _START = printed_term("oa:end"), printed_term("oa:exact"), printed_term("oa:start")


class PassageBook:
    """Describes the passages of one letter, each once, and ties facts to them."""

    def __init__(self, sheet: Sheet, *, letter_node: NamedNode, letter: Letter) -> None:
        self._sheet, self._letter = sheet, letter
        self._known: dict[tuple[int, int], str] = {}
        self._beginning = f"<{letter_node.value}/passage/"
        self._has_source = said("oa:hasSource", letter_node)

    def passage(self, passage: Passage, *, words: str | None = None) -> str:
        """The IRI of a passage as N-Quads prints it; it is described when it is first asked for.

        `words` are the passage's as `print_words` gives them, where they are at hand.
        """
        key = (passage.start, passage.end)
        node = self._known.get(key)
        if node is None:
            node = self._known[key] = self._describe(passage, words or print_words(passage.words))
        return node

    def _describe(self, passage: Passage, words: str) -> str:
        """Half of all that is said of a letter: so its lines are printed at once, in their order."""
        beginning, ending = f"{self._beginning}{passage.start}-{passage.end}", self._sheet.ending
        node, selector = f"{beginning}>", f"{beginning}/selector>"
        lines = (
            f"{node} {_IS_PASSAGE}{ending}{node} {_HAS_SELECTOR} {selector}{ending}"
            f"{node} {self._has_source}{ending}"
        )
        if passage.page is None:
            self._sheet.printed[node] = 3, lines
        else:
            self._sheet.printed[node] = 4, f'{lines}{node} {_ON_PAGE} "{passage.page}"{OF_NUMBERS}{ending}'
        self._sheet.printed[selector] = (
            3,
            f'{selector} {_END} "{passage.end}"{OF_NUMBERS}{ending}{selector} {_EXACT} {words}{ending}'
            f'{selector} {_START} "{passage.start}"{OF_NUMBERS}{ending}',
        )
        self._sheet.passages.append(passage)
        return node

    def said(self, passage: Passage, *, words: str | None = None) -> str:
        """That a passage proves a fact: predicate and object for `Sheet.about`; `words` as for `passage`."""
        return f"{printed_term('ig:evidence')} {self.passage(passage, words=words)}"

    def prove(self, fact: NamedNode, *passages: Passage) -> None:
        """Tie a fact to the passages that prove it."""
        self._sheet.about[str(fact)] += map(self.said, passages)

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
