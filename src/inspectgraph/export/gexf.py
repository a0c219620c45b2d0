"""GEXF 1.3, written line by line, valid against the official RELAX NG grammar.

Source: the Gephi project's GEXF 1.3 schema. networkx's own writer is not used: what it writes does not
validate (an empty `name`, a schema location that the grammar does not know).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    import networkx as nx

_NAMESPACE = "http://gexf.net/1.3"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_RESERVED = frozenset({"label", "weight", "kind"})


def write_gexf(network: nx.MultiDiGraph, out: IO[bytes], *, description: str) -> None:
    """Write a network with string attributes as GEXF 1.3.

    >>> import io, networkx
    >>> stream = io.BytesIO()
    >>> write_gexf(networkx.MultiDiGraph(), stream, description="nothing")
    >>> stream.getvalue().count(b"<node ")
    0
    """
    for line in _lines(network, description):
        out.write(line.encode() + b"\n")


def _lines(network: nx.MultiDiGraph, description: str) -> Iterator[str]:
    names = sorted({name for _, values in network.nodes(data=True) for name in values} - _RESERVED)
    ids = {name: str(number) for number, name in enumerate(names)}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<gexf xmlns="{_NAMESPACE}" version="1.3">'
    yield "  <meta>"
    yield "    <creator>inspectgraph</creator>"
    yield f"    <description>{_text(description)}</description>"
    yield "  </meta>"
    yield '  <graph defaultedgetype="directed" idtype="string">'
    if ids:
        yield '    <attributes class="node">'
        for name, number in ids.items():
            yield f'      <attribute id="{number}" title={_quoted(name)} type="string"/>'
        yield "    </attributes>"
    yield from _nodes(network, ids)
    yield from _edges(network)
    yield "  </graph>"
    yield "</gexf>"


def _nodes(network: nx.MultiDiGraph, ids: dict[str, str]) -> Iterator[str]:
    yield f'    <nodes count="{network.number_of_nodes()}">'
    for node, values in network.nodes(data=True):
        yield f"      <node id={_quoted(node)} label={_quoted(values.get('label', node))}>"
        yield "        <attvalues>"
        for name, number in ids.items():
            if name in values:
                yield f'          <attvalue for="{number}" value={_quoted(values[name])}/>'
        yield "        </attvalues>"
        yield "      </node>"
    yield "    </nodes>"


def _edges(network: nx.MultiDiGraph) -> Iterator[str]:
    yield f'    <edges count="{network.number_of_edges()}">'
    for number, (source, target, values) in enumerate(network.edges(data=True)):
        yield (
            f'      <edge id="{number}" source={_quoted(source)} target={_quoted(target)} '
            f'kind={_quoted(values.get("kind", ""))} weight="{float(values.get("weight", 1.0))}"/>'
        )
    yield "    </edges>"


def _text(value: object) -> str:
    return _CONTROL.sub("", str(value)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: object) -> str:
    return quoteattr(" ".join(_CONTROL.sub("", str(value)).split()))
