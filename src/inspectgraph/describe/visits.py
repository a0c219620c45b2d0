"""The visit that a letter reports, its grades, and the earlier visits that it refers to."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.iris import mint_thing, mint_visit
from inspectgraph.describe.namespaces import term
from inspectgraph.describe.passages import PassageBook
from inspectgraph.describe.sheet import Sheet, state_all, text_or_none, typed_date, whole_number
from inspectgraph.extract.frameworks import framework_on
from inspectgraph.extract.model import EarlierVisit, LetterFacts


def describe_visit(
    sheet: Sheet, visit: NamedNode, facts: LetterFacts, *, family: str, book: PassageBook
) -> None:
    """The visit itself and its judgements."""
    sheet.type(visit, "ig:Visit")
    dates, overall = facts.dates, facts.overall
    state_all(
        sheet,
        visit,
        [
            ("ig:visitOf", mint_thing("authority", facts.gss)),
            ("ig:family", mint_thing("family", family)),
            ("ig:knownBy", Literal("letter")),
            ("ig:framework", text_or_none(framework_on(family, dates.start) if dates else None)),
            ("ig:start", typed_date(dates.start) if dates else None),
            ("ig:end", typed_date(dates.end) if dates else None),
            ("ig:ordinal", whole_number(int(facts.ordinal.value)) if facts.ordinal else None),
            ("ig:covers", text_or_none(facts.covers.value if facts.covers else None)),
            ("ig:overallGrade", mint_thing("grade", overall.value) if overall else None),
        ],
    )
    _describe_judgements(sheet, visit, facts, book)


def _describe_judgements(sheet: Sheet, visit: NamedNode, facts: LetterFacts, book: PassageBook) -> None:
    for number, judgement in enumerate(facts.judgements, start=1):
        node = mint_thing("letter", facts.letter.key, "judgement", str(number))
        sheet.type(node, "ig:Judgement")
        state_all(
            sheet,
            node,
            [
                ("ig:inLetter", mint_thing("letter", facts.letter.key)),
                ("ig:ofVisit", visit),
                ("ig:area", mint_thing("judgement-area", judgement.area)),
                ("ig:label", Literal(judgement.label)),
                ("ig:grade", mint_thing("grade", judgement.grade) if judgement.grade else None),
                ("ig:order", whole_number(number)),
            ],
        )
        book.prove(node, judgement.passage)


def referred_visit(gss: str, earlier: EarlierVisit) -> NamedNode:
    """The IRI of a visit known by reference; one of unknown family is of family `other`.

    `gss` is the code of the letter's authority: the visit's own, unless that was to the one before it.
    """
    return mint_visit(earlier.gss or gss, earlier.date or "undated", earlier.kind or "other")


def describe_references(sheet: Sheet, facts: LetterFacts, *, book: PassageBook) -> None:
    """Each earlier visit that the letter refers to, as a visit known by reference."""
    for number, earlier in enumerate(facts.earlier, start=1):
        node = mint_thing("letter", facts.letter.key, "reference", str(number))
        visit = referred_visit(facts.gss, earlier)
        _describe_referred(sheet, visit, earlier, gss=earlier.gss or facts.gss)
        sheet.type(node, "ig:Reference")
        stated = "true" if earlier.family_stated else "false"
        state_all(
            sheet,
            node,
            [
                ("ig:inLetter", mint_thing("letter", facts.letter.key)),
                ("ig:ofVisit", visit),
                ("ig:text", Literal(earlier.text)),
                ("ig:statedDate", typed_date(earlier.date) if earlier.date else None),
                ("ig:statedGrade", mint_thing("grade", earlier.grade) if earlier.grade else None),
                ("ig:familyStated", Literal(stated, datatype=term("xsd:boolean"))),
                ("ig:order", whole_number(number)),
            ],
        )
        book.prove(node, earlier.passage)


def _describe_referred(sheet: Sheet, visit: NamedNode, earlier: EarlierVisit, *, gss: str) -> None:
    sheet.type(visit, "ig:Visit")
    state_all(
        sheet,
        visit,
        [
            ("ig:visitOf", mint_thing("authority", gss)),
            ("ig:family", mint_thing("family", earlier.kind or "other")),
            ("ig:knownBy", Literal("reference")),
            ("ig:framework", text_or_none(framework_on(earlier.kind or "other", earlier.date or ""))),
            ("ig:start", typed_date(earlier.date) if earlier.date else None),
        ],
    )
