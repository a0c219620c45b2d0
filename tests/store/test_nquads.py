"""N-Quads as the store keeps them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from inspectgraph.store import dump_nquads, sorted_nquads
from inspectgraph.store.nquads import canonical_graph, graph_of_lines

GRAPH = "http://a/g"
REFUSED = {
    "another graph": (b'<http://a/s> <http://a/p> "x" <http://a/h> .', "not a quad of http://a/g"),
    "no graph": (b'<http://a/s> <http://a/p> "x" .', "not a quad of http://a/g"),
    "its graph in a literal": (b'<http://a/s> <http://a/p> " <http://a/g> .\\n" .', "not a quad of"),
    "a blank subject": (b'_:b <http://a/p> "x" <http://a/g> .', "a blank node in http://a/g"),
    "a blank object": (b"<http://a/s> <http://a/p> _:b <http://a/g> .", "a blank node in http://a/g"),
    "no N-Quads": (b"@prefix a: <http://a/> .", "not the N-Quads of http://a/g"),
    "half a line": (b'<http://a/s> <http://a/p> "x', "not the N-Quads of http://a/g"),
    "no IRI": (b'<a b> <http://a/p> "x" <http://a/g> .', "not the N-Quads of http://a/g"),
}
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def test_the_table_of_refused_has_all_its_cases() -> None:
    assert len(REFUSED) == 8


@pytest.mark.parametrize(("nquads", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(nquads: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        canonical_graph(GRAPH, nquads)


def test_a_literal_may_look_like_a_blank_node() -> None:
    content = canonical_graph(GRAPH, b'<http://a/s> <http://a/p> "<http://a/p> _:b" <http://a/g> .\n')
    assert content.quads == 1


def test_lines_are_sorted_single_and_canonical() -> None:
    given_lines = b'<http://a/s>  <http://a/p> "\\u00e9" <http://a/g> .\n' * 2 + (
        b'<http://a/s> <http://a/p> "\\ta" <http://a/g> .'
    )
    content = canonical_graph(GRAPH, given_lines)
    assert content.nquads.decode() == (
        '<http://a/s> <http://a/p> "\\ta" <http://a/g> .\n<http://a/s> <http://a/p> "é" <http://a/g> .\n'
    )
    assert content.quads == 2


@given(st.lists(words, unique=True, max_size=8), st.randoms(use_true_random=False))
def test_any_words_in_any_order_give_one_dump(texts: list[str], rng: random.Random) -> None:
    quads = [
        Quad(NamedNode("http://a/s"), NamedNode("http://a/p"), Literal(t), NamedNode(GRAPH)) for t in texts
    ]
    rng.shuffle(shuffled := list(quads))
    text = serialize(shuffled, format=RdfFormat.N_QUADS)
    content = canonical_graph(GRAPH, text or b"")
    store, again = Store(), Store()
    store.extend(quads)
    again.bulk_load(content.nquads, RdfFormat.N_QUADS, lenient=True)
    assert content.quads == len(texts)
    assert content.nquads == dump_nquads(store) == dump_nquads(again)
    # Words may hold characters that str.splitlines() takes for the end of a line.
    assert list(sorted_nquads(store)) == content.nquads.decode().split("\n")[:-1]


@given(st.lists(words, max_size=8))
def test_triples_are_written_as_a_parser_would_write_them(texts: list[str]) -> None:
    triples = [(NamedNode("http://a/s"), NamedNode("http://a/p"), Literal(text)) for text in texts]
    graph = NamedNode(GRAPH)
    content = graph_of_lines(graph, {str(s): [f"{p} {o}" for _, p, o in triples] for s, _, _ in triples})
    text = serialize((Quad(*triple, graph) for triple in triples), format=RdfFormat.N_QUADS)
    assert content == canonical_graph(GRAPH, text or b"")


def test_a_subject_of_which_nothing_is_said_is_not_written() -> None:
    about = {"<http://a/s>": ['<http://a/p> "x"', '<http://a/p> "x"'], "<http://a/t>": []}
    content = graph_of_lines(NamedNode(GRAPH), about)
    assert (content.quads, content.nquads) == (1, f'<http://a/s> <http://a/p> "x" <{GRAPH}> .\n'.encode())


def test_what_is_printed_already_is_written_as_it_is_in_its_place() -> None:
    about = {"<http://a/s>": ['<http://a/p> "x"'], "<http://a/u>": ['<http://a/p> "z"']}
    ending = f" <{GRAPH}> .\n"
    printed = {"<http://a/t>": (2, "".join(f'<http://a/t> <http://a/p> "{n}"{ending}' for n in (1, 2)))}
    content = graph_of_lines(NamedNode(GRAPH), about, printed=printed)
    assert (content.quads, content) == (4, canonical_graph(GRAPH, content.nquads))


def test_nothing_is_said_besides_what_is_printed_already() -> None:
    about = {"<http://a/s>": ['<http://a/p> "x"']}
    with pytest.raises(ValueError, match="something is said of <http://a/s>"):
        graph_of_lines(NamedNode(GRAPH), about, printed={"<http://a/s>": (0, "")})
