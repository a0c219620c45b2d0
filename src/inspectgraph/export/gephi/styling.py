"""How nodes look: their place, size, colour and shape."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from inspectgraph.errors import DataError
from inspectgraph.knowledge.tables import load_table
from inspectgraph.networks.layout import node_sizes
from inspectgraph.networks.model import Network

SHAPES = ("disc", "square", "triangle", "diamond")
"""The shapes that GEXF has a word for."""


class NodeStyle(NamedTuple):
    """The look of a node: y grows upwards, size is a radius, colour red, green and blue from 0 to 255."""

    x: float
    y: float
    size: float
    colour: tuple[int, int, int]
    shape: str


Styles = Mapping[str, NodeStyle]
"""The looks of nodes, by node."""


class TypeStyle(NamedTuple):
    """What nodes of a type have in common."""

    title: str
    colour: tuple[int, int, int]
    shape: str

    @property
    def colour_code(self) -> str:
        """The colour as web pages write it.

        >>> type_style("issue").colour_code
        '#d55e00'
        """
        return "#" + "".join(f"{part:02x}" for part in self.colour)


def style_network(network: Network, *, positions: Mapping[str, tuple[float, float]]) -> dict[str, NodeStyle]:
    """The look of each node, in sorted order; positions and sizes have 1 decimal.

    The area of a node grows with the sum of the weights of its edges, the colour and shape are those of its
    type. Raises KeyError for a node without a position, DataError for a type that the palette lacks.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph()
    >>> some.add_node("a", label="Blackpool", type="authority")
    >>> one = Network(kind=network_kind("full"), graph=some)
    >>> style_network(one, positions={"a": (2.0, 1.0)})["a"]
    NodeStyle(x=2.0, y=1.0, size=14.0, colour=(0, 114, 178), shape='disc')
    """
    styles = {}
    for node, size in node_sizes(network.graph).items():
        x, y = positions[node]
        look = type_style(str(network.graph.nodes[node]["type"]))
        # Adding 0.0 makes 0.0 of -0.0.
        styles[node] = NodeStyle(round(x, 1) + 0.0, round(y, 1) + 0.0, size, look.colour, look.shape)
    return styles


def type_style(node_type: str) -> TypeStyle:
    """How nodes of a type look. Raises DataError for a type that the palette lacks.

    >>> type_style("issue")
    TypeStyle(title='Issue', colour=(213, 94, 0), shape='diamond')
    """
    palette = load_palette()
    if node_type not in palette:
        raise DataError(
            f"the type {node_type!r} has no colour",
            where="ontology/networks/palette.csv",
            remedy=f"add a row for it, with a shape of {', '.join(SHAPES)}",
        )
    return palette[node_type]


@cache
def load_palette() -> dict[str, TypeStyle]:
    """The looks of types in the order of `ontology/networks/palette.csv`. Raises DataError for a wrong cell.

    >>> list(load_palette())[0]
    'authority'
    """
    rows = load_table("networks/palette.csv", columns=("type", "title", "colour", "shape"))
    return {row["type"]: TypeStyle(row["title"], _colour(row), _shape(row)) for row in rows}


def _colour(row: Mapping[str, str]) -> tuple[int, int, int]:
    digits = row["colour"].removeprefix("#")
    if len(digits) != len("RRGGBB") or set(digits) - set("0123456789ABCDEFabcdef"):
        raise _wrong_cell(row, "colour", "write # and six hexadecimal digits")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _shape(row: Mapping[str, str]) -> str:
    if row["shape"] not in SHAPES:
        raise _wrong_cell(row, "shape", f"write one of {', '.join(SHAPES)}")
    return row["shape"]


def _wrong_cell(row: Mapping[str, str], column: str, remedy: str) -> DataError:
    return DataError(
        f"the {column} of {row['type']!r} is {row[column]!r}",
        where="ontology/networks/palette.csv",
        remedy=remedy,
    )
