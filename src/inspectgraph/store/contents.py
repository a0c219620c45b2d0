"""What the generation to come will hold, while it is being built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inspectgraph.errors import Problem
from inspectgraph.store.manifest import Manifest, ManifestEntry, ManifestGraph


class Contents:
    """Letters by key and other graphs by IRI; each graph belongs to one letter or to none."""

    def __init__(self, start: Manifest) -> None:
        self._entries = {entry.key: entry for entry in start.entries}
        self._graphs = {graph.graph: graph for graph in start.graphs}
        self._owners = {entry.graph: entry.key for entry in start.entries}

    def refuse_graph_of_another(self, graph: str, *, key: str | None) -> None:
        """Raise ValueError unless a graph is free or belongs to the letter `key` (None: to no letter)."""
        owner = self._owners.get(graph)
        if owner is not None and owner != key:
            raise ValueError(f"{graph} is the graph of the letter {owner}")
        if key is not None and graph in self._graphs:
            raise ValueError(f"{graph} is the graph of no letter")

    def put_entry(self, entry: ManifestEntry) -> ManifestEntry | None:
        """Put a letter in; returns the one that had this key before."""
        former = self._entries.get(entry.key)
        if former is not None:
            del self._owners[former.graph]
        self._entries[entry.key] = entry
        self._owners[entry.graph] = entry.key
        return former

    def remove_entry(self, key: str) -> ManifestEntry:
        """Take a letter out. Raises ValueError if it isn't in."""
        entry = self._entries.pop(key, None)
        if entry is None:
            raise ValueError(f"there is no letter {key} in the store")
        del self._owners[entry.graph]
        return entry

    def put_graph(self, graph: ManifestGraph) -> ManifestGraph:
        """Put a graph in that is no letter's."""
        self._graphs[graph.graph] = graph
        return graph

    def remove_graph(self, graph: str) -> None:
        """Take a graph out that is no letter's, if it is in."""
        self._graphs.pop(graph, None)

    def manifest(self, *, facts: Mapping[str, str], refused: Iterable[Problem]) -> Manifest:
        """The manifest of what is in now, sorted."""
        return Manifest(
            entries=tuple(entry for _, entry in sorted(self._entries.items())),
            graphs=tuple(graph for _, graph in sorted(self._graphs.items())),
            facts=tuple(sorted(facts.items())),
            refused=tuple(sorted(refused)),
        )
