"""The users' door in Python: a store opened for questions."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import QuerySolutions

from inspectgraph.ask.query import run_query, tabulate_solutions
from inspectgraph.ask.questions import bind, find_question
from inspectgraph.ask.table import Table
from inspectgraph.errors import MisuseError
from inspectgraph.store import OpenStore, open_store

if TYPE_CHECKING:
    from rdflib import Dataset


class GraphDoor:
    """A store opened for questions; a context manager. Make one with `inspectgraph.open(path)`."""

    def __init__(self, store: OpenStore) -> None:
        self._store = store

    def query(self, sparql: str) -> Table:
        """The rows of a SPARQL SELECT over all letters.

        Raises MisuseError for what is no SELECT query.
        """
        answer = run_query(self._store.graph, sparql)
        if not isinstance(answer, QuerySolutions):
            raise MisuseError("not a SELECT query", remedy="use .dataset() for graphs")
        return tabulate_solutions(answer)

    def ask(self, name: str, **parameters: str) -> Table:
        """The answer to a question of the library, by its name and parameters.

        Raises MisuseError for an unknown question, parameter or value.
        """
        return self.query(bind(find_question(name), parameters))

    def dataset(self) -> Dataset:
        """An rdflib Dataset over the same store, read-only, all letters its default graph."""
        import rdflib
        from oxrdflib import OxigraphStore

        dataset = rdflib.Dataset(store=OxigraphStore(store=self._store.graph), default_union=True)
        from inspectgraph.describe.namespaces import PREFIXES

        for prefix, base in PREFIXES.items():
            dataset.bind(prefix, base, override=True)
        return dataset

    def close(self) -> None:
        """Let the store go."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_door(path: Path) -> GraphDoor:
    """Open the store at `path`. Raises StoreError if there is none that this version reads."""
    return GraphDoor(open_store(path))
