"""GEXF 1.3, written in blocks of lines, valid against the official RELAX NG grammar.

Source: the GEXF 1.3 grammar (https://gexf.net) and what reads it: `ImporterGEXF` of github.com/gephi/gephi,
`IntervalSet` of github.com/gephi/graphstore and the parser of graphology-gexf. They settle what the grammar
leaves open:

- Gephi's intervals hold both their ends and may touch but not overlap: a spell of one day ends the next day.
- Gephi drops columns of the type `anyURI`; neither it nor the grammar knows `date`: both are strings here.
- graphology takes the ids of attributes as names, and sigma draws by a node's `type`: a node's type has the
  id `node_type` and the title "type".
- graphology reads one block of attributes of nodes and one of edges, so an empty block is never written.
- networkx does not read an edge's `kind`: its label says the same.

networkx's own writer is not used: what it writes does not validate (an empty `name`, a schema location that
the grammar does not know).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from inspectgraph.export.gephi.outline import Outline, outline_edges, outline_nodes
from inspectgraph.export.gephi.words import (
    cell_writers,
    escaped,
    number,
    one_line,
    short_label,
    write_blocks,
)
from inspectgraph.networks.model import Column, ColumnType, Network, Spell, Timed
from inspectgraph.version import VERSION

if TYPE_CHECKING:
    from inspectgraph.export.gephi.styling import NodeStyle, Styles

_TYPES: Mapping[ColumnType, str] = {
    "string": "string",
    "integer": "integer",
    "double": "double",
    "boolean": "boolean",
    "liststring": "liststring",
    "date": "string",
    "anyURI": "string",
}
_SHOWN = cell_writers(escaped)
_Cells = Callable[[Mapping[str, Any]], str]


def write_gexf(network: Network, out: IO[bytes], *, styles: Styles | None = None) -> None:
    """Write a network as GEXF 1.3: dynamic where anything in it comes, goes or changes, else static.

    `styles` are positions, sizes, colours and shapes by node; a node that they lack has none.

    Raises MisuseError and DataError, with nothing written, for a network that is not sound (see
    `outline_nodes`).

    >>> import io, networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> stream = io.BytesIO()
    >>> write_gexf(Network(kind=network_kind("full"), graph=networkx.MultiDiGraph()), stream)
    >>> print(stream.getvalue().decode().splitlines()[-6].strip())
    <nodes count="0">
    """
    nodes, edges = outline_nodes(network), outline_edges(network)
    write_blocks(_lines(network, nodes, edges, styles or {}), out)


def _lines(network: Network, nodes: Outline, edges: Outline, styles: Styles) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"  <meta>\n    <creator>inspectgraph {VERSION}</creator>\n"
    yield f"    <description>{escaped(describe(network))}</description>\n  </meta>\n"
    mode = 'mode="static"'
    if nodes.has_time or edges.has_time:
        mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"'
    yield f'  <graph {mode} defaultedgetype="directed" idtype="string">\n'
    yield from _declarations("node", nodes)
    yield from _declarations("edge", edges)
    yield f'    <nodes count="{network.graph.number_of_nodes()}">\n'
    yield from _nodes(network, nodes, styles)
    yield f'    </nodes>\n    <edges count="{network.graph.number_of_edges()}">\n'
    yield from _edges(network, edges)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def describe(network: Network) -> str:
    """What a network is, for readers of the file alone: its kind, the query and the letters it is made from.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = Network(kind=network_kind("co-issues"), graph=networkx.MultiDiGraph(), scope="Blackpool")
    >>> describe(some)[:62]
    'Issues raised together: Blackpool. Nodes: Themes. Edges: Two t'
    """
    kind, scope = network.kind, one_line(network.scope)
    query = f"the network {kind.name!r}, {scope or 'of all letters'}"
    meant = f"Nodes: {kind.nodes} Edges: {kind.edges} Weight: {kind.weight}"
    letters = f" Hash of the letters: {one_line(network.corpus)}." if network.corpus else ""
    return f"{one_line(network.title)}. {meant} Query: {query}.{letters}"


def _declarations(of: str, outline: Outline) -> Iterator[str]:
    """The attributes in two blocks, those that change in the second; their meanings stand beside them."""
    for mode in ("static", "dynamic"):
        lines = [
            _declaration(column.name, column.name, _TYPES[column.type], column.meaning)
            for column in outline.columns
            if (column.name in outline.changing) == (mode == "dynamic")
        ]
        if of == "node" and mode == "static":
            lines.insert(0, _declaration("node_type", "type", "string", "What the node is."))
        if lines:
            yield f'    <attributes class="{of}" mode="{mode}">\n{"".join(lines)}    </attributes>\n'


def _declaration(id_: str, title: str, type_: str, meaning: str) -> str:
    """One attribute. The grammar's one place for its meaning is a comment, which must hold no two hyphens."""
    remark = escaped(one_line(meaning)).replace("--", "–")
    return f'      <attribute id="{id_}" title="{title}" type="{type_}"/><!-- {remark} -->\n'


def _nodes(network: Network, outline: Outline, styles: Styles) -> Iterator[str]:
    write_cells = _cell_writer(outline, begun_with=(("type", "node_type"),))
    for node, cells in network.graph.nodes(data=True):
        whole = one_line(cells["label"])
        label = short_label(whole)
        if label is not whole:
            cells = {**cells, "full_label": whole}
        body = write_cells(cells) + _spells(cells.get("spells", ())) + _style(styles.get(node))
        yield f'      <node id="{escaped(node)}" label="{escaped(label)}">\n{body}      </node>\n'


def _edges(network: Network, outline: Outline) -> Iterator[str]:
    write_cells = _cell_writer(outline)
    awkward = {node: text for node in network.graph if (text := escaped(node)) != node}
    for place, (source, target, cells) in enumerate(network.graph.edges(data=True)):
        kind = _kind(cells["kind"])
        opening = (
            f'      <edge id="{place}" source="{awkward.get(source, source)}" '
            f'target="{awkward.get(target, target)}" type="directed" '
            f'kind="{kind}" label="{kind}" weight="{number(cells["weight"])}"'
        )
        body = write_cells(cells)
        if "spells" in cells:
            body += _spells(cells["spells"])
        yield f"{opening}>\n{body}      </edge>\n" if body else f"{opening}/>\n"


@lru_cache(maxsize=256)
def _kind(kind: str) -> str:
    """The name of a kind as it is written; networks have few."""
    return escaped(one_line(kind))


def _cell_writer(outline: Outline, *, begun_with: tuple[tuple[str, str], ...] = ()) -> _Cells:
    """What makes the lines of an element's cells from its data: worked out once, as it runs for each."""
    named = [(name, _opening(id_), escaped) for name, id_ in begun_with]
    steady = [column for column in outline.columns if column.name not in outline.changing]
    plain = [*named, *((column.name, _opening(column.name), _SHOWN[column.type]) for column in steady)]
    changing = [column for column in outline.columns if column.name in outline.changing]

    def write_cells(cells: Mapping[str, Any]) -> str:
        lines = [
            f'{opening}{text}"/>\n'
            for name, opening, shown in plain
            if name in cells and (text := shown(cells[name]))
        ]
        for column in changing:
            lines += _changes(column, cells.get(column.name, ()))
        return f"        <attvalues>\n{''.join(lines)}        </attvalues>\n" if lines else ""

    return write_cells


def _opening(id_: str) -> str:
    return f'          <attvalue for="{id_}" value="'


def _changes(column: Column, cell: tuple[Timed, ...] | str) -> Iterator[str]:
    timed = (Timed(cell, Spell()),) if isinstance(cell, str) else cell
    for value, spell in timed:
        yield f'{_opening(column.name)}{escaped(value)}"{_bounds(spell)}/>\n'


def _spells(spells: tuple[Spell, ...]) -> str:
    lines = [f"          <spell{bounds}/>\n" for spell in spells if (bounds := _bounds(spell))]
    return f"        <spells>\n{''.join(lines)}        </spells>\n" if lines else ""


def _bounds(spell: Spell) -> str:
    start = f' start="{spell.start}"' if spell.start else ""
    return f'{start} end="{spell.end}"' if spell.end else start


def _style(style: NodeStyle | None) -> str:
    if style is None:
        return ""
    red, green, blue = style.colour
    return (
        f'        <viz:size value="{number(style.size)}"/>\n'
        f'        <viz:position x="{number(style.x)}" y="{number(style.y)}" z="0"/>\n'
        f'        <viz:color r="{red}" g="{green}" b="{blue}" a="1"/>\n'
        f'        <viz:shape value="{style.shape}"/>\n'
    )
