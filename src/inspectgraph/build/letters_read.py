"""What a build knows of the letters that it has just read, so that it need not ask the store for it.

While their graphs are still being loaded, rules can be asked already: of a small graph in memory. They join
letters by visits, people and teams; findings and passages, nine tenths of every letter's graph, they pass by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import RdfFormat, Store

from inspectgraph.build.stored_queries import FINDINGS_INPUT, inputs, rules
from inspectgraph.describe.iris import mint_thing
from inspectgraph.describe.namespaces import PREFIXES, term
from inspectgraph.describe.sheet import Sheet
from inspectgraph.ledger import VisitFinding
from inspectgraph.store import graph_of_lines

_NAME = re.compile(r"(?<![\w<:/])(\w+):(\w+)|(<[^<>\s]+>)")
_OF_FINDINGS = str(mint_thing("finding", "")).removesuffix(">")
_OF_PASSAGES = "/passage/"


def quads_to_join(sheet: Sheet) -> bytes:
    """Of a letter's graph what rules ask for, as N-Quads: some 150 of 7,000 quads.

    >>> from pyoxigraph import Literal, NamedNode
    >>> sheet = Sheet(NamedNode("urn:g"))
    >>> sheet.state(NamedNode("urn:visit"), "ig:family", Literal("jtai"))
    >>> sheet.state(NamedNode("urn:visit"), "ig:sha256", Literal("0"))
    >>> quads_to_join(sheet).decode()
    '<urn:visit> <https://w3id.org/inspectgraph/ontology#family> "jtai" <urn:g> .\\n'
    """
    asked = asked_by_rules()
    about = {
        subject: [one for one in said if one[: one.index(" ")] in asked]
        for subject, said in sheet.about.items()
        if not subject.startswith(_OF_FINDINGS) and _OF_PASSAGES not in subject
    }
    return graph_of_lines(sheet.graph, about).nquads


@cache
def asked_by_rules() -> frozenset[str]:
    """All terms that stand in a rule or in what it is asked with, as N-Quads prints them; types among them.

    >>> str(term("ig:roleKind")) in asked_by_rules(), str(term("ig:polarity")) in asked_by_rules()
    (True, False)
    """
    texts = [*rules().values(), *(text for name, text in inputs().items() if name != FINDINGS_INPUT)]
    names = [match for text in texts for match in _NAME.finditer(text)]
    terms = {name[3] or str(term(name[0])) for name in names if name[3] or name[1] in PREFIXES}
    return frozenset({*terms, str(term("rdf:type"))})


@dataclass(frozen=True, slots=True)
class LettersRead:
    """By the letter's key: its findings as the ledger weighs them, and its `quads_to_join`."""

    findings: dict[str, tuple[VisitFinding, ...]] = field(default_factory=dict)
    to_join: dict[str, bytes] = field(default_factory=dict)

    def graph_of(self, keys: Iterable[str], *, ontology: bytes) -> Store | None:
        """All that rules ask of these letters and of the ontology; None if one of them was not read.

        >>> LettersRead().graph_of(["0123456789abcdef"], ontology=b"") is None
        True
        """
        wanted = list(keys)
        if any(key not in self.to_join for key in wanted):
            return None
        graph = Store()
        nquads = b"".join([ontology, *map(self.to_join.__getitem__, wanted)])
        graph.bulk_load(nquads, RdfFormat.N_QUADS, lenient=True)
        return graph
