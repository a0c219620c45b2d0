"""The full network: every thing of the store that a person would draw, and how they are linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks.assembling import Node, assemble
from inspectgraph.networks.concept_nodes import authority_nodes, concept_iri, theme_nodes
from inspectgraph.networks.facts import NetworkFacts, Quote
from inspectgraph.networks.issue_nodes import issue_edges, issue_nodes, stance_edges
from inspectgraph.networks.model import Network
from inspectgraph.networks.people_nodes import person_nodes, role_edges
from inspectgraph.networks.team_nodes import team_edges, team_nodes
from inspectgraph.networks.visit_nodes import letter_edges, letter_nodes, visit_edges, visit_nodes


def project_full(
    facts: NetworkFacts, *, scope: str = "", quotes: Mapping[str, Quote] | None = None
) -> Network:
    """A network of authorities, visits, letters, teams, team types, people, issues, themes and kinds.

    `quotes` are the sentences that prove stances, by stance.

    >>> project_full(NetworkFacts()).graph.number_of_nodes()
    0
    """
    nodes = [
        *authority_nodes(facts),
        *visit_nodes(facts),
        *letter_nodes(facts),
        *team_nodes(facts),
        *person_nodes(facts),
        *issue_nodes(facts, quotes or {}),
        *_concept_nodes(facts),
    ]
    edges = [
        *visit_edges(facts),
        *letter_edges(facts),
        *team_edges(facts),
        *role_edges(facts),
        *issue_edges(facts),
        *stance_edges(facts),
    ]
    return assemble("full", nodes=nodes, edges=edges, scope=scope, corpus=facts.corpus)


def _concept_nodes(facts: NetworkFacts) -> Iterator[Node]:
    kinds, types = load_scheme("kind"), load_scheme("team-type")
    for kind in sorted({letter.kind for letter in facts.letters}):
        yield Node(concept_iri("kind", kind), kinds[kind].label, "kind")
    named = {type_ for mention in facts.mentions for type_ in facts.teams[mention.team].types}
    for name in sorted(named):
        yield Node(concept_iri("team-type", name), types[name].label, "team type")
    yield from theme_nodes({issue.theme for issue in facts.issues})
