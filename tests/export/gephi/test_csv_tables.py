"""The tables of nodes and edges, with Gephi's headings, read back as Gephi reads them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from tests.networks.strategies import networks

from inspectgraph.export.gephi.outline import outline_edges, outline_nodes
from inspectgraph.export.gephi.styling import NodeStyle
from inspectgraph.export.gephi.tables import write_edges_csv, write_nodes_csv
from inspectgraph.export.gephi.words import number, one_line, short_label, without_controls
from inspectgraph.networks.model import Network, Spell, Timed, network_kind

S = Spell
PLAIN = {"string", "date", "anyURI"}


def text_of(write: Callable[..., None], network: Network, **options: Any) -> str:
    out = io.BytesIO()
    write(network, out, **options)
    return out.getvalue().decode()


def rows_of(text: str) -> list[dict[str, str]]:
    """As Gephi's parser takes it: a comma, double quotes that may be doubled, a backslash that escapes."""
    heading, *rows = csv.reader(io.StringIO(text, newline=""), escapechar="\\", strict=True)
    assert len(set(map(str.lower, heading))) == len(heading)  # Gephi drops the second of two
    return [dict(zip(heading, row, strict=True)) for row in rows]


def made(**cells: Any) -> Network:
    graph = nx.MultiDiGraph()
    graph.add_node("https://example.org/a", **{"label": "A", "type": "issue"} | cells)
    return Network(kind=network_kind("full"), graph=graph)


def told() -> Network:
    network = made(
        label="=1+1, “é”",
        status=(Timed("single", S(None, "2019-02-12")), Timed('the "last"', S("2019-02-12"))),
        aliases=("a, b", 'the "door"'),
        spells=(S("2012-03-05", "2016-01-19"), S("2019-02-12")),
    )
    network.graph.add_node("https://example.org/b", label="B", type="visit", visits=2)
    network.graph.add_edge(
        "https://example.org/a",
        "https://example.org/b",
        key="x",
        kind="raised at",
        weight=2,
        shared=("C:\\",),
    )
    network.graph.add_edge(
        "https://example.org/a", "https://example.org/b", key="y", kind="stated", weight=0.5
    )
    return network


NODES = r'''Id,Label,timeset,type,status,visits,aliases,X,Y,size,colour
https://example.org/a,"=1+1, “é”","<[2012-03-05, 2016-01-19]; [2019-02-12, Infinity]>",issue,"<[-Infinity, 2019-02-12, ""single""]; [2019-02-12, Infinity, ""the \\""last\\""""]>",,"[""a, b"", ""the \\""door\\""""]",12.5,-40,10,#D55E00
https://example.org/b,B,,visit,,2,,,,,
'''

EDGES = r"""Source,Target,Type,Kind,Id,Label,Weight,shared
https://example.org/a,https://example.org/b,Directed,raised at,0,raised at,2,"[""C:\\\\""]"
https://example.org/a,https://example.org/b,Directed,stated,1,stated,0.5,
"""


def test_in_full() -> None:
    styles = {"https://example.org/a": NodeStyle(12.5, -40.0, 10.0, (213, 94, 0), "diamond")}
    assert text_of(write_nodes_csv, told(), styles=styles) == NODES.replace("\n", "\r\n")
    assert text_of(write_edges_csv, told()) == EDGES.replace("\n", "\r\n")


HEADINGS: dict[str, tuple[Network, str]] = {
    "nothing": (Network(kind=network_kind("full"), graph=nx.MultiDiGraph()), "Id,Label,type"),
    "plain": (made(region="London"), "Id,Label,type,region"),
    "spells": (made(spells=(S("2019-01-01"),)), "Id,Label,timeset,type"),
    "a changing status": (made(status=(Timed("single", S("2019-01-01")),)), "Id,Label,type,status"),
    "a long label": (made(label="a" * 61), "Id,Label,type,full_label"),
}

CELLS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "a formula": ({"quote": "=1+1"}, {"quote": "=1+1"}),
    "a minus": ({"quote": "-2"}, {"quote": "-2"}),
    "line ends": ({"quote": "a\r\nb\nc"}, {"quote": "a\r\nb\nc"}),
    "quotes": ({"quote": '"a", b'}, {"quote": '"a", b'}),
    "a backslash": ({"quote": 'a\\" \\n \\'}, {"quote": 'a\\" \\n \\'}),
    "controls": ({"quote": "a\x00\x1b\ud800b"}, {"quote": "ab"}),
    "accents": ({"label": "Ŵ é 😀"}, {"Label": "Ŵ é 😀"}),
    "a steady status": ({"status": "single"}, {"status": "single"}),
    "an open start": ({"spells": (S(None, "2019-01-02"),)}, {"timeset": "<[-Infinity, 2019-01-02]>"}),
    "an empty list": ({"aliases": ()}, {"aliases": ""}),
    "a list": ({"aliases": ("a\\b",)}, {"aliases": '["a\\\\b"]'}),
}


def test_tables_are_whole() -> None:
    assert (len(HEADINGS), len(CELLS)) == (5, 11)


@pytest.mark.parametrize("name", HEADINGS)
def test_heading(name: str) -> None:
    network, heading = HEADINGS[name]
    assert text_of(write_nodes_csv, network).splitlines()[0] == heading


@pytest.mark.parametrize("name", CELLS)
def test_cell(name: str) -> None:
    cells, expected = CELLS[name]
    (row,) = rows_of(text_of(write_nodes_csv, made(**cells)))
    assert {column: row[column] for column in expected} == expected


def test_a_steady_value_beside_changing_ones_always_holds() -> None:
    network = made(grade="good")
    network.graph.add_node("b", label="B", type="visit", grade=(Timed("good", S("2019-01-01")),))
    first, _ = rows_of(text_of(write_nodes_csv, network))
    assert first["grade"] == '<[-Infinity, Infinity, "good"]>'


@given(networks())
def test_any_nodes(network: Network) -> None:
    text, outline = text_of(write_nodes_csv, network), outline_nodes(network)
    rows = rows_of(text)
    assert text == text_of(write_nodes_csv, network)
    assert [row["Id"] for row in rows] == list(network.graph)
    for row, (_, cells) in zip(rows, network.graph.nodes(data=True), strict=True):
        assert row["Label"] == short_label(one_line(cells["label"]))
        if row["Label"].endswith("…") and row["Label"] != one_line(cells["label"]):
            assert row["full_label"] == one_line(cells["label"])
        assert ("timeset" in row) == outline.has_spells
        for column in outline.columns:
            if column.type in PLAIN and column.name not in outline.changing and column.name != "full_label":
                assert row[column.name] == without_controls(cells.get(column.name, ""))


@given(networks())
def test_any_edges(network: Network) -> None:
    rows, outline = rows_of(text_of(write_edges_csv, network)), outline_edges(network)
    assert [(row["Source"], row["Target"]) for row in rows] == list(network.graph.edges())
    assert [row["Id"] for row in rows] == [str(place) for place in range(len(rows))]
    for row, (_, _, cells) in zip(rows, network.graph.edges(data=True), strict=True):
        assert row["Kind"] == row["Label"] == one_line(cells["kind"])
        assert (row["Type"], row["Weight"]) == ("Directed", number(cells["weight"]))
        for column in outline.columns:
            if column.type in PLAIN:
                assert row[column.name] == without_controls(cells.get(column.name, ""))
