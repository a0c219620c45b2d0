"""The network of types of teams and the themes of what was found of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks.assembling import Edge, Node, assemble
from inspectgraph.networks.concept_nodes import concept_iri, theme_nodes
from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.networks.model import Network


def project_teams(facts: NetworkFacts, *, scope: str = "") -> Network:
    """Types of teams and themes: an edge for each polarity, weighted by how many findings say so.

    >>> project_teams(NetworkFacts()).graph.number_of_nodes()
    0
    """
    found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    teams: defaultdict[str, set[str]] = defaultdict(set)
    for finding in facts.team_findings:
        team = facts.team_of(finding.team)
        for type_ in facts.teams[team].types:
            found[type_, finding.theme, finding.polarity].add(finding.finding)
            teams[type_].add(team)
    return assemble(
        "teams",
        nodes=[*_type_nodes(facts, set(teams)), *theme_nodes({theme for _, theme, _ in found})],
        edges=(
            Edge(concept_iri("team-type", type_), concept_iri("theme", theme), polarity, len(findings))
            for (type_, theme, polarity), findings in found.items()
        ),
        scope=scope,
        corpus=facts.corpus,
    )


def _type_nodes(facts: NetworkFacts, types: set[str]) -> Iterator[Node]:
    findings: defaultdict[str, set[str]] = defaultdict(set)
    for finding in facts.team_findings:
        for type_ in facts.teams[facts.team_of(finding.team)].types:
            findings[type_].add(finding.finding)
    scheme = load_scheme("team-type")
    for type_ in sorted(types):
        yield Node(
            concept_iri("team-type", type_),
            scheme[type_].label,
            "team type",
            {"findings": len(findings[type_])},
        )
