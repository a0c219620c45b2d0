"""Teams as nodes, and what links them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.networks.assembling import Edge, Node
from inspectgraph.networks.concept_nodes import authority_iri, concept_iri
from inspectgraph.networks.days import first_day, year_of
from inspectgraph.networks.facts import LetterFact, NetworkFacts
from inspectgraph.networks.model import Spell
from inspectgraph.networks.visit_nodes import letter_spells


def team_nodes(facts: NetworkFacts) -> Iterator[Node]:
    """The teams that letters name: there since the first visit of such a letter; nobody says until when."""
    findings: defaultdict[str, set[str]] = defaultdict(set)
    for finding in facts.team_findings:
        findings[facts.team_of(finding.team)].add(finding.finding)
    for team, letters in _letters_of_teams(facts).items():
        known = facts.teams[team]
        starts = sorted(first_day(letter.start) for letter in letters if letter.start)
        cells = {
            "authority": authority_by_gss(known.gss).name,
            "aliases": known.aliases,
            "visits": len({letter.visit for letter in letters}),
            "findings": len(findings[team]) or None,
            "first_year": year_of(starts[0]) if starts else None,
            "last_year": year_of(starts[-1]) if starts else None,
            "date": starts[0] if starts else None,
            "spells": (Spell(starts[0], None),) if starts else (),
        }
        yield Node(team, known.name, "team", cells)


def _letters_of_teams(facts: NetworkFacts) -> dict[str, list[LetterFact]]:
    letters = {letter.iri: letter for letter in facts.letters}
    found: defaultdict[str, list[LetterFact]] = defaultdict(list)
    for mention in facts.mentions:
        found[mention.team].append(letters[mention.letter])
    return dict(found)


def team_edges(facts: NetworkFacts) -> Iterator[Edge]:
    """The authority and the type of each team, and the letters that name it, by how often."""
    for team in sorted({mention.team for mention in facts.mentions}):
        known = facts.teams[team]
        yield Edge(team, authority_iri(known.gss), "unitOf")
        for type_ in known.types:
            yield Edge(team, concept_iri("team-type", type_), "teamType")
    letters = {letter.iri: letter for letter in facts.letters}
    for mention in facts.mentions:
        spells = letter_spells(letters[mention.letter])
        yield Edge(mention.letter, mention.team, "mentions", mention.times, {"spells": spells})
