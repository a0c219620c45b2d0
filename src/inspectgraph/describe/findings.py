"""Findings with their labels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.iris import mint_section, mint_team, mint_thing
from inspectgraph.describe.namespaces import term
from inspectgraph.describe.passages import PassageBook
from inspectgraph.describe.sheet import Sheet, said, said_number, said_words
from inspectgraph.describe.visits import referred_visit
from inspectgraph.extract.model import Finding, LetterFacts

_CLASSES = {"recommendation": "ig:Recommendation", "strength-item": "ig:StrengthItem"}


def describe_findings(sheet: Sheet, visit: NamedNode, facts: LetterFacts, *, book: PassageBook) -> None:
    """Each finding, in the order of the text.

    With their passages they are nine tenths of a letter's graph: so each is printed at once.
    """
    letter = facts.letter.key
    always = [
        said("rdf:type", term("ig:Finding")),
        said("ig:inLetter", mint_thing("letter", letter)),
        said("ig:atVisit", visit),
    ]
    sections = [said("ig:inSection", mint_section(letter, n)) for n in range(len(facts.letter.sections))]
    for order, finding in enumerate(facts.findings, start=1):
        sheet.about[str(mint_thing("finding", finding.id))] += [
            *always,
            said_words("ig:text", finding.passage.words),
            sections[finding.section],
            said_number("ig:order", order),
            *_labels(finding),
            *_sayings(finding, facts),
            book.said(finding.passage),
        ]


def _labels(finding: Finding) -> Iterator[str]:
    if finding.kind in _CLASSES:
        yield said("rdf:type", term(_CLASSES[finding.kind]))
    yield _labelled("ig:polarity", "polarity", finding.polarity)
    if finding.change != "none":  # nine of ten say nothing of change
        yield _labelled("ig:change", "change", finding.change)
    if finding.themes:
        yield _labelled("ig:mainTheme", "theme", finding.themes[0])
    for theme in finding.themes:
        yield _labelled("ig:theme", "theme", theme)


def _sayings(finding: Finding, facts: LetterFacts) -> Iterator[str]:
    """What only some findings say."""
    if finding.item is not None:
        yield said_number("ig:item", finding.item)
    for team in finding.teams:
        yield said("ig:aboutTeam", mint_team(facts.gss, team))
    if finding.reasons:  # one literal, not one each: they would be a quarter of a letter's graph
        yield said_words("ig:reasons", "\n".join(finding.reasons))
    if finding.qualified:
        yield said("ig:isQualified", Literal("true", datatype=term("xsd:boolean")))
    if finding.history:
        yield said("ig:statedWhat", Literal(finding.history.what))
        if stated := stated_visit(finding, facts):
            yield said("ig:statedOf", stated)


@lru_cache(maxsize=1024)  # our schemes have fewer concepts
def _labelled(predicate: str, scheme: str, concept: str) -> str:
    return said(predicate, mint_thing(scheme, concept))


def stated_visit(finding: Finding, facts: LetterFacts) -> NamedNode | None:
    """The IRI of the earlier visit of which a finding states something, None if it names none."""
    if finding.history is None:
        return None
    meant = next((e for e in facts.earlier if e.date == finding.history.of), None)
    return referred_visit(facts.gss, meant) if meant else None
