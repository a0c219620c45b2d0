"""The graph of the five letters as a whole: its terms are defined, its facts proved, its IRIs readable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse

from inspectgraph.describe.letters import describe_letter
from inspectgraph.describe.namespaces import ID, IG, PREFIXES
from inspectgraph.describe.ontology import describe_ontology
from inspectgraph.describe.sheet import typed_date
from inspectgraph.export.validation import validate_graph
from inspectgraph.extract import extract_facts
from inspectgraph.extract.model import FindingKind, StatedHistory
from inspectgraph.knowledge.places import ontology_folder
from inspectgraph.letters import read_letter
from inspectgraph.store import canonical_graph, graph_of_lines, open_store

VOCABULARIES = tuple(base for prefix, base in PREFIXES.items() if prefix not in ("ig", "id"))
TYPE = NamedNode(PREFIXES["rdf"] + "type")
EVIDENCE = NamedNode(IG + "evidence")
PROVED = ("Judgement", "Reference", "Role", "Mention", "Finding")
READABLE = re.compile(r"[\w.~:-]+(?:/[\w.~:-]+)*", re.ASCII)


@pytest.fixture(scope="module")
def quads(seed_store: Path) -> list[Quad]:
    with open_store(seed_store) as store:
        return list(store.graph)


@pytest.fixture(scope="module")
def letter_quads(quads: list[Quad]) -> list[Quad]:
    """Without the graph of the ontology."""
    return [quad for quad in quads if graph_of(quad) != ID + "graph/ontology"]


def graph_of(quad: Quad) -> str:
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value


def typed(quads: list[Quad], name: str) -> Iterator[NamedNode]:
    for quad in quads:
        if quad.predicate == TYPE and quad.object == NamedNode(IG + name):
            assert isinstance(quad.subject, NamedNode)
            yield quad.subject


def test_graphs(quads: list[Quad]) -> None:
    graphs = {graph_of(quad).removeprefix(ID + "graph/") for quad in quads}
    derived = {graph for graph in graphs if graph.startswith("derived/")}
    letters = graphs - {"ontology", "derived"} - derived
    assert (len(letters), len(derived)) == (5, 3)
    assert all(re.fullmatch(r"[0-9a-f]{16}", key) for key in letters)


def test_every_term_is_defined(letter_quads: list[Quad]) -> None:
    terms = parse(path=str(ontology_folder() / "inspectgraph.ttl"), format=RdfFormat.TURTLE)
    defined = {quad.subject.value for quad in terms if isinstance(quad.subject, NamedNode)}
    used = {quad.predicate.value for quad in letter_quads} | {
        quad.object.value
        for quad in letter_quads
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode)
    }
    strange = sorted(u for u in used if u not in defined and not u.startswith(VOCABULARIES))
    assert strange == [], "define them in ontology/inspectgraph.ttl"


def test_no_blank_nodes(quads: list[Quad]) -> None:
    assert not [quad for quad in quads if BlankNode in (type(quad.subject), type(quad.object))]


def test_iris_are_readable(letter_quads: list[Quad]) -> None:
    named = {
        node.value
        for quad in letter_quads
        for node in (quad.subject, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(ID)
    }
    assert len(named) > 1000
    assert [iri for iri in sorted(named) if not READABLE.fullmatch(iri.removeprefix(ID))] == []


def test_every_fact_points_to_its_words(letter_quads: list[Quad]) -> None:
    proved = {quad.subject for quad in letter_quads if quad.predicate == EVIDENCE}
    for name in PROVED:
        facts = list(typed(letter_quads, name))
        assert facts, name
        assert [fact.value for fact in facts if fact not in proved] == []


def test_every_statement_points_to_its_words(letter_quads: list[Quad]) -> None:
    """But the date that a file's name says."""
    proved = {quad.subject for quad in letter_quads if quad.predicate == EVIDENCE}
    statement = NamedNode(PREFIXES["rdf"] + "Statement")
    unproved = {
        quad.subject
        for quad in letter_quads
        if quad.predicate == TYPE and quad.object == statement and quad.subject not in proved
    }
    source = NamedNode(IG + "issuedSource")
    by_name = {
        quad.subject
        for quad in letter_quads
        if quad.predicate == source and quad.object.value == "file-name"  # type: ignore[union-attr]
    }
    assert {str(node).strip("<>").partition("/statement/")[0] for node in unproved} <= {
        str(node).strip("<>") for node in by_name
    }


def test_things_are_described(letter_quads: list[Quad]) -> None:
    """Nothing of ours is pointed to that nobody describes."""
    ontology = {quad.subject for quad in describe_ontology()}
    described = {quad.subject for quad in letter_quads} | ontology | {q.graph_name for q in letter_quads}
    dangling = {
        quad.object.value
        for quad in letter_quads
        if isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(ID)
        and quad.object not in described
    }
    assert dangling == set()


def test_the_same_letter_gives_the_same_quads_in_the_same_order(seeds: Path) -> None:
    path = seeds / "004_6b6a7fc6866eb5aa.txt"
    first, again = (describe_letter(extract_facts(read_letter(path)), version="1") for _ in range(2))
    assert list(first.about.items()) == list(again.about.items())
    assert list(first.printed.items()) == list(again.printed.items())


def test_what_is_printed_at_once_is_as_a_parser_would_write_it(seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        facts = extract_facts(read_letter(path))
        kinds: tuple[FindingKind, ...] = ("recommendation", "strength-item", "finding")
        several = ("Team B", "Team A", "team-a")  # of which two have one name in IRIs
        findings = [
            found._replace(
                teams=several,
                themes=("neglect", "adoption", "neglect-of-adolescents"),
                qualified=True,
                item=3,
                kind=kind,
                change="improved",
                history=StatedHistory(what="raised", of=None, passage=found.passage),
                reasons=("a\\b", 'a "quoted" reason'),
            )
            for kind, found in zip(kinds, facts.findings, strict=False)
        ]
        facts = replace(facts, findings=(*findings, *facts.findings[len(findings) :]))
        sheet = describe_letter(facts, version="1")
        content = graph_of_lines(sheet.graph, sheet.about, printed=sheet.printed)
        assert content == canonical_graph(content.graph, content.nquads)


def test_all_files_of_a_letter_are_told(seeds: Path) -> None:
    facts = extract_facts(read_letter(seeds / "004_6b6a7fc6866eb5aa.txt"))
    sheet = describe_letter(facts, version="1", files=("b.txt", "a.txt"))
    told = [words for said in sheet.about.values() for words in said if words.startswith(f"<{IG}sourceFile>")]
    assert told == [f'<{IG}sourceFile> "a.txt"', f'<{IG}sourceFile> "b.txt"']


@pytest.mark.parametrize(
    ("date", "type_"), [("2018-02-27", "date"), ("2009-06", "gYearMonth"), ("2015", "gYear")]
)
def test_dates_are_as_exact_as_stated(date: str, type_: str) -> None:
    literal = typed_date(date)
    assert (literal.value, literal.datatype.value.rpartition("#")[2]) == (date, type_)


def test_the_store_keeps_every_shape_and_rule(seed_store: Path) -> None:
    with open_store(seed_store) as store:
        assert validate_graph(store.graph) == ()


SPOILT = {
    "a finding without its words": "DELETE WHERE { GRAPH ?g { ?f a ig:Finding ; ig:evidence ?e } }",
    "a letter of 2 kinds": "INSERT { GRAPH ?g { ?l ig:kind <urn:x> } } WHERE { GRAPH ?g { ?l ig:text ?x } }",
    "a visit nowhere": "DELETE WHERE { GRAPH ?g { ?v ig:visitOf ?a } }",
    "an issue without status": "DELETE WHERE { GRAPH ?g { ?i ig:status ?s } }",
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_spoilt_graph_is_seen(fault: str, quads: list[Quad]) -> None:
    store = Store()
    store.bulk_extend(quads)
    store.update(SPOILT[fault], prefixes=PREFIXES)
    problems = validate_graph(store)
    assert problems
    assert all(problem.message and problem.where for problem in problems)
