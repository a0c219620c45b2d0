"""Places of nodes: the same whatever the order, none over another, parts apart, councils in their discs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import dist
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.networks.layout.shapes import shapes

from inspectgraph.networks.layout import FORCE_LIMIT, lay_out, layout_note, node_sizes, placement
from inspectgraph.networks.model import Network, network_kind

Positions = Mapping[str, tuple[float, float]]


def network_of(graph: nx.MultiDiGraph, *, kind: str = "full") -> Network:
    return Network(kind=network_kind(kind), graph=graph)


def linked(pairs: str, *, alone: str = "") -> Network:
    """A network of themes: "ab bc" links a with b and b with c."""
    graph = nx.MultiDiGraph()
    for node in sorted(set(pairs.replace(" ", "") + alone)):
        graph.add_node(node, label=node.upper(), type="theme")
    for pair in pairs.split():
        graph.add_edge(pair[0], pair[1], key="with", kind="with", weight=2.0)
    return network_of(graph)


def councils(count: int, *, things: int) -> Network:
    """Councils with visits, issues and teams, and a theme that all issues share."""
    graph = nx.MultiDiGraph()
    graph.add_node("theme", label="Neglect", type="theme")
    for number in range(count):
        name = f"Council {number:02}"
        graph.add_node(name, label=name, type="authority")
        for thing in range(things):
            node_type = ("visit", "issue", "team")[thing % 3]
            node = f"{name} {node_type} {thing:02}"
            graph.add_node(node, label=node, type=node_type, authority=name, date=f"20{10 + thing:02}-01-01")
            graph.add_edge(node, name, key="of", kind="of", weight=1.0)
            if node_type == "issue":
                graph.add_edge(node, "theme", key="theme", kind="theme", weight=1.0)
    return network_of(graph)


EXPECTED = {
    "a": (58.0, -69.2),
    "b": (-48.5, -86.5),
    "c": (-126.0, 60.5),
    "d": (38.5, 36.9),
    "e": (-126.0, 86.5),
    "z": (126.0, 86.5),
}


def shuffled(network: Network, chance: Random) -> Network:
    graph = nx.MultiDiGraph()
    nodes, edges = list(network.graph.nodes(data=True)), list(network.graph.edges(keys=True, data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return Network(kind=network.kind, graph=graph, scope=network.scope, corpus=network.corpus)


def overlaps(network: Network, places: Positions) -> Iterator[tuple[str, str]]:
    """Pairs of nodes that touch; what rounding may take of the distance is let pass."""
    sizes = node_sizes(network.graph)
    for one, other in combinations(places, 2):
        if dist(places[one], places[other]) < sizes[one] + sizes[other] - 0.15:
            yield one, other


def test_empty_network() -> None:
    assert lay_out(network_of(nx.MultiDiGraph())) == {}
    assert lay_out(network_of(nx.MultiDiGraph(), kind="timeline")) == {}


@pytest.mark.parametrize("kind", ["full", "timeline"])
def test_one_node(kind: str) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", type="visit", date="2018-01-01")
    graph.add_edge("a", "a", key="refersTo", kind="refersTo", weight=1.0)
    assert list(lay_out(network_of(graph, kind=kind))) == ["a"]


def test_places_are_those_of_every_machine() -> None:
    assert lay_out(linked("ab bc cd da ce", alone="z")) == EXPECTED, (
        "the places have changed: if the layout was changed on purpose, take over the new ones; "
        "if not, something that is not exact has come into it (sum of floats, **, log, hypot, a set's order)"
    )


def test_seed_changes_the_places() -> None:
    network = linked("ab bc cd da ce")
    assert lay_out(network, seed=1) == lay_out(network, seed=1) != lay_out(network, seed=2)


@given(network=shapes(), seed=st.integers(0, 9))
def test_order_of_insertion_changes_nothing(network: Network, seed: int) -> None:
    places = lay_out(network, seed=seed)
    assert lay_out(shuffled(network, Random(seed)), seed=seed) == places
    assert list(places) == sorted(network.graph)


@given(network=shapes(), limit=st.sampled_from((0, FORCE_LIMIT)))
def test_nothing_overlaps(network: Network, limit: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placement, "FORCE_LIMIT", limit)
        places = lay_out(network)
    assert list(overlaps(network, places)) == []
    assert all(round(number, 1) == number for place in places.values() for number in place)


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(80),
        nx.complete_graph(25),
        nx.path_graph(60),
        nx.balanced_tree(3, 3),
        nx.grid_2d_graph(8, 8),
    ],
    ids=["star", "complete", "path", "tree", "grid"],
)
def test_nothing_overlaps_in_other_shapes(graph: nx.Graph) -> None:
    whole = nx.MultiDiGraph()
    for node in graph:
        whole.add_node(str(node), label=str(node), type="team")
    for source, target in graph.edges():
        whole.add_edge(str(source), str(target), key="with", kind="with", weight=3.0)
    network = network_of(whole)
    assert list(overlaps(network, lay_out(network))) == []


def test_linked_nodes_are_nearer_than_others() -> None:
    cliques = [" ".join("".join(pair) for pair in combinations(letters, 2)) for letters in ("abcde", "vwxyz")]
    places = lay_out(linked(" ".join([*cliques, "av"])))
    within = max(dist(places[one], places[other]) for one, other in combinations("bcde", 2))
    between = min(dist(places[one], places[other]) for one in "bcde" for other in "wxyz")
    assert within < between


def test_leaves_stand_around_their_stem() -> None:
    leaves = "cdefgh"
    places = lay_out(linked("ab " + " ".join(f"a{leaf}" for leaf in leaves) + " bo op pb"))
    far = [dist(places["a"], places[leaf]) for leaf in leaves]
    assert max(far) - min(far) < 0.5


def test_components_stand_apart_and_the_largest_first() -> None:
    network = linked("ab bc cd de fg gh ij", alone="xyz")
    places, sizes = lay_out(network), node_sizes(network.graph)
    boxes = [_box(part, places, sizes) for part in ("abcde", "fgh", "ij", "xyz")]
    for one, other in combinations(boxes, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    assert boxes[0][0] == min(box[0] for box in boxes)
    assert boxes[0][3] == max(box[3] for box in boxes)


def _box(nodes: str, places: Positions, sizes: Mapping[str, float]) -> tuple[float, float, float, float]:
    return (
        min(places[node][0] - sizes[node] for node in nodes),
        min(places[node][1] - sizes[node] for node in nodes),
        max(places[node][0] + sizes[node] for node in nodes),
        max(places[node][1] + sizes[node] for node in nodes),
    )


def test_each_council_has_its_disc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placement, "FORCE_LIMIT", 50)
    network = councils(8, things=24)
    places = lay_out(network)
    assert list(overlaps(network, places)) == []
    for node, cells in network.graph.nodes(data=True):
        if "authority" in cells:
            own = dist(places[node], places[cells["authority"]])
            assert all(
                own < dist(places[node], places[other])
                for other in network.graph
                if network.graph.nodes[other]["type"] == "authority" and other != cells["authority"]
            )


def test_note_tells_how_a_large_network_was_placed() -> None:
    assert layout_note(councils(8, things=24)) is None
    large = councils(30, things=90)
    assert large.graph.number_of_nodes() == 2731
    note = layout_note(large)
    assert note
    assert note.startswith("2,731 nodes are more than the 2,500")
    assert "council" in note
    for _, cells in large.graph.nodes(data=True):
        cells.pop("authority", None)
    note = layout_note(large)
    assert note
    assert "filter" in note
    assert layout_note(network_of(large.graph, kind="timeline")) is None


def test_a_network_above_the_limit_is_placed() -> None:
    network = councils(30, things=90)
    places = lay_out(network)
    assert len(set(places.values())) == network.graph.number_of_nodes() > FORCE_LIMIT
