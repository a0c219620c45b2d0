"""What rules conclude from letters that were just read is what they conclude from the store."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import NamedNode, QueryTriples, RdfFormat, Store, Triple

from inspectgraph.build.letters_read import LettersRead, asked_by_rules
from inspectgraph.build.reading import DocumentFile, read_document
from inspectgraph.build.stored_queries import FINDINGS_INPUT, inputs, rules, run_input, run_rules
from inspectgraph.describe.iris import mint_graph

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
EXAMPLES = Path(__file__).parent / "rules"
ONTOLOGY = (
    b"<https://w3id.org/inspectgraph/id/authority/E06000009> <http://www.w3.org/2004/02/skos/core#notation> "
    b'"E06000009" <https://w3id.org/inspectgraph/id/graph/ontology> .\n'
)


@pytest.fixture(scope="module")
def both() -> tuple[Store, Store, list[str]]:
    """All of the seeds' graphs, the part of them that rules are asked of, and the names of the graphs."""
    whole, read, keys = Store(), LettersRead(), []
    whole.load(ONTOLOGY, RdfFormat.N_QUADS)
    for path in SEEDS:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        result = read_document(DocumentFile(path=path, sha256=sha256, files=(path.name,)))
        assert result.content is not None
        whole.load(result.content.nquads, RdfFormat.N_QUADS)
        read.to_join[result.document.key] = result.to_join
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
    part = Store()
    part.extend(quad for quad in whole if str(quad.predicate) in asked_by_rules())

    def conclusions(graph: Store) -> set[Triple]:
        answer = graph.query(rules()[rule], use_default_graph_as_union=True)
        return set(cast("Iterable[Triple]", cast(QueryTriples, answer)))

    assert conclusions(part) == conclusions(whole) != set(), "name the rule's predicates in its text"


def test_a_letter_that_was_not_read_is_asked_of_the_store() -> None:
    read = LettersRead(to_join={"a": b""})
    assert read.graph_of(["a", "b"], ontology=b"") is None
    graph = read.graph_of(["a"], ontology=ONTOLOGY)
    assert graph is not None
    assert [str(quad.graph_name) for quad in graph] == [str(NamedNode(mint_graph("ontology").value))]
