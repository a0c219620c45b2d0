"""What rules conclude from letters that were just read is what they conclude from the store."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import cast

import pytest
from pyoxigraph import NamedNode, QueryTriples, RdfFormat, Store, Triple

from inspectgraph.build import build_store, building, letters_read
from inspectgraph.build.letters_read import LettersRead, asked_by_rules, pack_findings, unpack_findings
from inspectgraph.build.reading import Document, DocumentFile, read_bytes, read_document
from inspectgraph.build.stored_queries import FINDINGS_INPUT, inputs, rules, run_input, run_rules
from inspectgraph.describe.iris import mint_graph
from inspectgraph.describe.namespaces import term
from inspectgraph.errors import StoreError
from inspectgraph.ledger import VisitFinding

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
EXAMPLES = Path(__file__).parent / "rules"
ONTOLOGY = (
    b"<https://w3id.org/inspectgraph/id/authority/E06000009> <http://www.w3.org/2004/02/skos/core#notation> "
    b'"E06000009" <https://w3id.org/inspectgraph/id/graph/ontology> .\n'
)


@pytest.fixture(scope="module")
def findings() -> tuple[VisitFinding, ...]:
    """The findings of one seed."""
    document = Document(sha256="0" * 64, files=(SEEDS[0].name,))
    return unpack_findings(read_bytes(document, SEEDS[0].read_bytes()).ledger)


@pytest.fixture(scope="module")
def both() -> tuple[Store, Store, list[str]]:
    """All of the seeds' graphs, the part of them that rules are asked of, and the names of the graphs."""
    whole, keys = Store(), []
    read = LettersRead(BytesIO())
    whole.load(ONTOLOGY, RdfFormat.N_QUADS)
    for path in SEEDS:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        result = read_document(DocumentFile(path=path, sha256=sha256, files=(path.name,)))
        assert result.content is not None
        whole.load(result.content.nquads, RdfFormat.N_QUADS)
        read.note(result.document.key, findings=result.ledger, to_join=result.to_join)
        keys.append(result.document.key)
    part = read.graph_of(keys, ontology=ONTOLOGY)
    assert part is not None
    return whole, part, [mint_graph(key).value for key in keys]


def test_the_part_is_a_small_part(both: tuple[Store, Store, list[str]]) -> None:
    whole, part, _ = both
    assert set(part) < set(whole)
    assert 0 < len(part) < len(whole) / 10


def test_rules_conclude_the_same(both: tuple[Store, Store, list[str]]) -> None:
    whole, part, _ = both
    assert set(run_rules(part)) == set(run_rules(whole)) != set()


@pytest.mark.parametrize("name", sorted(set(inputs()) - {FINDINGS_INPUT}))
def test_inputs_have_the_same_rows(both: tuple[Store, Store, list[str]], name: str) -> None:
    whole, part, graphs = both

    def rows(graph: Store) -> Counter[tuple[tuple[str, str], ...]]:
        return Counter(tuple(sorted(row.items())) for row in run_input(graph, name, graphs=graphs))

    assert rows(part) == rows(whole) != Counter(), (
        "a letter's `quads_to_join` leave out what the input asks for: name its predicates in the query, "
        "and ask nothing of findings or passages"
    )


@pytest.mark.parametrize("rule", sorted(rules()))
def test_what_a_rule_asks_for_is_seen_in_its_text(rule: str) -> None:
    whole = Store()
    whole.load(path=str(EXAMPLES / f"{rule}.fires.ttl"), format=RdfFormat.TURTLE)
    printed = {  # findings and passages are not among the quads to join
        quad.subject
        for quad in whole
        if quad.predicate == term("oa:exact")
        or (quad.predicate == term("rdf:type") and quad.object in (term("ig:Finding"), term("ig:Passage")))
    }
    part = Store()
    part.extend(q for q in whole if str(q.predicate) in asked_by_rules() and q.subject not in printed)

    def conclusions(graph: Store) -> set[Triple]:
        answer = graph.query(rules()[rule], use_default_graph_as_union=True)
        return set(cast("Iterable[Triple]", cast(QueryTriples, answer)))

    assert conclusions(part) == conclusions(whole) != set(), (
        "name the rule's predicates in its text, and ask nothing of findings or passages: a build of all "
        "letters would conclude nothing from them"
    )


def test_terms_of_a_path_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "ASK { ?a ig:one/ig:two|^<urn:three> ?b ; (ig:four/ig:five)+ <http://a/ig:six> } # e.g.: see ig:seven"
    )
    monkeypatch.setattr(letters_read, "rules", lambda: {"a": text})
    monkeypatch.setattr(letters_read, "inputs", dict)
    wanted = {str(term(f"ig:{name}")) for name in ("one", "two", "four", "five", "seven")}
    found = asked_by_rules.__wrapped__()
    assert found == {*wanted, "<urn:three>", "<http://a/ig:six>", str(term("rdf:type"))}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_said_once(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def always_full(dir: Path, buffering: int) -> object:
        return Path("/dev/full").open("r+b", buffering=buffering)

    monkeypatch.setattr(building, "TemporaryFile", always_full)
    with pytest.raises(StoreError, match="the disk is full"):
        build_store(tmp_path / "store", [seeds])
    assert not list((tmp_path / "store").glob("generations/*"))


def test_a_letter_that_was_not_read_is_asked_of_the_store() -> None:
    read = LettersRead(BytesIO())
    read.note("a", findings=pack_findings(()), to_join=b"")
    assert read.graph_of(["a", "b"], ontology=b"") is None
    graph = read.graph_of(["a"], ontology=ONTOLOGY)
    assert graph is not None
    assert [str(quad.graph_name) for quad in graph] == [str(NamedNode(mint_graph("ontology").value))]


def test_findings_wait_in_the_file(tmp_path: Path, findings: tuple[VisitFinding, ...]) -> None:
    with TemporaryFile(dir=tmp_path) as file:
        read = LettersRead(file)
        for number in range(3):
            read.note(f"{number}", findings=pack_findings(findings[number:]), to_join=b"")
        assert [read.findings_of(f"{number}") for number in (2, 0, 1)] == [
            findings[2:],
            findings,
            findings[1:],
        ]
        assert read.findings_of("3") is None
        read.close()
        assert read.findings_of("0") is None
        assert file.closed
    assert list(tmp_path.iterdir()) == []


def test_many_letters_are_joined_in_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters_read, "_JOINED_AT_MOST", len(ONTOLOGY) + 1)
    read = LettersRead(BytesIO())
    read.note("a", findings=pack_findings(()), to_join=ONTOLOGY)
    assert read.graph_of(["a"], ontology=b"") is not None
    for key in ("b", "c"):
        read.note(key, findings=pack_findings(()), to_join=b"<")
    assert read.graph_of(["c"], ontology=b"") is None
    assert read.findings_of("c") == ()


def test_both_ways_build_the_same(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch, parts_of: Callable[[Path], object]
) -> None:
    build_store(tmp_path / "joined in memory", [seeds])
    monkeypatch.setattr(letters_read, "_JOINED_AT_MOST", 0)
    build_store(tmp_path / "joined in the store", [seeds])
    assert parts_of(tmp_path / "joined in memory") == parts_of(tmp_path / "joined in the store")
