"""A network as one page that works from a file, with no network and no other files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import IO, TYPE_CHECKING

from inspectgraph.export.gephi.static import static_variant
from inspectgraph.export.gephi.styling import Styles, load_palette, type_style
from inspectgraph.export.gephi.words import one_line
from inspectgraph.networks.layout import marked_years
from inspectgraph.networks.model import Network
from inspectgraph.version import VERSION

if TYPE_CHECKING:
    import networkx as nx

_NAMED_FIRST = ("authority", "theme", "team type")
"""The types whose labels are drawn before all others: what a reader finds the way by."""
_PLACE = re.compile(r"@([A-Z]+)@")
_LIKE_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end the block of data early, written as JSON lets it be written."""


def write_page(network: Network, out: IO[bytes], *, styles: Styles) -> None:
    """Write the page: a canvas with search, filters and the evidence of each node; keys as well as mouse.

    Places and sizes are those of `styles`; the page lays nothing out and loads nothing.

    >>> import io, networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> stream = io.BytesIO()
    >>> write_page(Network(kind=network_kind("full"), graph=networkx.MultiDiGraph()), stream, styles={})
    >>> b"<canvas" in stream.getvalue(), b"http:" in stream.getvalue().replace(b"http://www.w3.org", b"")
    (True, False)
    """
    parts = {
        "TITLE": escape(network.title),
        "MEANING": escape(
            f"Nodes: {network.kind.nodes} Edges: {network.kind.edges} Weight: {network.kind.weight}"
        ),
        "MADE": escape(f"Made by inspectgraph {VERSION} of the letters {network.corpus[:16]}."),
        "STYLE": _asset("page.css"),
        "DATA": _as_json(page_data(network, styles)),
        "SCRIPT": _asset("page.js").replace("@PANEL@", _asset("panel.js")),
    }
    out.write(_PLACE.sub(lambda place: parts.get(place[1], place[0]), _asset("page.html")).encode())


@cache
def _asset(name: str) -> str:
    return files("inspectgraph.export.gephi").joinpath("assets", name).read_text(encoding="utf-8").rstrip()


def _as_json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda mark: _LIKE_MARKUP[mark[0]], text)


def page_data(network: Network, styles: Styles) -> Mapping[str, object]:
    """What the page's script is told: types, columns, kinds of edges, nodes and edges.

    Nodes are numbered in their order; years are whole numbers, null where something is always there; `marks`
    are years and where they begin along x, in timelines only.
    """
    still = static_variant(network).graph
    palette = load_palette()
    types = [name for name in palette if name in {type_ for _, type_ in still.nodes(data="type")}]
    kinds = sorted({kind for _, _, kind in still.edges(keys=True)})
    numbers = {node: number for number, node in enumerate(still)}
    names = [column.name for column in network.columns if column.of == "node"]
    shown = [name for name in names if name not in ("first_year", "last_year")]
    return {
        "types": [_type(name) for name in types],
        "columns": [[name, name.replace("_", " ")] for name in shown],
        "kinds": kinds,
        "marks": [[year, _number(x)] for year, x in marked_years(network)],
        "nodes": list(_nodes(network, still, styles, types, shown)),
        "edges": [
            {
                "from": numbers[one],
                "to": numbers[other],
                "kind": kinds.index(kind),
                "weight": _number(cells["weight"]),
                **_years(network.graph.edges[one, other, kind]),
                **_quote(cells),
            }
            for one, other, kind, cells in still.edges(keys=True, data=True)
        ],
    }


def _type(name: str) -> dict[str, object]:
    style = type_style(name)
    rank = _NAMED_FIRST.index(name) if name in _NAMED_FIRST else len(_NAMED_FIRST)
    return {"title": style.title, "colour": style.colour_code, "shape": style.shape, "rank": rank}


def _nodes(
    network: Network, still: nx.MultiDiGraph, styles: Styles, types: list[str], names: list[str]
) -> Iterator[dict[str, object]]:
    for node, cells in still.nodes(data=True):
        style = styles[node]
        yield {
            "id": node,
            "label": one_line(cells["label"]) or node,
            "type": types.index(cells["type"]),
            "x": _number(style.x),
            "y": _number(style.y),
            "size": _number(style.size),
            "cells": {name: _cell(cells[name]) for name in names if name in cells},
            **_years(network.graph.nodes[node]),
        }


def _years(cells: Mapping[str, object]) -> dict[str, int]:
    """The first and the last year of something; one that is still there has no last."""
    spells = cells.get("spells")
    if isinstance(spells, tuple) and spells:
        first, last = spells[0].start, spells[-1].end
        found = {"first": first and int(first[:4]), "last": last and int(last[:4])}
    else:
        days = [str(cells.get(name) or "") for name in ("first_date", "last_date")]
        found = {"first": days[0] and int(days[0][:4]), "last": days[1] and int(days[1][:4])}
        found = {**found, **{name: cells[f"{name}_year"] for name in found if f"{name}_year" in cells}}
    return {name: int(year) for name, year in found.items() if year}


def _quote(cells: Mapping[str, object]) -> dict[str, object]:
    if "quote" not in cells:
        return {}
    page = f", page {cells['quote_page']}" if "quote_page" in cells else ""
    return {"quote": cells["quote"], "place": f"{cells.get('quote_file', '')}{page}"}


def _cell(cell: object) -> object:
    return ", ".join(cell) if isinstance(cell, tuple) else cell


def _number(value: float) -> float | int:
    """A number as JSON writes it shortest.

    >>> _number(2.0), _number(0.5)
    (2, 0.5)
    """
    return int(value) if value == int(value) else value
