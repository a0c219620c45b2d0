"""One letter's facts as one named graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from inspectgraph.describe.findings import describe_findings
from inspectgraph.describe.iris import mint_graph, mint_section, mint_thing, mint_visit
from inspectgraph.describe.namespaces import term
from inspectgraph.describe.passages import PassageBook
from inspectgraph.describe.people import describe_people
from inspectgraph.describe.sheet import (
    Sheet,
    Value,
    said,
    said_number,
    said_words,
    state_all,
    text_or_none,
    typed_date,
    whole_number,
)
from inspectgraph.describe.teams import describe_teams
from inspectgraph.describe.visits import describe_references, describe_visit
from inspectgraph.extract.findings import section_roles
from inspectgraph.extract.model import LetterFacts
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.letters.model import Letter, Passage


def family_of(kind: str) -> str:
    """The visit family that a kind of letter reports.

    >>> family_of("authority-summary")
    'monitoring'
    """
    return load_scheme("kind")[kind].family or "other"


def visit_iri(facts: LetterFacts) -> NamedNode:
    """The IRI of the visit that a letter reports; one without dates is known by its letter."""
    start = facts.dates.start if facts.dates else f"undated-{facts.letter.key}"
    return mint_visit(facts.gss, start, family_of(facts.kind.value))


def describe_letter(facts: LetterFacts, *, version: str, files: Sequence[str] = ()) -> Sheet:
    """One letter's graph.

    `version` is the extractor's; `files` are all paths under which the letter lies (its own by default).

    >>> from pathlib import Path
    >>> from inspectgraph.extract import extract_facts
    >>> from inspectgraph.letters import read_letter
    >>> facts = extract_facts(read_letter(Path("seeds/004_6b6a7fc6866eb5aa.txt")))
    >>> describe_letter(facts, version="0.1.0").graph.value.rpartition("/id/")[2]
    'graph/a89bf15b8da303c9'
    """
    letter = facts.letter
    sheet = Sheet(mint_graph(letter.key))
    node = mint_thing("letter", letter.key)
    visit = visit_iri(facts)
    book = PassageBook(sheet, letter_node=node, letter=letter)
    _describe_document(sheet, node, facts, files=files or (letter.file,))
    _describe_provenance(sheet, node, letter, version=version)
    _describe_statements(sheet, node, visit, facts, book)
    describe_visit(sheet, visit, facts, family=family_of(facts.kind.value), book=book)
    describe_references(sheet, facts, book=book)
    describe_people(sheet, visit, facts, book=book)
    describe_teams(sheet, facts, book=book)
    describe_findings(sheet, visit, facts, book=book)
    return sheet


def _describe_document(sheet: Sheet, node: NamedNode, facts: LetterFacts, *, files: Iterable[str]) -> None:
    letter = facts.letter
    sheet.type(node, "ig:Letter", "prov:Entity")
    sheet.state(node, "ig:sourceFile", *(Literal(file) for file in sorted(files)))
    state_all(
        sheet,
        node,
        [
            ("ig:sha256", Literal(letter.sha256)),
            ("dcterms:title", text_or_none(facts.title.value if facts.title else None)),
            ("ig:kind", mint_thing("kind", facts.kind.value)),
            ("ig:aboutAuthority", mint_thing("authority", facts.gss)),
            ("ig:reports", visit_iri(facts)),
            ("dcterms:issued", typed_date(facts.published.value) if facts.published else None),
            ("ig:issuedSource", text_or_none(facts.published.source if facts.published else None)),
            ("ig:outcome", mint_thing("outcome", facts.outcome.value) if facts.outcome else None),
        ],
    )
    sheet.about[str(node)].append(said_words("ig:text", letter.text))
    _describe_sections(sheet, node, letter)


def _describe_sections(sheet: Sheet, node: NamedNode, letter: Letter) -> None:
    for place, (section, role) in enumerate(zip(letter.sections, section_roles(letter), strict=True)):
        if section.first >= section.last and section.heading is None:
            continue
        part = mint_section(letter.key, place)
        blocks = [*([section.heading] if section.heading else []), *letter.blocks_of(section)]
        sheet.state(node, "ig:hasSection", part)
        sheet.about[str(part)] += [
            said("rdf:type", term("ig:Section")),
            *([said_words("ig:heading", letter.words_of(section.heading))] if section.heading else []),
            said("ig:sectionRole", Literal(role)),
            said_number("ig:order", place + 1),
            said_number("ig:start", blocks[0].start),
            said_number("ig:end", blocks[-1].end),
        ]
    for page, start in enumerate(letter.page_starts, start=1):
        leaf = mint_thing("letter", letter.key, "page", str(page))
        sheet.state(node, "ig:pageStart", leaf)
        sheet.about[str(leaf)] += [
            said("rdf:type", term("ig:Page")),
            said_number("ig:order", page),
            said_number("ig:start", start),
        ]


def _describe_provenance(sheet: Sheet, node: NamedNode, letter: Letter, *, version: str) -> None:
    activity = mint_thing("extraction", letter.key)
    agent = mint_thing("extractor", version)
    sheet.state(sheet.graph, "prov:wasDerivedFrom", node)
    sheet.state(sheet.graph, "prov:wasGeneratedBy", activity)
    sheet.type(activity, "prov:Activity")
    sheet.state(activity, "prov:used", node)
    sheet.state(activity, "prov:wasAssociatedWith", agent)
    sheet.type(agent, "prov:SoftwareAgent")
    sheet.state(agent, "rdfs:label", Literal(f"inspectgraph {version}"))


def _describe_statements(
    sheet: Sheet, node: NamedNode, visit: NamedNode, facts: LetterFacts, book: PassageBook
) -> None:
    """A reified statement for each single value, so that it can point to its passage."""
    rows: list[tuple[str, NamedNode, str, Value, Passage | None]] = [
        ("kind", node, "ig:kind", mint_thing("kind", facts.kind.value), facts.kind.passage),
        ("authority", node, "ig:aboutAuthority", mint_thing("authority", facts.gss), facts.authority.passage),
    ]
    if facts.title:
        rows.append(("title", node, "dcterms:title", Literal(facts.title.value), facts.title.passage))
    if facts.published:
        issued = typed_date(facts.published.value)
        rows.append(("published", node, "dcterms:issued", issued, facts.published.passage))
    if facts.dates:
        rows.append(("visit-start", visit, "ig:start", typed_date(facts.dates.start), facts.dates.passage))
        rows.append(("visit-end", visit, "ig:end", typed_date(facts.dates.end), facts.dates.passage))
    if facts.ordinal:
        ordinal = whole_number(int(facts.ordinal.value))
        rows.append(("ordinal", visit, "ig:ordinal", ordinal, facts.ordinal.passage))
    if facts.covers:
        rows.append(("covers", visit, "ig:covers", Literal(facts.covers.value), facts.covers.passage))
    if facts.overall:
        grade = mint_thing("grade", facts.overall.value)
        rows.append(("overall", visit, "ig:overallGrade", grade, facts.overall.passage))
    if facts.outcome:
        outcome = mint_thing("outcome", facts.outcome.value)
        rows.append(("outcome", node, "ig:outcome", outcome, facts.outcome.passage))
    for name, subject, predicate, value, passage in rows:
        book.state_proved(name, subject, predicate, value, passage)
