"""What a question needs of a store, be it a folder on this machine or a server's."""

from __future__ import annotations

from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from inspectgraph.store import Manifest


class AskedGraph(Protocol):
    """A graph that answers SPARQL: pyoxigraph's Store, or one behind a server's address."""

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a query; `prefixes` need no declaration in it.

        Raises SyntaxError for what is no SPARQL, OSError or StoreError where the graph can't be read.
        """
        ...


class AskedStore(Protocol):
    """A store that questions are asked of. One on a server has a manifest with nothing in it."""

    @property
    def graph(self) -> AskedGraph:
        """The graph."""
        ...

    @property
    def manifest(self) -> Manifest:
        """What a build noted of letters and files."""
        ...
