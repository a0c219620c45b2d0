"""The README of an exported folder: what is in which file, and what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from inspectgraph.networks.model import Column, Network
from inspectgraph.version import VERSION

FILES = {
    "{name}.gexf": "GEXF 1.3 with time, for Gephi: enable its timeline.",
    "{name}-static.gexf": "The same for Gephi Lite and sigma: no time, years as numbers to filter by.",
    "{name}.html": "A page to look at, offline in any browser: search, filters, evidence.",
    "nodes.csv": "The nodes, for Gephi's spreadsheet import, Excel, R or Python.",
    "edges.csv": "The edges, for the same: import the nodes first.",
    "{name}.graphml": "GraphML without time, for yEd and Cytoscape.",
    "legend.svg": "What colours and shapes mean, to put beside a picture.",
    "legend.png": "The same as a picture.",
    "README.md": "This file.",
}
"""What a folder holds; `{name}` is the kind of network."""
_MADE_BY = "Made by inspectgraph"


def write_readme(network: Network, out: IO[bytes], *, files: Iterable[str]) -> None:
    """Write the README of a folder that holds `files`, in Markdown.

    >>> import io, networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> stream = io.BytesIO()
    >>> write_readme(Network(kind=network_kind("full"), graph=networkx.MultiDiGraph()), stream, files=[])
    >>> stream.getvalue().decode().splitlines()[0]
    '# Everything'
    """
    out.write(("\n".join(_lines(network, set(files))) + "\n").encode())


def is_readme(path: Path) -> bool:
    """Whether a file is the README of a folder that an export wrote.

    >>> is_readme(Path("nowhere"))
    False
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return bool(lines) and lines[-1].startswith(_MADE_BY)


def _lines(network: Network, files: set[str]) -> Iterator[str]:
    graph, kind = network.graph, network.kind
    yield f"# {network.title}"
    count = f"{graph.number_of_nodes()} nodes and {graph.number_of_edges()} edges"
    yield f"{count}, of what inspectors' letters say.\n"
    yield f"- **Nodes**: {kind.nodes}"
    yield f"- **Edges**: {kind.edges}"
    yield f"- **Weight**: {kind.weight}"
    if kind.is_symmetric:
        yield "- A pair has no direction, though Gephi is told one: one edge, from the id that sorts first."
    yield "\n## Files\n| file | what it is |\n| --- | --- |"
    for name, what in FILES.items():
        file = name.format(name=kind.name)
        if file in files:
            yield f"| `{file}` | {what} |"
    for of, title in (("node", "Columns of nodes"), ("edge", "Columns of edges")):
        columns = [column for column in network.columns if column.of == of]
        if columns:
            yield f"\n## {title}\n| column | type | meaning |\n| --- | --- | --- |"
            yield from map(_row, columns)
    yield (
        "\nWhat inspectors state and what is inferred from several letters are told apart in the graph: ask\n"
        "`inspectgraph show` with the identifier of a node. Silence never settles an issue."
    )
    yield f"\n{_MADE_BY} {VERSION}; hash of the letters: `{network.corpus}`."


def _row(column: Column) -> str:
    changes = ", changes in time" if column.changes else ""
    return f"| `{column.name}` | {column.type}{changes} | {column.meaning} |"
