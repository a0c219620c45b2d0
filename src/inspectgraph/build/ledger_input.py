"""Findings as the ledger weighs them: from facts just extracted, or from the graph of letters read before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Store

from inspectgraph.build.stored_queries import run_input
from inspectgraph.describe.findings import stated_visit
from inspectgraph.describe.iris import last_part, mint_graph, mint_thing
from inspectgraph.describe.letters import family_of, visit_iri
from inspectgraph.extract.model import LetterFacts
from inspectgraph.ledger import VisitFinding

_KINDS = {"Recommendation": "recommendation", "StrengthItem": "strength-item"}


def findings_in_facts(facts: LetterFacts) -> tuple[VisitFinding, ...]:
    """The findings with a theme of one letter; none where its visit has no date.

    Equal to what `findings_in_graph` reads of the letter's graph, and free where the facts are at hand.
    """
    if facts.dates is None:
        return ()
    start, visit, family = facts.dates.start, visit_iri(facts).value, family_of(facts.kind.value)
    return tuple(
        VisitFinding(
            id=mint_thing("finding", finding.id).value,
            sentence=last_part(finding.id),
            gss=facts.gss,
            visit=visit,
            start=start,
            family=family,
            kind=finding.kind,
            role=finding.role,
            item=finding.item,
            order=order,
            polarity=finding.polarity,
            is_qualified=finding.qualified,
            themes=_main_first(finding.themes[0], finding.themes),
            stated_what=finding.history.what if finding.history else None,
            stated_of=stated.value if (stated := stated_visit(finding, facts)) else None,
        )
        for order, finding in enumerate(facts.findings, start=1)
        if finding.themes
    )


def findings_in_graph(graph: Store, *, keys: Iterable[str]) -> Iterator[VisitFinding]:
    """The same of the letters with these keys, in the order of their ids.

    >>> list(findings_in_graph(Store(), keys=["0123456789abcdef"]))
    []
    """
    letters = [mint_graph(key).value for key in sorted(keys)]
    visits = {last_part(row["letter"]): row for row in run_input(graph, "ledger-visits", graphs=letters)}
    said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in run_input(graph, "ledger-findings", graphs=letters):
        said[row["finding"]][row["property"].rpartition("#")[2]].append(row["value"])
    for finding, values in sorted(said.items()):
        visit = visits.get(finding.split("/")[-2])
        if visit and "mainTheme" in values:
            yield _finding(finding, visit, values)


def _finding(finding: str, visit: Mapping[str, str], values: Mapping[str, Sequence[str]]) -> VisitFinding:
    kind = next((_KINDS[name.rpartition("#")[2]] for name in values.get("type", ())), "finding")
    return VisitFinding(
        id=finding,
        sentence=last_part(finding),
        gss=visit["gss"],
        visit=visit["visit"],
        start=visit["start"],
        family=last_part(visit["family"]),
        kind=kind,
        role=values["sectionRole"][0],
        item=int(values["item"][0]) if "item" in values else None,
        order=int(values["order"][0]),
        polarity=last_part(values["polarity"][0]),
        is_qualified="true" in values.get("isQualified", ()),
        themes=_main_first(last_part(values["mainTheme"][0]), map(last_part, values["theme"])),
        stated_what=next(iter(values.get("statedWhat", ())), None),
        stated_of=next(iter(values.get("statedOf", ())), None),
    )


def _main_first(main: str, themes: Iterable[str]) -> tuple[str, ...]:
    """The themes in an order that does not depend on the graph's: the main one, then by id."""
    return (main, *sorted(theme for theme in themes if theme != main))
