"""Findings with their labels."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.iris import mint_section, mint_team, mint_thing
from inspectgraph.describe.namespaces import term
from inspectgraph.describe.passages import PassageBook
from inspectgraph.describe.sheet import Sheet, state_all, whole_number
from inspectgraph.describe.visits import referred_visit
from inspectgraph.extract.model import Finding, LetterFacts

_CLASSES = {"recommendation": "ig:Recommendation", "strength-item": "ig:StrengthItem"}


def describe_findings(sheet: Sheet, visit: NamedNode, facts: LetterFacts, *, book: PassageBook) -> None:
    """Each finding, in the order of the text."""
    for order, finding in enumerate(facts.findings, start=1):
        node = mint_thing("finding", finding.id)
        sheet.type(node, "ig:Finding")
        if finding.kind in _CLASSES:
            sheet.type(node, _CLASSES[finding.kind])
        state_all(
            sheet,
            node,
            [
                ("ig:inLetter", mint_thing("letter", facts.letter.key)),
                ("ig:atVisit", visit),
                ("ig:text", Literal(finding.passage.words)),
                ("ig:inSection", mint_section(facts.letter.key, finding.section)),
                ("ig:item", None if finding.item is None else whole_number(finding.item)),
                ("ig:order", whole_number(order)),
            ],
        )
        _describe_labels(sheet, node, finding, facts)
        book.prove(node, finding.passage)


def _describe_labels(sheet: Sheet, node: NamedNode, finding: Finding, facts: LetterFacts) -> None:
    sheet.state(node, "ig:polarity", mint_thing("polarity", finding.polarity))
    if finding.change != "none":  # nine of ten say nothing of change
        sheet.state(node, "ig:change", mint_thing("change", finding.change))
    if finding.themes:
        sheet.state(node, "ig:mainTheme", mint_thing("theme", finding.themes[0]))
    sheet.state(node, "ig:theme", *(mint_thing("theme", theme) for theme in finding.themes))
    sheet.state(node, "ig:aboutTeam", *(mint_team(facts.gss, team) for team in finding.teams))
    if finding.reasons:  # one literal, not one each: they would be a quarter of a letter's graph
        sheet.state(node, "ig:reasons", Literal("\n".join(finding.reasons)))
    if finding.qualified:
        sheet.state(node, "ig:isQualified", Literal("true", datatype=term("xsd:boolean")))
    if finding.history:
        sheet.state(node, "ig:statedWhat", Literal(finding.history.what))
        sheet.state(node, "ig:statedOf", stated_visit(finding, facts))


def stated_visit(finding: Finding, facts: LetterFacts) -> NamedNode | None:
    """The IRI of the earlier visit of which a finding states something, None if it names none."""
    if finding.history is None:
        return None
    meant = next((e for e in facts.earlier if e.date == finding.history.of), None)
    return referred_visit(facts.gss, meant) if meant else None
