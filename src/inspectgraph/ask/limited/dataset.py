"""Which graphs a query is about, when its asker says so beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inspectgraph.errors import MisuseError

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryDataset:
    """IRIs of stored graphs: those that are the default graph together, and those that are named ones.

    As the SPARQL 1.1 Protocol has it, section 2.1.4: what is given beside a query comes before its FROM.
    A graph that is not stored is an empty one; nothing is fetched.

    Raises MisuseError for what is no IRI.

    >>> QueryDataset(default_graphs=("urn:a",)).named_graphs
    ()
    """

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for iri in (*self.default_graphs, *self.named_graphs):
            if not _IRI.fullmatch(iri):
                raise MisuseError(
                    f"{iri[:80]!r} is no IRI of a graph", remedy="give it whole, without < and >"
                )
