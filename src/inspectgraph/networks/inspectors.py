"""The network of inspectors: who inspected with whom, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from inspectgraph.networks.assembling import Edge, assemble
from inspectgraph.networks.concept_nodes import authority_iri, authority_nodes
from inspectgraph.networks.days import first_day
from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.networks.model import Network
from inspectgraph.networks.people_nodes import person_nodes

_Pairs = Mapping[tuple[str, str], set[str]]
"""Two nodes, and the visits at which they met."""


def project_inspectors(facts: NetworkFacts, *, scope: str = "") -> Network:
    """Inspectors and authorities: "with" between two inspectors of one visit, "inspected" to an authority.

    >>> project_inspectors(NetworkFacts()).graph.number_of_nodes()
    0
    """
    inspectors = tuple(role for role in facts.roles if role.role == "inspector")
    facts = replace(facts, roles=inspectors)
    visits = {letter.iri: letter.visit for letter in facts.letters}
    inspected: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    at_visit: defaultdict[str, set[str]] = defaultdict(set)
    places = {letter.iri: letter.gss for letter in facts.letters}
    for role in inspectors:
        inspected[role.person, authority_iri(places[role.letter])].add(visits[role.letter])
        at_visit[visits[role.letter]].add(role.person)
    met: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for visit, people in at_visit.items():
        for pair in combinations(sorted(people), 2):
            met[pair].add(visit)
    known = {authority for _, authority in inspected}
    nodes = [*person_nodes(facts), *(node for node in authority_nodes(facts) if node.iri in known)]
    starts = {letter.visit: letter.start and first_day(letter.start) for letter in facts.letters}
    edges = [*_edges(met, "with", starts), *_edges(inspected, "inspected", starts)]
    return assemble("inspectors", nodes=nodes, edges=edges, scope=scope, corpus=facts.corpus)


def _edges(pairs: _Pairs, kind: str, starts: Mapping[str, str]) -> Iterator[Edge]:
    for (one, other), visits in pairs.items():
        days = sorted(starts[visit] for visit in visits if starts[visit])
        cells = {
            "first_date": days[0] if days else None,
            "last_date": days[-1] if days else None,
            "visits": len(visits),
        }
        yield Edge(one, other, kind, len(visits), cells)
