"""Findings with their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.iris import mint_section, mint_team, mint_thing
from inspectgraph.describe.namespaces import ID, term
from inspectgraph.describe.passages import PassageBook
from inspectgraph.describe.sheet import OF_NUMBERS, Sheet, escape_words, print_words, printed_term, said
from inspectgraph.describe.visits import referred_visit
from inspectgraph.extract.model import Finding, LetterFacts

_IS_FINDING = (said("rdf:type", term("ig:Finding")),)
_TYPES = {
    "recommendation": (*_IS_FINDING, said("rdf:type", term("ig:Recommendation"))),
    "strength-item": (*_IS_FINDING, said("rdf:type", term("ig:StrengthItem"))),
}
_IS_QUALIFIED = said("ig:isQualified", Literal("true", datatype=term("xsd:boolean")))
_ITEM, _ORDER = printed_term("ig:item"), printed_term("ig:order")
_REASONS, _TEXT = printed_term("ig:reasons"), printed_term("ig:text")
_NEW_LINE = escape_words("\n")


def describe_findings(sheet: Sheet, visit: NamedNode, facts: LetterFacts, *, book: PassageBook) -> None:
    """Each finding, in the order of the text.

    With their passages they are nine tenths of a letter's graph: so each is printed at once.
    """
    letter = facts.letter.key
    in_letter, at_visit = said("ig:inLetter", mint_thing("letter", letter)), said("ig:atVisit", visit)
    sections = [said("ig:inSection", mint_section(letter, n)) for n in range(len(facts.letter.sections))]
    for order, finding in enumerate(facts.findings, start=1):
        node, words = f"<{ID}finding/{finding.id}>", print_words(finding.passage.words)
        lines = [  # in the order of their code points, which is that of the predicates
            *_TYPES.get(finding.kind, _IS_FINDING),
            *(_about_teams(finding.teams, facts.gss) if finding.teams else ()),
            at_visit,
            *(_changed(finding.change) if finding.change != "none" else ()),  # nine of ten say nothing of it
            book.said(finding.passage, words=words),
            in_letter,
            sections[finding.section],
            *_labels(finding, facts, order=order),
            f"{_TEXT} {words}",
            *_once_in_order([_labelled("ig:theme", "theme", theme) for theme in finding.themes]),
        ]
        between = f"{sheet.ending}{node} "
        sheet.printed[node] = len(lines), f"{node} {between.join(lines)}{sheet.ending}"


def _labels(finding: Finding, facts: LetterFacts, *, order: int) -> Iterator[str]:
    """What stands between a finding's section and its words."""
    if finding.qualified:
        yield _IS_QUALIFIED
    if finding.item is not None:
        yield f'{_ITEM} "{finding.item}"{OF_NUMBERS}'
    if finding.themes:
        yield _labelled("ig:mainTheme", "theme", finding.themes[0])
    yield f'{_ORDER} "{order}"{OF_NUMBERS}'
    yield _labelled("ig:polarity", "polarity", finding.polarity)
    if finding.reasons:
        yield _reasoned(finding.reasons)
    if finding.history:
        yield from _stated(finding, facts)


def _changed(change: str) -> Sequence[str]:
    return (_labelled("ig:change", "change", change),)


def _about_teams(names: Sequence[str], gss: str) -> Sequence[str]:
    return _once_in_order([_about_team(name, gss) for name in names])


@lru_cache(maxsize=1024)  # a letter names fewer
def _about_team(name: str, gss: str) -> str:
    return said("ig:aboutTeam", mint_team(gss, name))


def _stated(finding: Finding, facts: LetterFacts) -> Sequence[str]:
    """What a finding itself says of an earlier visit."""
    if finding.history is None:
        return ()
    what = said("ig:statedWhat", Literal(finding.history.what))
    stated = stated_visit(finding, facts)
    return (said("ig:statedOf", stated), what) if stated else (what,)


def _reasoned(reasons: Sequence[str]) -> str:
    """Reasons as one literal, not one each: they would be a quarter of a letter's graph."""
    return f'{_REASONS} "{_NEW_LINE.join(map(_escaped_reason, reasons))}"'


@lru_cache(maxsize=4096)  # there are fewer cues
def _escaped_reason(reason: str) -> str:
    return escape_words(reason)


def _once_in_order(lines: Sequence[str]) -> Sequence[str]:
    return lines if len(lines) < 2 else sorted(set(lines))


@lru_cache(maxsize=1024)  # our schemes have fewer concepts
def _labelled(predicate: str, scheme: str, concept: str) -> str:
    return said(predicate, mint_thing(scheme, concept))


def stated_visit(finding: Finding, facts: LetterFacts) -> NamedNode | None:
    """The IRI of the earlier visit of which a finding states something, None if it names none."""
    if finding.history is None:
        return None
    meant = next((e for e in facts.earlier if e.date == finding.history.of), None)
    return referred_visit(facts.gss, meant) if meant else None
