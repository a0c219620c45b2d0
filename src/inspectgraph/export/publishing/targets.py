"""The two ways of writing graphs to a server: the Graph Store HTTP Protocol, and SPARQL 1.1 Update."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol
from urllib.parse import urlencode

from inspectgraph.remote import PUBLISHING, Address, Connection, Credentials, Patience, ServerAnswer

# N-Triples are Turtle, and Turtle is what every graph store reads.
_TURTLE = {"content-type": "text/turtle"}
_ACCEPTED = {"accept": "application/n-triples, text/turtle;q=0.9"}
_CHUNK_LINES, _CHUNK_BYTES = 1_000, 250_000


class Target(Protocol):
    """A server that graphs are written to. Triples are lines of N-Triples; all methods raise RemoteError."""

    @property
    def shown(self) -> str:
        """The address for messages."""
        ...

    def read(self, graph: str) -> ServerAnswer | None:
        """All triples of a graph; None where there is no such graph."""
        ...

    def replace(self, graph: str, triples: bytes) -> None:
        """Let this be all that is in a graph."""
        ...

    def add(self, graph: str, lines: frozenset[str]) -> None:
        """Put lines into a graph."""
        ...

    def edit(self, graph: str, *, before: frozenset[str], after: frozenset[str]) -> None:
        """Change a small graph from some lines to others; what is added comes before what is taken away."""
        ...

    def remove(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        ...


class GraphStore:
    """A server that speaks the SPARQL 1.1 Graph Store HTTP Protocol."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.shown = str(connection.address)

    def read(self, graph: str) -> ServerAnswer | None:
        """See Target."""
        answer = self._connection.send("GET", parameters={"graph": graph}, headers=_ACCEPTED, allowed=(404,))
        return None if answer.status == 404 else answer

    def replace(self, graph: str, triples: bytes) -> None:
        """See Target: in one step, on most servers."""
        self._connection.send("PUT", parameters={"graph": graph}, content=triples, headers=_TURTLE)

    def add(self, graph: str, lines: frozenset[str]) -> None:
        """See Target."""
        self._connection.send("POST", parameters={"graph": graph}, content=_joined(lines), headers=_TURTLE)

    def edit(self, graph: str, *, before: frozenset[str], after: frozenset[str]) -> None:
        """See Target; the protocol can add triples and replace a graph, not take triples away."""
        if before <= after:
            self.add(graph, after - before)
        else:
            self.replace(graph, _joined(after))

    def remove(self, graph: str) -> None:
        """See Target."""
        self._connection.send("DELETE", parameters={"graph": graph}, allowed=(404,))


class UpdateStore:
    """A server that speaks SPARQL 1.1 Query at one address and Update at another."""

    def __init__(self, queries: Connection, updates: Connection) -> None:
        self._queries, self._updates = queries, updates
        self.shown = str(updates.address)

    def read(self, graph: str) -> ServerAnswer | None:
        """See Target."""
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        form = {"content-type": "application/x-www-form-urlencoded"}
        return self._queries.send(
            "POST", content=urlencode({"query": query}).encode(), headers={**_ACCEPTED, **form}
        )

    def replace(self, graph: str, triples: bytes) -> None:
        """See Target: in parts, so that a graph may be larger than what the server takes at once."""
        self._update(f"DROP SILENT GRAPH <{graph}>")
        for part in chunks(triples.splitlines(keepends=True)):
            self._update(_data("INSERT", graph, part))

    def add(self, graph: str, lines: frozenset[str]) -> None:
        """See Target."""
        self._change("INSERT", graph, lines)

    def edit(self, graph: str, *, before: frozenset[str], after: frozenset[str]) -> None:
        """See Target."""
        self._change("INSERT", graph, after - before)
        self._change("DELETE", graph, before - after)

    def remove(self, graph: str) -> None:
        """See Target."""
        self._update(f"DROP SILENT GRAPH <{graph}>")

    def _change(self, word: str, graph: str, lines: frozenset[str]) -> None:
        for part in chunks(f"{line}\n".encode() for line in sorted(lines)):
            self._update(_data(word, graph, part))

    def _update(self, request: str) -> None:
        headers = {"content-type": "application/sparql-update"}
        self._updates.send("POST", content=request.encode(), headers=headers)


@contextmanager
def open_target(
    address: Address, *, update: Address | None, credentials: Credentials, patience: Patience = PUBLISHING
) -> Iterator[Target]:
    """A server to write to: a graph store, or with `update` the addresses of its queries and its updates.

    Credentials go to both addresses.
    """
    with ExitStack() as stack:
        connections = [
            stack.enter_context(Connection(place, credentials=credentials, patience=patience))
            for place in (address, update)
            if place is not None
        ]
        yield GraphStore(connections[0]) if update is None else UpdateStore(*connections)


def chunks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines in parts of at most 1,000 lines and 250,000 bytes, but for a line that is longer.

    Virtuoso makes a program of each request, and refuses one that is too long.

    >>> [len(part) for part in chunks([b"a\\n"] * 2_500)]
    [2000, 2000, 1000]
    """
    part: list[bytes] = []
    size = 0
    for line in lines:
        if part and (len(part) == _CHUNK_LINES or size + len(line) > _CHUNK_BYTES):
            yield b"".join(part)
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield b"".join(part)


def _data(word: str, graph: str, triples: bytes) -> str:
    return f"{word} DATA {{ GRAPH <{graph}> {{\n{triples.decode()}}} }}"


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in sorted(lines)).encode()
