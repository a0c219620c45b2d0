"""What is worked out from several letters, for a derived graph."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.iris import mint_graph, mint_issue, mint_thing
from inspectgraph.describe.sheet import Sheet, state_all
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.ledger.model import Issue, Stance


def describe_issues(sheet: Sheet, issues: Iterable[Issue]) -> None:
    """Issues, their stances and statuses.

    >>> describe_issues(sheet := Sheet(NamedNode("urn:g")), [])
    >>> dict(sheet.about)
    {}
    """
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


def describe_same_teams(sheet: Sheet, pairs: Iterable[tuple[str, str]]) -> None:
    """Of each team (an IRI), under which other name (an IRI) it goes.

    >>> describe_same_teams(sheet := Sheet(NamedNode("urn:g")), [("urn:a", "urn:b")])
    >>> [words.partition("#")[2] for said in sheet.about.values() for words in said]
    ['sameTeamAs> <urn:b>']
    """
    for team, same in pairs:
        sheet.state(NamedNode(team), "ig:sameTeamAs", NamedNode(same))


def describe_derivation(sheet: Sheet, letters: Iterable[str]) -> None:
    """From which letters' graphs (by key) a derived graph comes.

    >>> describe_derivation(sheet := Sheet(NamedNode("urn:g")), ["a", "b"])
    >>> [len(said) for said in sheet.about.values()]
    [2]
    """
    sheet.state(sheet.graph, "prov:wasDerivedFrom", *(mint_graph(key) for key in letters))
