"""GraphML for yEd and Cytoscape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import IO, TYPE_CHECKING, Any

from inspectgraph.export.gephi.outline import Outline, outline_edges, outline_nodes
from inspectgraph.export.gephi.static import static_variant
from inspectgraph.export.gephi.words import number, one_line, short_label, without_controls
from inspectgraph.networks.model import ColumnType, Network

if TYPE_CHECKING:
    import networkx as nx

_VALUES: Mapping[ColumnType, Callable[[Any], str | float | None]] = {
    "string": without_controls,
    "integer": int,
    "double": lambda value: float(number(value)) if isfinite(value) else None,
    "boolean": bool,
    "liststring": lambda values: without_controls("; ".join(values)),
    "date": without_controls,
    "anyURI": without_controls,
}


def write_graphml(network: Network, out: IO[bytes]) -> None:
    """Write a network without its time (see `static_variant`) as GraphML: plain values, lists joined by "; ".

    networkx's writer does it, always the one that needs no lxml: the bytes are the same with and without it.
    It builds the file in memory. Raises as `outline_nodes` and `outline_edges`, with nothing written.

    >>> import io, networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph()
    >>> some.add_node("a", label="A", type="issue")
    >>> write_graphml(Network(kind=network_kind("full"), graph=some), stream := io.BytesIO())
    >>> b'<data key="d1">issue</data>' in stream.getvalue()
    True
    """
    import networkx as nx

    outline_nodes(network)
    outline_edges(network)
    nx.write_graphml_xml(_plain(static_variant(network)), out)


def _plain(network: Network) -> nx.MultiDiGraph:
    """The graph with plain values; its keys, which become the ids of edges, are each there once."""
    import networkx as nx

    nodes, edges = outline_nodes(network), outline_edges(network)
    graph = nx.MultiDiGraph()
    for node, cells in network.graph.nodes(data=True):
        whole = one_line(cells["label"])
        label = short_label(whole)
        full = {} if label is whole else {"full_label": whole}
        graph.add_node(
            node, label=label, type=without_controls(cells["type"]), **dict(_values(cells, nodes)) | full
        )
    for place, (source, target, cells) in enumerate(network.graph.edges(data=True)):
        weight = float(number(cells["weight"]))
        values = dict(_values(cells, edges))
        graph.add_edge(source, target, key=f"e{place}", kind=one_line(cells["kind"]), weight=weight, **values)
    return graph


def _values(cells: Mapping[str, Any], outline: Outline) -> Iterator[tuple[str, str | float]]:
    for column in outline.columns:
        if column.name in cells and (value := _VALUES[column.type](cells[column.name])) is not None:
            yield column.name, value
