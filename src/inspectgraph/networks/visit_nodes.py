"""Visits and letters as nodes, and what links them."""

from __future__ import annotations

from collections.abc import Iterator

from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks.assembling import Edge, Node
from inspectgraph.networks.concept_nodes import authority_iri, concept_iri
from inspectgraph.networks.facts import LetterFact, NetworkFacts
from inspectgraph.networks.histories import grades_in_time, visit_spells
from inspectgraph.networks.model import Spell


def visit_nodes(facts: NetworkFacts, *, of_one: bool = False) -> Iterator[Node]:
    """The visits, each there for its days. A label names the authority too, unless all are `of_one`."""
    families = load_scheme("family")
    for visit in facts.visits:
        spells = visit_spells(visit)
        grade = grades_in_time([visit])
        cells = {
            "authority": authority_by_gss(visit.gss).name,
            "date": spells[0].start if spells else None,
            "full_label": f"{families[visit.family].label} {visit.start}".strip(),
            "known_by": visit.known_by,
            "grade": grade and (grade[0]._replace(spell=spells[0]),),
            "spells": spells,
        }
        short = f"{visit.start[:7]} {visit.family}".strip()
        label = short if of_one else f"{authority_by_gss(visit.gss).name} {short}"
        yield Node(visit.iri, label, "visit", cells)


def visit_edges(facts: NetworkFacts) -> Iterator[Edge]:
    """The authority of each visit."""
    for visit in facts.visits:
        yield Edge(visit.iri, authority_iri(visit.gss), "visitOf", cells={"spells": visit_spells(visit)})


def letter_spells(letter: LetterFact) -> tuple[Spell, ...]:
    """A letter is there from the day on which it was published, or else from its visit's."""
    begins = letter.issued or letter.start
    return (Spell(begins, None),) if len(begins) == len("2019-01-01") else ()


def letter_nodes(facts: NetworkFacts) -> Iterator[Node]:
    """The letters."""
    for letter in facts.letters:
        cells = {
            "authority": authority_by_gss(letter.gss).name,
            "date": letter.issued,
            "spells": letter_spells(letter),
        }
        yield Node(letter.iri, letter.file.rpartition("/")[2], "letter", cells)


def letter_edges(facts: NetworkFacts) -> Iterator[Edge]:
    """What visit a letter reports, its kind, and what earlier visits it refers to."""
    spells = {letter.iri: letter_spells(letter) for letter in facts.letters}
    for letter in facts.letters:
        cells = {"spells": spells[letter.iri]}
        yield Edge(letter.iri, letter.visit, "reports", cells=cells)
        yield Edge(letter.iri, concept_iri("kind", letter.kind), "kind", cells=cells)
    for reference in facts.references:
        cells = {"spells": spells[reference.letter]}
        yield Edge(reference.letter, reference.visit, "refersTo", cells=cells)
