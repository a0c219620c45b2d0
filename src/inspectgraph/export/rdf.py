"""The graph as RDF files: Turtle, TriG, N-Quads, N-Triples, JSON-LD, always the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from inspectgraph.describe.namespaces import ID, PREFIXES

RDF_FORMATS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
"""The formats by the name that a command line gives them."""


_PEOPLE = f"{ID}person/"
_ROLE = re.compile(rf"{re.escape(ID)}letter/[^/]+/role/\d+")


def write_rdf(store: Store, out: IO[bytes], *, format: str, people: bool = True) -> None:
    """Write all quads of a store in a fixed order.

    A format without named graphs (Turtle, N-Triples) gets each triple once. Without `people` what is said of
    a person or a role, or names one, is left out; the words of letters stay as they are printed.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_rdf(Store(), stream, format="nquads")
    >>> stream.getvalue()
    b''
    """
    quads: Iterable[Quad] = store.quads_for_pattern(None, None, None, None)
    if not people:
        quads = (quad for quad in quads if not (_is_of_person(quad.subject) or _is_of_person(quad.object)))
    if RDF_FORMATS[format].supports_datasets:
        write_statements(sorted(quads, key=_quad_key), out, format=format)
    else:
        triples = dict.fromkeys(quad.triple for quad in quads)
        write_statements(sorted(triples, key=_triple_key), out, format=format)


def _is_of_person(term: object) -> bool:
    return isinstance(term, NamedNode) and (
        term.value.startswith(_PEOPLE) or _ROLE.fullmatch(term.value) is not None
    )


def write_statements(statements: Iterable[Quad] | Iterable[Triple], out: IO[bytes], *, format: str) -> None:
    """Write quads or triples in their order.

    Raises KeyError for an unknown format.
    """
    chosen = RDF_FORMATS[format]
    prefixes = {} if chosen in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES) else dict(PREFIXES)
    serialize(statements, out, format=chosen, prefixes=prefixes)


def _quad_key(quad: Quad) -> tuple[str, str, str, str]:
    return (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object))


def _triple_key(triple: Triple) -> tuple[str, str, str]:
    return (str(triple.subject), str(triple.predicate), str(triple.object))
