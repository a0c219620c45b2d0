"""The look of nodes."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from tests.networks.layout.shapes import shapes

from inspectgraph.errors import DataError
from inspectgraph.export.gephi import styling
from inspectgraph.export.gephi.styling import SHAPES, NodeStyle, load_palette, style_network
from inspectgraph.networks.layout import lay_out
from inspectgraph.networks.layout.sizes import LARGEST, LEAST
from inspectgraph.networks.model import Network, network_kind


def visits() -> Network:
    graph = nx.MultiDiGraph()
    graph.add_node("b", label="Blackpool", type="authority")
    graph.add_node("a", label="Visit", type="visit")
    graph.add_edge("a", "b", key="visitOf", kind="visitOf", weight=36)
    return Network(kind=network_kind("full"), graph=graph)


def test_look_of_a_node() -> None:
    assert style_network(visits(), positions={"a": (1.26, -0.01), "b": (-3.0, 4.0)}) == {
        "a": NodeStyle(1.3, 0.0, 18.0, (86, 180, 233), "square"),
        "b": NodeStyle(-3.0, 4.0, 18.0, (0, 114, 178), "disc"),
    }


def test_no_minus_nought_and_in_sorted_order() -> None:
    styles = style_network(visits(), positions={"a": (-0.0, -0.01), "b": (0.0, 0.0)})
    assert list(styles) == ["a", "b"]
    assert str(styles["a"].x) == str(styles["a"].y) == "0.0"


def test_a_node_without_a_place() -> None:
    with pytest.raises(KeyError, match="b"):
        style_network(visits(), positions={"a": (0.0, 0.0)})


@given(network=shapes())
def test_every_node_has_a_look(network: Network) -> None:
    styles = style_network(network, positions=lay_out(network))
    assert list(styles) == sorted(network.graph)
    for node, style in styles.items():
        assert LEAST[network.graph.nodes[node]["type"]] <= style.size <= LARGEST
        assert round(style.size, 1) == style.size
        assert style.shape in SHAPES


def test_types_are_told_apart_without_colour_and_by_colour() -> None:
    looks = load_palette()
    assert set(looks) == set(LEAST), "each type of the palette has a least size in networks/layout/sizes.py"
    for one, other in combinations(looks, 2):
        assert looks[one].colour != looks[other].colour, f"give {one} and {other} two colours"


def test_a_type_that_the_palette_lacks() -> None:
    network = visits()
    network.graph.nodes["a"]["type"] = "planet"
    with pytest.raises(DataError, match=r"'planet' has no colour .*palette\.csv\): add a row"):
        style_network(network, positions={"a": (0.0, 0.0), "b": (1.0, 1.0)})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("issue,Issue,red,disc", r"the colour of 'issue' is 'red' .*six hexadecimal digits"),
        ("issue,Issue,#12345,disc", r"the colour of 'issue' is '#12345'"),
        ("issue,Issue,#123456,star", r"the shape of 'issue' is 'star' .*disc, square, triangle, diamond"),
    ],
)
def test_wrong_cells_of_the_palette(
    row: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = dict(zip(("type", "title", "colour", "shape"), row.split(","), strict=True))
    monkeypatch.setattr(styling, "load_table", lambda path, columns: (cells,))
    load_palette.cache_clear()
    with pytest.raises(DataError, match=said):
        load_palette()
    load_palette.cache_clear()
