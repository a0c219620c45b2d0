"""What is worked out from several letters, as triples of a derived graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.iris import mint_graph, mint_issue, mint_thing
from inspectgraph.describe.sheet import Sheet, Statement, state_all
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.ledger.model import Issue, Stance


def describe_issues(graph: str, issues: Iterable[Issue]) -> Iterator[Statement]:
    """The triples of issues, their stances and statuses; `graph` is the IRI of the graph that is written.

    >>> list(describe_issues("urn:g", []))
    []
    """
    sheet = Sheet(NamedNode(graph))
    for issue in issues:
        node = mint_issue(issue.gss, issue.theme)
        sheet.type(node, "ig:Issue")
        state_all(
            sheet,
            node,
            [
                ("ig:issueOf", mint_thing("authority", issue.gss)),
                ("ig:theme", mint_thing("theme", issue.theme)),
                ("rdfs:label", Literal(load_scheme("theme")[issue.theme].label)),
                ("ig:status", mint_thing("status", issue.status)),
                ("ig:firstRaised", NamedNode(issue.first_raised)),
                ("ig:lastSeen", NamedNode(issue.last_seen)),
                ("ig:firstStated", NamedNode(issue.first_stated) if issue.first_stated else None),
            ],
        )
        for stance in issue.stances:
            _describe_stance(sheet, node, stance)
    yield from sheet.triples()


def _describe_stance(sheet: Sheet, issue: NamedNode, stance: Stance) -> None:
    visit = stance.visit.rpartition("/visit/")[2].partition("/")[2]
    node = NamedNode(f"{issue.value}/stance/{visit}")
    sheet.type(node, "ig:Stance")
    sheet.state(node, "ig:ofIssue", issue)
    sheet.state(node, "ig:atVisit", NamedNode(stance.visit))
    sheet.state(node, "ig:stance", mint_thing("polarity", stance.stance))
    sheet.state(node, "ig:supportedBy", *(NamedNode(finding) for finding in stance.findings))
    if stance.stated:
        sheet.state(node, "ig:statedWhat", Literal(stance.stated.what))
        sheet.state(node, "ig:statedBy", NamedNode(stance.stated.finding))
        sheet.state(node, "ig:statedOf", NamedNode(stance.stated.of) if stance.stated.of else None)


def describe_same_teams(graph: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Statement]:
    """The triples that say of a team (an IRI) under which other name (an IRI) it goes.

    >>> [p.value.rpartition("#")[2] for _, p, _ in describe_same_teams("urn:g", [("urn:a", "urn:b")])]
    ['sameTeamAs']
    """
    sheet = Sheet(NamedNode(graph))
    for team, same in pairs:
        sheet.state(NamedNode(team), "ig:sameTeamAs", NamedNode(same))
    yield from sheet.triples()


def describe_derivation(graph: str, letters: Iterable[str]) -> Iterator[Statement]:
    """The triples that say from which letters' graphs (by key) a derived graph comes.

    >>> len(list(describe_derivation("urn:g", ["a", "b"])))
    2
    """
    sheet = Sheet(NamedNode(graph))
    sheet.state(sheet.graph, "prov:wasDerivedFrom", *(mint_graph(key) for key in letters))
    yield from sheet.triples()
