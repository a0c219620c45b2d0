"""People and the roles in which a letter names them."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.iris import mint_person, mint_slug, mint_thing
from inspectgraph.describe.namespaces import term
from inspectgraph.describe.passages import PassageBook
from inspectgraph.describe.sheet import Sheet, state_all, text_or_none, whole_number
from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.model import LetterFacts, PersonInRole


@cache
def _inspectorates() -> frozenset[str]:
    """The bodies whose people are one across England, wherever they inspect or sign."""
    return frozenset(cue.key for cue in load_cues("inspector-titles", key="organisation"))


def describe_people(sheet: Sheet, visit: NamedNode, facts: LetterFacts, *, book: PassageBook) -> None:
    """Each person and each of their roles, in the order of the letter's facts."""
    for number, person in enumerate(facts.people, start=1):
        node = mint_thing("letter", facts.letter.key, "role", str(number))
        of_inspectorate = person.kind == "inspector" or person.organisation in _inspectorates()
        somebody = mint_person(person.name, gss=None if of_inspectorate else facts.gss)
        sheet.type(somebody, "foaf:Person")
        sheet.state(somebody, "foaf:name", Literal(person.name))
        sheet.type(node, "ig:Role")
        lead = "true" if person.is_lead else "false"
        state_all(
            sheet,
            node,
            [
                ("ig:inLetter", mint_thing("letter", facts.letter.key)),
                ("org:member", somebody),
                ("org:organization", _organisation(sheet, person, facts)),
                ("ig:printedName", Literal(person.name)),
                ("ig:organisationName", text_or_none(person.organisation)),
                ("ig:roleTitle", text_or_none(person.role)),
                ("ig:roleKind", mint_thing("role", person.kind)),
                ("ig:isLead", Literal(lead, datatype=term("xsd:boolean"))),
                ("ig:ofVisit", visit),
                ("ig:order", whole_number(number)),
            ],
        )
        book.prove(node, person.passage)


def _organisation(sheet: Sheet, person: PersonInRole, facts: LetterFacts) -> NamedNode | None:
    """The body: the visited authority itself when it is named so, else one by its name."""
    if person.organisation is None:
        return None
    if facts.authority.passage and facts.authority.passage.words.casefold() in person.organisation.casefold():
        return mint_thing("authority", facts.gss)
    node = mint_thing("organisation", mint_slug(person.organisation))
    sheet.type(node, "org:Organization")
    sheet.state(node, "rdfs:label", Literal(person.organisation))
    return node
