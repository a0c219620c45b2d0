"""People as nodes, in their public roles alone, and networks without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from inspectgraph.describe.iris import last_part
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.networks.assembling import Edge, Node
from inspectgraph.networks.days import year_of
from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.networks.histories import visit_spells
from inspectgraph.networks.model import Network

PERSON = "person"
"""The type of nodes that are people."""


def person_nodes(facts: NetworkFacts) -> Iterator[Node]:
    """The people whom letters name in a role; who is no inspector belongs to an authority."""
    starts = {letter.iri: letter.start for letter in facts.letters}
    names = {role.person: role.name for role in facts.roles}
    years: defaultdict[str, list[int]] = defaultdict(list)
    for role in facts.roles:
        years[role.person] += [year_of(starts[role.letter])] if starts[role.letter] else []
    for person in sorted(names):
        cells = {
            "authority": _authority_of(person),
            "first_year": min(years[person], default=None),
            "last_year": max(years[person], default=None),
        }
        yield Node(person, names[person], PERSON, cells)


def _authority_of(person: str) -> str | None:
    """The authority in the IRI of a person who is no inspector.

    >>> _authority_of("https://w3id.org/inspectgraph/id/person/E06000009/inspector-a")
    'Blackpool'
    """
    owner = last_part(person.rpartition("/")[0])
    return None if owner == PERSON else authority_by_gss(owner).name


def role_edges(facts: NetworkFacts) -> Iterator[Edge]:
    """The visits that people have a role at: "inspector", "addressee" ..."""
    letters = {letter.iri: letter for letter in facts.letters}
    spells = {visit.iri: visit_spells(visit) for visit in facts.visits}
    for person, letter, role in sorted({(r.person, r.letter, r.role) for r in facts.roles}):
        visit = letters[letter].visit
        yield Edge(person, visit, role, cells={"spells": spells.get(visit, ())})


def without_people(network: Network) -> Network:
    """The network without the nodes that are people, and without what links them; its scope says so.

    >>> from inspectgraph.networks.assembling import assemble
    >>> both = assemble("inspectors", nodes=[Node("a", "A", "person"), Node("b", "B", "authority")], edges=[])
    >>> list(without_people(both).graph)
    ['b']
    """
    people = [node for node, type_ in network.graph.nodes(data="type") if type_ == PERSON]
    graph = network.graph.copy()
    graph.remove_nodes_from(people)
    scope = ", ".join(words for words in (network.scope, "without people") if words)
    return replace(network, graph=graph, scope=scope)
