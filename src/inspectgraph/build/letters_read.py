"""What a build knows of the letters that it has just read, so that it need not ask the store for it.

While their graphs are still being loaded, rules can be asked already: of a small graph in memory. They join
letters by visits, people and teams; findings and passages, nine tenths of every letter's graph, they pass by.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable
from functools import cache
from os import SEEK_END
from typing import IO, Final, cast

from pyoxigraph import RdfFormat, Store

from inspectgraph.build.stored_queries import FINDINGS_INPUT, inputs, rules
from inspectgraph.describe.namespaces import PREFIXES, term
from inspectgraph.describe.sheet import Sheet
from inspectgraph.ledger import VisitFinding
from inspectgraph.store import graph_of_lines

_NAME = re.compile(r"(?<![\w<:])(\w+):(\w+)|(<[^<>\s]+>)")
_JOINED_AT_MOST: Final = 32_000_000
"""Bytes of quads to join that are kept in memory; 283 letters have 15 million."""


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
    about = {  # and nothing of what is printed already: findings and passages
        subject: [one for one in said if one[: one.index(" ")] in asked]
        for subject, said in sheet.about.items()
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


def pack_findings(findings: tuple[VisitFinding, ...]) -> bytes:
    """Findings as bytes: made where a letter is read, opened when its authority is weighed.

    >>> unpack_findings(pack_findings(()))
    ()
    """
    return pickle.dumps(findings, protocol=pickle.HIGHEST_PROTOCOL)


def unpack_findings(packed: bytes) -> tuple[VisitFinding, ...]:
    """The findings that `pack_findings` packed in this build."""
    return cast("tuple[VisitFinding, ...]", pickle.loads(packed))


class LettersRead:
    """The findings of letters, and their `quads_to_join`, by the letter's key.

    Findings wait in `file`, so that memory does not grow with them; quads to join are kept if they are few.
    The file must have no buffer, else a full disk could come to light once more when it is closed.

    >>> from io import BytesIO
    >>> read = LettersRead(BytesIO())
    >>> read.note("a", findings=pack_findings(()), to_join=b"")
    >>> read.findings_of("a"), read.findings_of("b")
    ((), None)
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[str, tuple[int, int]] = {}
        self._to_join: dict[str, bytes] = {}
        self._room = _JOINED_AT_MOST

    def note(self, key: str, *, findings: bytes, to_join: bytes) -> None:
        """Take in a letter. Raises OSError where the file can't be written."""
        self._places[key] = (self._file.seek(0, SEEK_END), len(findings))
        rest = memoryview(findings)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._room -= len(to_join)
        if self._room >= 0:
            self._to_join[key] = to_join
        else:
            self._to_join.clear()  # the store is asked then: letters by the thousand take long enough

    def findings_of(self, key: str) -> tuple[VisitFinding, ...] | None:
        """The findings of a letter; None if it was not read. Raises OSError if the file can't be read."""
        if key not in self._places:
            return None
        start, length = self._places[key]
        self._file.seek(start)
        return unpack_findings(self._file.read(length))

    def graph_of(self, keys: Iterable[str], *, ontology: bytes) -> Store | None:
        """All that rules ask of these letters and of the ontology; None where that is not at hand."""
        wanted = list(keys)
        if any(key not in self._to_join for key in wanted):
            return None
        graph = Store()
        nquads = b"".join([ontology, *map(self._to_join.__getitem__, wanted)])
        graph.bulk_load(nquads, RdfFormat.N_QUADS, lenient=True)
        return graph

    def close(self) -> None:
        """Let go of all."""
        self._file.close()
        self._places, self._to_join = {}, {}
