"""How much there is in a store: the figures of its description."""

from __future__ import annotations

from dataclasses import dataclass

from inspectgraph.ask.query import run_rows
from inspectgraph.describe.iris import last_part, mint_thing
from inspectgraph.store import Manifest
from inspectgraph.web.one_generation import OneGenerationStore

_SUBJECTS = "SELECT (COUNT(DISTINCT ?thing) AS ?count) { ?thing ?property ?value }"
_ENTITIES = "SELECT (COUNT(DISTINCT ?thing) AS ?count) { ?thing a ?class }"
_CLASSES = (
    "SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) { ?thing a ?class } GROUP BY ?class ORDER BY ?class"
)
_PERIOD = """SELECT (MIN(STR(?start)) AS ?first) (MAX(STR(?start)) AS ?last) {
  ?letter a ig:Letter ; ig:reports/ig:start ?start }"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedGraph:
    """A named graph, the number of its triples, and the letter that it is of, if it is a letter's."""

    iri: str
    triples: int
    letter: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was counted in a generation.

    `entities` are things of a class, `period` goes from the first visit to the last.
    """

    generation: str
    graphs: tuple[NamedGraph, ...]
    subjects: int
    entities: int
    classes: tuple[tuple[str, int], ...]
    period: tuple[str, str] | None

    @property
    def triples(self) -> int:
        """Triples of all graphs: what two letters state counts twice.

        To count it once would take three times as long as all the rest.
        """
        return sum(graph.triples for graph in self.graphs)

    @property
    def letters(self) -> int:
        """Letters."""
        return sum(graph.letter is not None for graph in self.graphs)


def count_figures(store: OneGenerationStore) -> Figures:
    """Count all. Raises what a query raises."""
    period = next(run_rows(store.graph, _PERIOD), {})
    return Figures(
        generation=store.generation,
        graphs=_named_graphs(store.manifest),
        subjects=_count(store, _SUBJECTS),
        entities=_count(store, _ENTITIES),
        classes=tuple((row["class"], int(row["count"])) for row in run_rows(store.graph, _CLASSES)),
        period=(period["first"], period["last"]) if "first" in period else None,
    )


def _count(store: OneGenerationStore, sparql: str) -> int:
    return int(next(run_rows(store.graph, sparql))["count"])


def _named_graphs(manifest: Manifest) -> tuple[NamedGraph, ...]:
    """By the build's own notes, which cost nothing to count."""
    letters = [
        NamedGraph(iri=e.graph, triples=e.quads, letter=mint_thing("letter", last_part(e.graph)).value)
        for e in manifest.entries
    ]
    others = [NamedGraph(iri=g.graph, triples=g.quads, letter=None) for g in manifest.graphs]
    return tuple(sorted([*letters, *others], key=lambda graph: graph.iri))
