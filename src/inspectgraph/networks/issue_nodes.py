"""Issues as nodes with their history, and what links them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.ledger.status import is_raised
from inspectgraph.networks.assembling import Cells, Edge, Node
from inspectgraph.networks.concept_nodes import authority_iri, concept_iri
from inspectgraph.networks.days import first_day, year_of
from inspectgraph.networks.facts import IssueFact, NetworkFacts, Quote, StanceFact
from inspectgraph.networks.histories import (
    open_spells,
    stances_by_issue,
    state_in_time,
    status_in_time,
    visit_spells,
)


def issue_nodes(facts: NetworkFacts, quotes: Mapping[str, Quote], *, of_one: bool = False) -> Iterator[Node]:
    """The issues, each there while it is open, with its status in time.

    A label names the authority too, unless all are `of_one`.
    """
    stances = stances_by_issue(facts.stances)
    for issue in facts.issues:
        theme = load_scheme("theme")[issue.theme].label
        label = theme if of_one else f"{theme} ({authority_by_gss(issue.gss).name})"
        yield Node(issue.iri, label, "issue", _cells(issue, stances[issue.iri], quotes))


def _cells(issue: IssueFact, stances: Sequence[StanceFact], quotes: Mapping[str, Quote]) -> Cells:
    raised = raising(stances)
    return {
        "authority": authority_by_gss(issue.gss).name,
        "theme": load_scheme("theme")[issue.theme].label,
        "date": first_day(raised[0].start),
        "first_year": year_of(raised[0].start),
        "last_year": year_of(stances[-1].start),
        "status": status_in_time(stances),
        "state": state_in_time(stances),
        "visits": len({stance.visit for stance in stances}),
        "findings": sum(stance.findings for stance in raised),
        "spells": open_spells(stances),
        **quoted(quotes.get(raised[-1].node)),
    }


def raising(stances: Sequence[StanceFact]) -> list[StanceFact]:
    """Those of some stances that raise the issue.

    >>> raising([StanceFact("n", "i", "v", "2019", "strength", 1)])
    []
    """
    return [stance for stance in stances if is_raised(stance.stance)]


def quoted(quote: Quote | None) -> Cells:
    """A quote as cells of its columns.

    >>> quoted(Quote("Caseloads are high.", "a.pdf", 2))
    {'quote': 'Caseloads are high.', 'quote_file': 'a.pdf', 'quote_page': 2}
    """
    if quote is None:
        return {}
    return {"quote": quote.text, "quote_file": quote.file, "quote_page": quote.page}


def last_raising(facts: NetworkFacts) -> list[str]:
    """Of each issue the last stance that raised it: the one whose sentence proves it."""
    return [raised[-1].node for told in stances_by_issue(facts.stances).values() if (raised := raising(told))]


def issue_edges(facts: NetworkFacts) -> Iterator[Edge]:
    """The authority and the theme of each issue."""
    for issue in facts.issues:
        yield Edge(issue.iri, authority_iri(issue.gss), "issueOf")
        yield Edge(issue.iri, concept_iri("theme", issue.theme), "theme")


def stance_edges(facts: NetworkFacts) -> Iterator[Edge]:
    """How each visit calls an issue, by the findings that say so."""
    spells = {visit.iri: visit_spells(visit) for visit in facts.visits}
    for stance in facts.stances:
        cells = {"spells": spells.get(stance.visit, ())}
        yield Edge(stance.issue, stance.visit, stance.stance, stance.findings, cells)
