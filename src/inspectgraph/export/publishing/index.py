"""What has arrived on a server, kept there in a small graph of its own.

Each published graph has one triple, `<graph> owl:versionInfo "sha256:..."`, the digest of its sorted N-Quads.
While a run is at work, the graphs to come have another, which says that they are being written. A digest is
taken away before its graph is written and put there after it, so wherever a run stops, a graph with one
digest holds just what the digest says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from inspectgraph.describe.namespaces import ID, term
from inspectgraph.errors import StoreError
from inspectgraph.remote import ServerAnswer

IndexEntry = str | None
"""The digest of a graph, 64 hex digits; None where it was begun and not finished."""

_HOW = term("owl:versionInfo")
_BEGUN = "being written"
_DIGEST = "sha256:"
_OURS = f"{ID}graph/"


def digest_line(graph: str, digest: IndexEntry) -> str:
    """The triple that says that a graph is there in that state, as a line of N-Triples.

    >>> digest_line("http://a/g", None)
    '<http://a/g> <http://www.w3.org/2002/07/owl#versionInfo> "being written" .'
    """
    said = _BEGUN if digest is None else f"{_DIGEST}{digest}"
    return f"{Triple(NamedNode(graph), _HOW, Literal(said))} ."


def index_lines(entries: Mapping[str, IndexEntry]) -> frozenset[str]:
    """All triples of the index as lines of N-Triples."""
    return frozenset(digest_line(graph, digest) for graph, digest in entries.items())


def read_lines(answer: ServerAnswer | None, *, where: str) -> frozenset[str]:
    """The triples that a server gave for the index, as lines of N-Triples; none for None.

    Raises StoreError for what is no RDF.
    """
    if answer is None or not answer.content.strip():
        return frozenset()
    format = RdfFormat.from_media_type(answer.media_type)
    try:
        if format is None:
            raise ValueError("no RDF")
        return frozenset(f"{quad.triple} ." for quad in parse(answer.content, format))
    except (SyntaxError, ValueError) as error:
        raise StoreError(
            "the server's answer is no graph",
            where=where,
            remedy="check that this is the address of its graph store, or with --update that of its queries",
        ) from error


def read_index(lines: Iterable[str]) -> dict[str, IndexEntry]:
    """The graphs that lines of the index tell of; only such as are ours by their IRI.

    A graph with two digests was written by two runs at once, so what it holds is not known.

    >>> ours = "https://w3id.org/inspectgraph/id/graph/derived"
    >>> read_index([digest_line(ours, "9f"), digest_line(ours, None), digest_line("http://a/g", "9f")])
    {'https://w3id.org/inspectgraph/id/graph/derived': '9f'}
    """
    digests: dict[str, set[str]] = defaultdict(set)
    for line in sorted(lines):
        subject, predicate, said = line.split(" ", 2)
        graph = subject.strip("<>")
        if predicate == str(_HOW) and graph.startswith(_OURS):
            text = said.removesuffix(" .").strip('"')
            digests[graph] |= {text.removeprefix(_DIGEST)} if text.startswith(_DIGEST) else set()
    return {graph: min(known) if len(known) == 1 else None for graph, known in digests.items()}
