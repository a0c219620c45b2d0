"""GEXF: valid against the official grammar, read by networkx, the same to the byte."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from lxml import etree
from tests.networks.strategies import networks

from inspectgraph.export.gephi.gexf import describe, write_gexf
from inspectgraph.export.gephi.static import static_variant
from inspectgraph.export.gephi.styling import NodeStyle
from inspectgraph.export.gephi.words import number, one_line, short_label
from inspectgraph.networks import load_kinds, network_filters, project_network
from inspectgraph.networks.model import Network, Spell, Timed, load_columns, network_kind
from inspectgraph.store import open_store

GRAMMAR = Path(__file__).parents[4] / "shared" / "gexf" / "gexf.rng"
G = "{http://gexf.net/1.3}"
V = "{http://gexf.net/1.3/viz}"
STYLE = NodeStyle(12.5, -40.0, 10.0, (213, 94, 0), "diamond")


def written(network: Network, **styles: NodeStyle) -> bytes:
    out = io.BytesIO()
    write_gexf(network, out, styles={f"https://example.org/{name}": style for name, style in styles.items()})
    return out.getvalue()


def made(*edges: dict[str, Any], **nodes: dict[str, Any]) -> Network:
    graph = nx.MultiDiGraph()
    for name, cells in nodes.items():
        graph.add_node(f"https://example.org/{name}", **{"label": name, "type": "issue"} | cells)
    for cells in edges:
        source, *_, target = graph
        graph.add_edge(source, target, key=cells["kind"], **{"weight": 1} | cells)
    return Network(kind=network_kind("full"), graph=graph, scope="Blackpool", corpus="0123")


@cache
def grammar() -> Any:
    if not GRAMMAR.exists():
        pytest.skip("the official grammar is not beside the checkout")
    return etree.RelaxNG(etree.parse(str(GRAMMAR)))


def check(data: bytes) -> Any:
    """The tree of a sound file: the grammar's rules, and those that it leaves to its readers."""
    tree = etree.parse(io.BytesIO(data))
    grammar().assertValid(tree)
    root = tree.getroot()
    for of in ("node", "edge"):
        declared = [a.get("id") for a in root.iterfind(f".//{G}attributes[@class='{of}']/{G}attribute")]
        used = {value.get("for") for value in root.iterfind(f".//{G}{of}//{G}attvalue")}
        assert len(declared) == len(set(declared))
        assert used <= set(declared)
    nodes = [node.get("id") for node in root.iter(f"{G}node")]
    assert len(nodes) == len(set(nodes)) == int(root.find(f".//{G}nodes").get("count"))
    assert [node.get("id") for node in root.iterfind(f"{G}graph/{G}nodes/{G}node")] == nodes
    edges = list(root.iter(f"{G}edge"))
    assert (
        len({edge.get("id") for edge in edges}) == len(edges) == int(root.find(f".//{G}edges").get("count"))
    )
    for edge in edges:
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
        assert edge.get("type") == "directed"
        assert float(edge.get("weight")) > 0
    for timed in root.xpath("//*[@start and @end]"):
        assert timed.get("start") < timed.get("end")
    assert not root.xpath("//*[@hex]")
    return root


def read(data: bytes) -> Any:
    return nx.read_gexf(io.BytesIO(data), version="1.3")


def counted_edges(graph: Any, name: str) -> Counter[tuple[str, str, str, float]]:
    return Counter(
        (source, target, one_line(cells[name]), float(number(cells["weight"])))
        for source, target, cells in graph.edges(data=True)
    )


def check_read(network: Network, data: bytes) -> None:
    again = read(data)
    labels = {node: short_label(one_line(cells["label"])) for node, cells in network.graph.nodes(data=True)}
    assert {node: cells["label"] for node, cells in again.nodes(data=True)} == labels
    types = {node: cells["type"] for node, cells in network.graph.nodes(data=True)}
    assert {node: cells["type"] for node, cells in again.nodes(data=True)} == types
    assert counted_edges(again, "label") == counted_edges(network.graph, "kind")


EXPECTED = """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta>
    <creator>inspectgraph 0.1.0</creator>
    <description>DESCRIPTION</description>
  </meta>
  <graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="directed" idtype="string">
    <attributes class="node" mode="static">
      <attribute id="node_type" title="type" type="string"/><!-- What the node is. -->
      <attribute id="findings" title="findings" type="integer"/><!-- MEANING -->
      <attribute id="aliases" title="aliases" type="liststring"/><!-- MEANING -->
    </attributes>
    <attributes class="node" mode="dynamic">
      <attribute id="status" title="status" type="string"/><!-- MEANING -->
    </attributes>
    <attributes class="edge" mode="static">
      <attribute id="first_date" title="first_date" type="string"/><!-- MEANING -->
    </attributes>
    <nodes count="2">
      <node id="https://example.org/neglect" label="Neglect &amp; “harm”">
        <attvalues>
          <attvalue for="node_type" value="issue"/>
          <attvalue for="findings" value="3"/>
          <attvalue for="aliases" value="[&quot;neglect&quot;, &quot;the \\&quot;harm\\&quot;&quot;]"/>
          <attvalue for="status" value="single" start="2012-03-05" end="2019-02-12"/>
          <attvalue for="status" value="recurring" start="2019-02-12"/>
        </attvalues>
        <spells>
          <spell start="2012-03-05" end="2016-01-19"/>
          <spell start="2019-02-12"/>
        </spells>
        <viz:size value="10"/>
        <viz:position x="12.5" y="-40" z="0"/>
        <viz:color r="213" g="94" b="0" a="1"/>
        <viz:shape value="diamond"/>
      </node>
      <node id="https://example.org/visit" label="visit">
        <attvalues>
          <attvalue for="node_type" value="visit"/>
        </attvalues>
        <spells>
          <spell start="2019-02-12" end="2019-02-13"/>
        </spells>
      </node>
    </nodes>
    <edges count="2">
      <edge id="0" source="https://example.org/neglect" target="https://example.org/visit" type="directed" kind="raised at" label="raised at" weight="2">
        <attvalues>
          <attvalue for="first_date" value="2019-02-12"/>
        </attvalues>
      </edge>
      <edge id="1" source="https://example.org/neglect" target="https://example.org/visit" type="directed" kind="stated" label="stated" weight="0.5"/>
    </edges>
  </graph>
</gexf>
"""


def told() -> Network:
    first, second = Spell("2012-03-05", "2016-01-19"), Spell("2019-02-12")
    return made(
        {"kind": "raised at", "weight": 2, "first_date": "2019-02-12"},
        {"kind": "stated", "weight": 0.5},
        neglect={
            "label": "Neglect & “harm”",
            "findings": 3,
            "aliases": ("neglect", 'the "harm"'),
            "status": (Timed("single", Spell("2012-03-05", "2019-02-12")), Timed("recurring", second)),
            "spells": (first, second),
        },
        visit={"type": "visit", "spells": (Spell("2019-02-12", "2019-02-13"),)},
    )


def test_in_full() -> None:
    meanings = {column.meaning for column in load_columns()}
    text = written(told(), neglect=STYLE).decode()
    for meaning in meanings:
        text = text.replace(f"<!-- {meaning} -->", "<!-- MEANING -->")
    assert text.replace(describe(told()), "DESCRIPTION") == EXPECTED
    check(written(told(), neglect=STYLE))


def test_the_description_says_all() -> None:
    said, kind = describe(told()), network_kind("full")
    for part in (kind.title, kind.nodes, kind.edges, kind.weight, "'full'", "Blackpool", "0123"):
        assert part in said


S = Spell
MODES: dict[str, tuple[Network, str]] = {
    "nothing": (made(), "static"),
    "plain": (made({"kind": "x"}, a={}, b={}), "static"),
    "a steady status": (made(a={"status": "single"}), "static"),
    "empty spells": (made(a={"spells": ()}), "static"),
    "a node's spell": (made(a={"spells": (S("2019-01-01"),)}), "dynamic"),
    "an edge's spell": (made({"kind": "x", "spells": (S("2019-01-01"),)}, a={}, b={}), "dynamic"),
    "a changing status": (made(a={"status": (Timed("single", S("2019-01-01")),)}), "dynamic"),
}

BOUNDS = {
    S("2019-02-12", "2019-02-13"): {"start": "2019-02-12", "end": "2019-02-13"},
    S("2019-02-12", None): {"start": "2019-02-12"},
    S(None, "2019-02-13"): {"end": "2019-02-13"},
}

AWKWARD = {
    "markup": ("<b>&amp;</b> ]]>", "<b>&amp;</b> ]]>"),
    "quotes": ("\"a\" 'b' “c”", "\"a\" 'b' “c”"),
    "controls": ("a\x00\x08\x0b\x1b\x7f\x85\x9fb", "ab"),
    "half characters": ("a\ud800\udc00b\udfff", "ab"),
    "no characters": ("a\ufffe\uffffb", "ab"),
    "line ends": ("a\nb\tc\r\nd", "a\nb\tc\r\nd"),
    "accents": ("Ŵrexham é̂ 日本 😀", "Ŵrexham é̂ 日本 😀"),
    "nothing": ("\x00", None),
    "looks like an interval": ("<[2018-01-01, 2019-01-01]>", "<[2018-01-01, 2019-01-01]>"),
}


def test_tables_are_whole() -> None:
    assert (len(MODES), len(BOUNDS), len(AWKWARD)) == (7, 3, 9)


@pytest.mark.parametrize("name", MODES)
def test_mode(name: str) -> None:
    network, mode = MODES[name]
    graph = check(written(network)).find(f"{G}graph")
    time = {"timeformat": "date", "timerepresentation": "interval"} if mode == "dynamic" else {}
    assert dict(graph.attrib) == {"mode": mode, "defaultedgetype": "directed", "idtype": "string"} | time


@pytest.mark.parametrize("spell", BOUNDS)
def test_bounds(spell: Spell) -> None:
    cells: dict[str, Any] = {"spells": (spell,)}
    root = check(written(made({"kind": "x", **cells}, a={**cells, "grade": (Timed("good", spell),)}, b={})))
    spells = list(root.iter(f"{G}spell"))
    assert [dict(found.attrib) for found in spells] == [BOUNDS[spell]] * 2
    (grade,) = root.iterfind(f".//{G}attvalue[@for='grade']")
    assert dict(grade.attrib) == {"for": "grade", "value": "good"} | BOUNDS[spell]


def test_what_always_holds_has_no_bounds() -> None:
    changing = (Timed("good", Spell("2019-01-01")),)
    root = check(written(made(a={"grade": "good", "spells": (S(),)}, b={"grade": changing})))
    first, _ = root.iterfind(f".//{G}attvalue[@for='grade']")
    assert dict(first.attrib) == {"for": "grade", "value": "good"}
    assert list(root.iter(f"{G}spell", f"{G}spells")) == []


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_words(name: str) -> None:
    text, kept = AWKWARD[name]
    network = made({"kind": text, "quote": text}, a={"label": text, "type": text, "quote": text}, b={})
    root = check(written(network))
    node = root.find(f".//{G}node")
    assert node.get("label") == one_line(text)
    quotes = [value.get("value") for value in root.iterfind(f".//{G}attvalue[@for='quote']")]
    assert quotes == ([kept] * 2 if kept else [])
    edge = root.find(f".//{G}edge")
    assert edge.get("kind") == edge.get("label") == one_line(text)


def test_awkward_words_elsewhere() -> None:
    text = "--> <&\x00\ud800"
    graph = made(a={"aliases": (text,), "status": (Timed(text, Spell("2019-01-01")),)}).graph
    check(written(Network(kind=network_kind("full"), graph=graph, scope=text, corpus=text)))


def test_awkward_ids() -> None:
    graph = nx.MultiDiGraph()
    for node in ('a"<&>', "a b", "a\nb", "é"):
        graph.add_node(node, label=node, type="team")
    graph.add_edge('a"<&>', "a\nb", key="x", kind="x", weight=1)
    data = written(Network(kind=network_kind("full"), graph=graph))
    check(data)
    assert list(read(data)) == list(graph)
    assert list(read(data).edges()) == list(graph.edges())


def test_a_long_label_stands_in_full_in_a_column() -> None:
    label = "The partnership’s arrangements for the multi-agency safeguarding hub"
    root = check(written(made(a={"label": label}, b={})))
    node, other = root.iter(f"{G}node")
    assert node.get("label") == "The partnership’s arrangements for the multi-agency…"
    assert [value.get("value") for value in node.iterfind(f".//{G}attvalue[@for='full_label']")] == [label]
    assert other.find(f".//{G}attvalue[@for='full_label']") is None


def test_every_type_of_column() -> None:
    types = {attribute.get("type") for attribute in check(written(told())).iter(f"{G}attribute")}
    assert types == {"string", "integer", "liststring"}
    assert {column.type for column in load_columns()} <= {
        "string",
        "integer",
        "double",
        "boolean",
        "date",
        "liststring",
    }, "say in gexf.py, tables.py and graphml.py how the new type is written, and test it"


@given(networks())
def test_any_network_the_same_to_the_byte(network: Network) -> None:
    styles = dict.fromkeys(("a", "é", "b"), STYLE)
    data = written(network, **styles)
    check(data)
    check_read(network, data)
    assert data == written(replace(network, graph=network.graph.copy()), **styles)
    still = static_variant(network)
    check_read(still, written(still))
    root = check(written(still))
    assert root.find(f"{G}graph").get("mode") == "static"
    assert len(root.findall(f".//{G}attributes")) <= 2  # graphology reads no more


def test_memory_is_flat() -> None:
    class Sink(io.BytesIO):
        largest = 0

        def write(self, block: Any) -> int:
            self.largest = max(self.largest, len(block))
            return len(block)

    network = made(**{f"n{place}": {"quote": "words " * 20} for place in range(3000)})
    sink = Sink()
    write_gexf(network, sink)
    assert 0 < sink.largest < 200_000


@pytest.fixture(scope="module")
def projected(seed_store: Path) -> Callable[[str], Network]:
    def project(kind: str) -> Network:
        filters = network_filters(authority="Blackpool") if kind == "timeline" else network_filters()
        with open_store(seed_store) as store:
            return project_network(store, kind, filters, name="Blackpool" if kind == "around" else None)

    return project


@pytest.mark.parametrize("kind", load_kinds())
def test_the_networks_of_the_seeds(projected: Callable[[str], Network], kind: str) -> None:
    network = projected(kind)
    assert network.graph.number_of_nodes() > 0
    for one in (network, static_variant(network)):
        data = written(one)
        check(data)
        check_read(one, data)
        assert data == written(one)
