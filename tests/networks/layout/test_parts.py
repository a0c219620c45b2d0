"""The parts of the layout one by one: pushes, spreading, discs, packing, grouping, sizes."""

from __future__ import annotations

from itertools import combinations
from math import dist, log2, sqrt
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.networks.layout.bodies import GAP, Bodies, damp, join_links
from inspectgraph.networks.layout.coarsening import coarsen
from inspectgraph.networks.layout.components import find_components
from inspectgraph.networks.layout.forces import settle
from inspectgraph.networks.layout.grouping import group_by_council, group_leaves
from inspectgraph.networks.layout.packing import Part, box_around, pack, place_in_block
from inspectgraph.networks.layout.repulsion import repel
from inspectgraph.networks.layout.rings import arrange_disc
from inspectgraph.networks.layout.sizes import LARGEST, node_sizes
from inspectgraph.networks.layout.spreading import spread

RADII = st.floats(1.0, 60.0)
COORDINATES = st.floats(-200.0, 200.0)


def bodies_of(count: int, pairs: list[tuple[int, int]]) -> Bodies:
    links = join_links((one, other, 1.0) for one, other in pairs)
    return Bodies(radii=[5.0] * count, masses=[1.0] * count, links=links)


def test_pushes_are_near_the_exact_ones() -> None:
    chance = Random(1)
    xs, ys = ([chance.random() * 100 for _ in range(300)] for _ in range(2))
    masses = [1.0 + chance.random() for _ in range(300)]
    pushes_x, pushes_y = repel(xs, ys, masses)
    wrong = size = 0.0
    for body in range(300):
        exact_x = exact_y = 0.0
        for other in range(300):
            if other != body:
                square = (xs[body] - xs[other]) ** 2 + (ys[body] - ys[other]) ** 2
                exact_x += masses[body] * masses[other] * (xs[body] - xs[other]) / square
                exact_y += masses[body] * masses[other] * (ys[body] - ys[other]) / square
        wrong += dist((pushes_x[body], pushes_y[body]), (exact_x, exact_y))
        size += sqrt(exact_x * exact_x + exact_y * exact_y)
    assert wrong / size < 0.05


def test_bodies_on_one_place_do_not_push() -> None:
    assert repel([1.0] * 50, [1.0] * 50, [1.0] * 50) == ([0.0] * 50, [0.0] * 50)


@pytest.mark.parametrize("weight", [0.5, 1.0, 3.0, 10.0, 1000.0, 1e6])
def test_damping_is_near_the_logarithm(weight: float) -> None:
    assert abs(damp(weight) - log2(1.0 + weight)) < 0.09


@given(st.lists(st.tuples(RADII, COORDINATES, COORDINATES), max_size=25))
def test_spread_leaves_no_overlap(some: list[tuple[float, float, float]]) -> None:
    radii = [radius for radius, _, _ in some]
    places = spread(radii, [(x, y) for _, x, y in some])
    for one, other in combinations(range(len(some)), 2):
        assert dist(places[one], places[other]) > radii[one] + radii[other] + GAP - 1e-6


@given(st.lists(st.lists(RADII, min_size=1, max_size=40), min_size=1, max_size=4))
def test_discs_hold_their_members(bands: list[list[float]]) -> None:
    radii = [radius for band in bands for radius in band]
    numbers = iter(range(len(radii)))
    disc = arrange_disc([[next(numbers) for _ in band] for band in bands], radii)
    assert list(disc.members) == list(range(len(radii)))
    for one, other in combinations(range(len(radii)), 2):
        assert dist(disc.places[one], disc.places[other]) > radii[one] + radii[other]
    for place, radius in zip(disc.places, radii, strict=True):
        assert dist((0.0, 0.0), place) + radius <= disc.radius + 1e-6


@given(st.lists(st.lists(st.tuples(RADII, COORDINATES, COORDINATES), min_size=1, max_size=4), max_size=6))
def test_packed_parts_keep_their_form_and_stand_apart(some: list[list[tuple[float, float, float]]]) -> None:
    parts = [Part([r for r, _, _ in part], [(x, y) for _, x, y in part]) for part in some]
    packed = [Part(part.radii, places) for part, places in zip(parts, pack(parts), strict=True)]
    for before, after in zip(parts, packed, strict=True):
        assert abs(box_around(before).width - box_around(after).width) < 1e-6
        assert abs(box_around(before).height - box_around(after).height) < 1e-6
    for one, other in combinations(map(box_around, packed), 2):
        beside = one.left + one.width < other.left or other.left + other.width < one.left
        assert beside or one.top - one.height > other.top or other.top - other.height > one.top


def test_block_is_no_long_row() -> None:
    box = box_around(Part([5.0] * 40, place_in_block([5.0] * 40, [60.0] * 40)))
    assert 0.5 < box.width / box.height < 3.0


def test_components() -> None:
    assert find_components(bodies_of(7, [(5, 6), (6, 1), (2, 3)])) == [[1, 5, 6], [2, 3], [0], [4]]


def test_leaves_hang_on_their_stem() -> None:
    graph = nx.MultiDiGraph()
    for name in "abcdef":
        graph.add_node(name, label=name, type="theme")
    groups = group_leaves(graph, list("abcdef"), bodies_of(6, [(0, 1), (1, 2), (2, 0), (0, 3), (4, 5)]))
    assert groups == [[[0], [3]], [[1]], [[2]], [[4], [5]]]


def test_what_is_linked_with_one_council_alone_joins_it_unless_it_is_shared() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="Blackpool", type="authority")
    graph.add_node("b", label="Visit", type="visit", authority="Blackpool", date="2018-01-01")
    graph.add_node("c", label="Inspector A", type="person")
    graph.add_node("d", label="Neglect", type="theme")
    groups = group_by_council(graph, list("abcd"), bodies_of(4, [(0, 1), (1, 2), (0, 3)]))
    assert sorted(groups) == [[[0], [1], [2]], [[3]]]


def test_coarser_levels_shrink_even_a_star() -> None:
    levels = coarsen(bodies_of(400, [(0, leaf) for leaf in range(1, 400)]))
    assert levels
    for bodies, group_of in levels:
        assert set(group_of) == set(range(len(bodies.radii)))
        assert len(bodies.radii) < 0.86 * len(group_of)


def test_a_path_is_unfolded() -> None:
    places = settle(bodies_of(120, [(step, step + 1) for step in range(119)]), chance=Random(0))
    assert dist(places[0], places[119]) > 20 * dist(places[59], places[60])


def test_sizes_have_bounds() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", type="authority")
    graph.add_node("b", label="B", type="something new")
    assert node_sizes(graph) == {"a": 14.0, "b": 4.0}
    graph.add_edge("a", "b", key="of", kind="of", weight=1e6)
    assert node_sizes(graph) == {"a": LARGEST, "b": LARGEST}


def test_sizes_grow_with_the_root_of_the_weights() -> None:
    graph = nx.MultiDiGraph()
    for name in "abcd":
        graph.add_node(name, label=name, type="team")
    graph.add_edge("a", "b", key="with", kind="with", weight=100.0)
    graph.add_edge("c", "d", key="with", kind="with", weight=16.0)
    graph.add_edge("c", "d", key="of", kind="of", weight=9.0)
    assert node_sizes(graph) == {"a": 30.0, "b": 30.0, "c": 15.0, "d": 15.0}
