"""Nodes that networks share: authorities, themes and other concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from inspectgraph.describe.iris import mint_thing
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks.assembling import Node
from inspectgraph.networks.facts import NetworkFacts, VisitFact
from inspectgraph.networks.histories import grades_in_time


def authority_iri(gss: str) -> str:
    """The node of an authority.

    >>> authority_iri("E06000009")
    'https://w3id.org/inspectgraph/id/authority/E06000009'
    """
    return mint_thing("authority", gss).value


def concept_iri(scheme: str, concept: str) -> str:
    """The node of a concept of a scheme.

    >>> concept_iri("theme", "neglect")
    'https://w3id.org/inspectgraph/id/theme/neglect'
    """
    return mint_thing(scheme, concept).value


def authority_nodes(facts: NetworkFacts) -> Iterator[Node]:
    """The authorities that letters and visits are about, with their grade in time."""
    visits: defaultdict[str, list[VisitFact]] = defaultdict(list)
    for visit in facts.visits:
        visits[visit.gss].append(visit)
    for gss in sorted({letter.gss for letter in facts.letters} | visits.keys()):
        authority = authority_by_gss(gss)
        cells = {"gss": gss, "region": authority.region, "grade": grades_in_time(visits[gss])}
        yield Node(authority_iri(gss), authority.name, "authority", cells)


def theme_nodes(themes: Collection[str]) -> Iterator[Node]:
    """Themes with the head under which each stands."""
    scheme = load_scheme("theme")
    for theme in sorted(set(themes)):
        head = scheme[theme].broader
        cells = {"head": scheme[head].label if head else None}
        yield Node(concept_iri("theme", theme), scheme[theme].label, "theme", cells)
