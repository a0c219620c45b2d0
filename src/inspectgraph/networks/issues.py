"""Networks of issues: of authorities and themes, of themes raised together, of authorities alike in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from inspectgraph.describe.iris import last_part
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks.assembling import Edge, Node, assemble
from inspectgraph.networks.concept_nodes import authority_iri, authority_nodes, concept_iri, theme_nodes
from inspectgraph.networks.days import first_day
from inspectgraph.networks.facts import IssueFact, NetworkFacts, Quote
from inspectgraph.networks.histories import open_spells, stances_by_issue
from inspectgraph.networks.issue_nodes import quoted, raising
from inspectgraph.networks.model import Network


def project_issues(
    facts: NetworkFacts, *, scope: str = "", quotes: Mapping[str, Quote] | None = None
) -> Network:
    """Authorities, themes, and an edge for each issue, its status as kind.

    Its weight are the findings that support its concerns; its spells are those in which it was open.

    >>> project_issues(NetworkFacts()).graph.number_of_edges()
    0
    """
    return assemble(
        "issues",
        nodes=[*_authorities_with_issues(facts), *theme_nodes({issue.theme for issue in facts.issues})],
        edges=_issue_edges(facts, quotes or {}),
        scope=scope,
        corpus=facts.corpus,
    )


def _authorities_with_issues(facts: NetworkFacts) -> Iterator[Node]:
    known = {authority_iri(issue.gss) for issue in facts.issues}
    return (node for node in authority_nodes(facts) if node.iri in known)


def _issue_edges(facts: NetworkFacts, quotes: Mapping[str, Quote]) -> Iterator[Edge]:
    stances = stances_by_issue(facts.stances)
    for issue in facts.issues:
        raised = raising(stances[issue.iri])
        cells = {
            "status": issue.status,
            "first_date": first_day(raised[0].start),
            "last_date": first_day(raised[-1].start),
            "visits": len({stance.visit for stance in raised}),
            "spells": open_spells(stances[issue.iri]),
            **quoted(quotes.get(raised[-1].node)),
        }
        weight = sum(stance.findings for stance in raised)
        yield Edge(authority_iri(issue.gss), concept_iri("theme", issue.theme), issue.status, weight, cells)


def project_co_issues(facts: NetworkFacts, *, scope: str = "") -> Network:
    """Themes, and an edge for two that were raised at one visit, weighted by how many such visits there are.

    >>> project_co_issues(NetworkFacts()).graph.number_of_nodes()
    0
    """
    raised: defaultdict[str, set[str]] = defaultdict(set)
    starts: dict[str, str] = {}
    for stance in raising(facts.stances):
        raised[stance.visit].add(last_part(stance.issue))
        starts[stance.visit] = first_day(stance.start)
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for visit, themes in raised.items():
        for pair in combinations(sorted(themes), 2):
            together[pair].append(starts[visit])
    return assemble(
        "co-issues",
        nodes=theme_nodes(set().union(*raised.values())),
        edges=(
            _pair_edge(concept_iri("theme", one), concept_iri("theme", other), "together", days)
            for (one, other), days in together.items()
        ),
        scope=scope,
        corpus=facts.corpus,
    )


def _pair_edge(one: str, other: str, kind: str, days: list[str]) -> Edge:
    """An edge that rests on visits which began on some days, one or more."""
    cells = {"first_date": min(days), "last_date": max(days), "visits": len(days)}
    return Edge(one, other, kind, len(days), cells)


def project_similar(facts: NetworkFacts, *, scope: str = "") -> Network:
    """Authorities, and an edge for two that have open issues of the same themes, by how many.

    >>> project_similar(NetworkFacts()).graph.number_of_nodes()
    0
    """
    still_open = [issue for issue in facts.issues if issue.status != "resolved"]
    return assemble(
        "similar",
        nodes=_authorities_with_issues(facts),
        edges=_similar_edges(still_open),
        scope=scope,
        corpus=facts.corpus,
    )


def _similar_edges(issues: Iterable[IssueFact]) -> Iterator[Edge]:
    themes: defaultdict[str, set[str]] = defaultdict(set)
    for issue in issues:
        themes[issue.gss].add(issue.theme)
    scheme = load_scheme("theme")
    for one, other in combinations(sorted(themes), 2):
        if shared := themes[one] & themes[other]:
            labels = tuple(sorted(scheme[theme].label for theme in shared))
            yield Edge(authority_iri(one), authority_iri(other), "shares", len(shared), {"shared": labels})
