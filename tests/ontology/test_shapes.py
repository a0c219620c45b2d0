"""The shapes accept a small good graph, and refuse it for each way in which it can be spoilt."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, URIRef

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
SMALL = Path(__file__).parent / "small-graph.ttl"
BLACKPOOL = URIRef("https://w3id.org/inspectgraph/id/authority/E06000009")

PREFIXES = """
BASE <https://w3id.org/inspectgraph/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX ig: <https://w3id.org/inspectgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX : <https://example.org/>
"""

GOOD = [
    "",
    "DELETE DATA { :letter dcterms:title 'Focused visit' ; ig:reports :visit ; ig:hasSection :section }",
    "DELETE DATA { :visit ig:start '2020-01-14'^^xsd:date ; ig:end '2020-01-15'^^xsd:date }",
    "INSERT DATA { :earlier ig:knownBy 'letter' }",
    "INSERT DATA { :finding ig:theme <theme/neglect> }",
    "INSERT DATA { :letter ig:outcome <outcome/inconsistent-experiences> . :visit ig:framework 'ILACS' }",
    "DELETE DATA { :judgement ig:grade <grade/good> }",
    """DELETE DATA { :statement ig:evidence :passage . :letter ig:issuedSource 'document' } ;
       INSERT DATA { :letter ig:issuedSource 'file-name' }""",
]

SPOILT = [
    ("DELETE WHERE { :letter ig:sha256 ?x }", "one SHA-256 hash"),
    ("INSERT DATA { :letter ig:sha256 'abc' }", "one SHA-256 hash"),
    ("DELETE WHERE { :letter ig:sourceFile ?x }", "from which file"),
    ("DELETE WHERE { :letter ig:kind ?x }", "exactly one kind"),
    ("INSERT DATA { :letter ig:kind <kind/jtai> }", "exactly one kind"),
    ("DELETE WHERE { :letter ig:aboutAuthority ?x }", "exactly one authority"),
    ("DELETE WHERE { :letter ig:text ?x }", "cleaned text"),
    ("INSERT DATA { :letter ig:reports :earlier }", "at most one visit"),
    ("INSERT DATA { :letter ig:issuedSource 'hearsay' }", "source of the date of issue"),
    ("DELETE DATA { :section ig:end 26 } ; INSERT DATA { :section ig:end 0 }", "before its end"),
    ("DELETE WHERE { :page ig:start ?x }", "page must begin"),
    ("DELETE WHERE { :passage oa:hasSource ?x }", "passage must be of exactly one letter"),
    ("DELETE WHERE { :passage oa:hasSelector ?x }", "exactly one selector"),
    ("DELETE DATA { :selector oa:end 9 } ; INSERT DATA { :selector oa:end 0 }", "before its end"),
    ("DELETE WHERE { :selector oa:exact ?x }", "must quote its words"),
    (
        "DELETE DATA { :selector oa:exact 'Caseloads' } ; INSERT DATA { :selector oa:exact '' }",
        "must not be empty",
    ),
    ("DELETE WHERE { :statement ig:evidence ?x }", "only a date of issue taken from the file's name"),
    (
        """DELETE DATA { :statement ig:evidence :passage ; rdf:predicate dcterms:issued .
           :letter ig:issuedSource 'document' } ;
           INSERT DATA { :statement rdf:predicate ig:kind . :letter ig:issuedSource 'file-name' }""",
        "only a date of issue taken from the file's name",
    ),
    ("DELETE WHERE { :visit ig:visitOf ?x }", "visit must be of exactly one authority"),
    ("DELETE WHERE { :visit ig:family ?x }", "exactly one family"),
    ("DELETE WHERE { :visit ig:knownBy ?x }", "known by its"),
    ("INSERT DATA { :visit ig:end '2020-01-17'^^xsd:date }", "disagree"),
    ("INSERT DATA { :visit ig:overallGrade :body }", "at most one overall grade"),
    ("INSERT DATA { :letter ig:outcome 'inconsistent' }", "at most one outcome"),
    ("INSERT DATA { :letter ig:outcome <grade/good> }", "at most one outcome"),
    ("INSERT DATA { :visit ig:framework 'SIF' , 'ILACS' }", "at most one framework"),
    ("DELETE WHERE { :judgement ig:area ?x }", "exactly one area"),
    ("DELETE WHERE { :judgement ig:evidence ?x }", "without the passage"),
    ("DELETE WHERE { :reference ig:familyStated ?x }", "names the family"),
    ("DELETE WHERE { :reference ig:evidence ?x }", "without the passage"),
    ("DELETE WHERE { :person foaf:name ?x }", "person must have a name"),
    ("DELETE WHERE { :role org:member ?x }", "exactly one person"),
    ("DELETE WHERE { :role ig:roleKind ?x }", "exactly one kind"),
    ("DELETE WHERE { :role ig:evidence ?x }", "without the passage"),
    ("DELETE WHERE { <authority/E06000009> skos:notation ?x }", "one GSS code"),
    ("INSERT DATA { <authority/E06000009> ig:succeededBy :body }", "successor must itself"),
    ("DELETE WHERE { :team ig:teamType ?x }", "team must be of a type"),
    ("INSERT DATA { :team ig:teamType <theme/neglect> }", "team must be of a type"),
    ("DELETE WHERE { :mention ig:evidence ?x }", "without the passage"),
    ("DELETE DATA { :mention ig:mentions 1 } ; INSERT DATA { :mention ig:mentions 0 }", "at least one place"),
    ("DELETE WHERE { :finding ig:polarity ?x }", "exactly one polarity"),
    ("INSERT DATA { :finding ig:polarity <polarity/mixed> }", "exactly one polarity"),
    ("INSERT DATA { :finding ig:change <change/improved> }", "at most one change"),
    ("DELETE WHERE { :finding ig:inSection ?x }", "exactly one section"),
    ("DELETE WHERE { :finding ig:text ?x }", "must have its sentence"),
    ("DELETE WHERE { :finding ig:evidence ?x }", "without the passage"),
    (
        "INSERT DATA { :finding ig:theme <theme/neglect> , <theme/adoption> , <theme/training> }",
        "at most three themes",
    ),
    ("INSERT DATA { :finding ig:theme <theme/workforce> }", "leaf theme"),
    ("INSERT DATA { :finding ig:statedWhat 'denied' }", "Stated history"),
    ("DELETE WHERE { :finding ig:item ?x }", "number of its list item"),
    ("DELETE DATA { :finding a ig:Finding }", "finding too"),
    ("DELETE WHERE { :issue ig:status ?x }", "exactly one status"),
    ("DELETE WHERE { :issue ig:firstRaised ?x }", "first raised"),
    ("INSERT DATA { :issue ig:theme <theme/neglect> }", "exactly one theme"),
    ("DELETE WHERE { :stance ig:supportedBy ?x }", "rest on a finding"),
    ("INSERT DATA { :stance ig:stance <polarity/neutral> }", "strength, concern or mixed"),
    ("INSERT DATA { <grade/good> ig:rank 7 }", "one rank"),
]


@cache
def shapes() -> Graph:
    graph = Graph()
    for path in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


@cache
def background() -> Graph:
    """The terms, the schemes and one authority: as much as the small graph refers to."""
    graph = Graph()
    for path in [ONTOLOGY / "inspectgraph.ttl", *sorted((ONTOLOGY / "schemes").glob("*.ttl"))]:
        graph.parse(path)
    for triple in Graph().parse(ONTOLOGY / "authorities.ttl").triples((BLACKPOOL, None, None)):
        graph.add(triple)
    return graph


def messages_after(update: str) -> list[str]:
    """What the shapes say of the small graph once `update` has been made."""
    graph = Graph()
    for triple in background():
        graph.add(triple)
    graph.parse(SMALL)
    if update:
        before = set(graph)
        graph.update(PREFIXES + update)
        assert set(graph) != before, f"the case changes nothing: {update}"
    _, report, _ = validate(graph, shacl_graph=shapes())
    assert isinstance(report, Graph)
    return sorted(str(message) for message in report.objects(None, SH.resultMessage))


def test_the_tables_are_whole() -> None:
    assert (len(GOOD), len(SPOILT)) == (8, 57)


@pytest.mark.parametrize("update", GOOD)
def test_what_is_as_it_should_be_is_accepted(update: str) -> None:
    assert messages_after(update) == []


@pytest.mark.parametrize(("update", "words"), SPOILT)
def test_what_is_spoilt_is_refused(update: str, words: str) -> None:
    assert any(words in message for message in messages_after(update)), messages_after(update)


def test_each_property_shape_has_a_message_that_says_what_to_do() -> None:
    for shape in shapes().subjects(SH.path, None):
        if (shape, SH.hasValue, None) in shapes() or shape in set(helpers()):
            continue
        message = shapes().value(shape, SH.message)
        assert message is not None, f"no message on a shape of {shapes().value(shape, SH.path)}"
        assert len(str(message).split(".")) > 1


def helpers() -> list[object]:
    """The property shapes of shapes that others refer to; those say what is wrong."""
    return [
        part
        for shape in shapes().subjects(RDF.type, SH.NodeShape)
        if (shape, SH.targetClass, None) not in shapes()
        and (shape, SH.targetSubjectsOf, None) not in shapes()
        for part in shapes().objects(shape, SH.property)
    ]
