"""The legend: every type that is there by colour and shape, in words that are not cut off."""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from tests.networks.strategies import networks

from inspectgraph.errors import MissingPackageError
from inspectgraph.export.gephi.legend import draw_legend, types_in, write_legend
from inspectgraph.export.gephi.styling import load_palette
from inspectgraph.networks import Network, network_filters, project_network
from inspectgraph.networks.model import network_kind
from inspectgraph.store import open_store

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Blackburn with Darwen, Quality of assessments, persistent issues, since 2011-01-19, until 2022-12-05"


@pytest.fixture(scope="module")
def network(seed_store: Path) -> Network:
    with open_store(seed_store) as store:
        return project_network(store, "full", network_filters())


def small(scope: str) -> Network:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", type="theme")
    return Network(kind=network_kind("co-issues"), graph=graph, scope=scope)


def drawn(network: Network) -> ElementTree.Element:
    stream = io.BytesIO()
    write_legend(network, stream)
    return ElementTree.fromstring(stream.getvalue())


def png_of(network: Network) -> bytes:
    stream = io.BytesIO()
    draw_legend(network, stream)
    return stream.getvalue()


def test_each_type_with_its_colour_shape_and_number(network: Network) -> None:
    root = drawn(network)
    words = [text.text for text in root.iter(f"{SVG}text")]
    counted = Counter(type_ for _, type_ in network.graph.nodes(data="type"))
    for name, style in load_palette().items():
        assert f"{style.title} ({counted[name]})" in words
    marks = [*root.iter(f"{SVG}circle"), *root.iter(f"{SVG}path")]
    assert sorted(str(mark.get("fill")) for mark in marks) == sorted(
        style.colour_code for style in load_palette().values()
    )
    assert len(types_in(network)) == len(load_palette())


def test_only_types_that_are_there() -> None:
    assert [(style.title, count) for style, count in types_in(small(""))] == [("Theme", 1)]


@pytest.mark.parametrize("scope", ["", "Lancashire", LONG, "Zoë’s “A & B” <team>"])
def test_words_are_within_and_large_enough(scope: str) -> None:
    root = drawn(small(scope))
    width, height = float(str(root.get("width"))), float(str(root.get("height")))
    for text in root.iter(f"{SVG}text"):
        size = float(str(text.get("font-size")))
        assert size >= 12
        # Arial is on average half as wide as high, its bold a tenth wider
        wide = len(text.text or "") * size * (0.6 if text.get("font-weight") == "bold" else 0.5)
        assert float(str(text.get("x"))) + wide <= width, text.text
        assert 0 < float(str(text.get("y"))) <= height
    heading = " ".join(t.text or "" for t in root.iter(f"{SVG}text") if t.get("font-weight") == "bold")
    assert heading == small(scope).title


@given(networks())
@settings(max_examples=40)
def test_any_network_has_a_legend_that_is_xml(network: Network) -> None:
    root = drawn(network)
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title") is not None


def test_the_picture_opens_and_is_the_same_again(network: Network) -> None:
    image = pytest.importorskip("matplotlib.image", reason="matplotlib is not installed: make test")
    png = png_of(network)
    assert png == png_of(network)
    high, wide, _ = image.imread(io.BytesIO(png), format="png").shape
    svg = drawn(network)
    assert wide == int(float(str(svg.get("width"))) / 96 * 150)
    assert abs(high - float(str(svg.get("height"))) / 96 * 150) <= 1


def test_a_users_own_style_changes_nothing(network: Network) -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed: make test")
    plain = png_of(network)
    with matplotlib.rc_context({"savefig.bbox": "tight", "font.size": 30, "axes.facecolor": "black"}):
        assert png_of(network) == plain


def test_dollars_are_no_formula() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: make test")
    assert png_of(small("paid $5 or $\\nonsense$")).startswith(b"\x89PNG")


def test_without_matplotlib_its_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingPackageError, match=r"run `pip install 'inspectgraph\[plots\]'`"):
        draw_legend(small(""), io.BytesIO())
