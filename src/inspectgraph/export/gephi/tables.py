"""A network as two CSV files with the headings that Gephi's spreadsheet import expects.

Source: github.com/gephi/gephi, `ImportNodesProcess` (Id, Label), `ImportEdgesProcess` (Source, Target, Type,
Kind, Id, Label, Weight), `AbstractImporterSpreadsheet` (`timeset`), `SpreadsheetUtils` (comma, double quotes,
backslash as escape) and `ExporterSpreadsheet`, whose headings in whose order these are; spells are written as
`IntervalsParser` of github.com/gephi/graphstore reads them.

Text is quoted and otherwise left as it is, so that Gephi gets the words of the letters: cells that begin with
`=`, `+`, `-` or `@` are not defused, so a spreadsheet program may take them for formulas. The tables that
`inspectgraph issues --format csv` and its like print are the ones for Excel. A backslash is doubled, as Gephi
takes one for an escape: read the files with `csv.reader(stream, escapechar="\\\\")`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from inspectgraph.export.gephi.outline import Outline, outline_edges, outline_nodes
from inspectgraph.export.gephi.words import (
    cell_writers,
    literal,
    number,
    one_line,
    short_label,
    without_controls,
    write_blocks,
)
from inspectgraph.networks.model import Column, Network, Spell

if TYPE_CHECKING:
    from inspectgraph.export.gephi.styling import Styles

_TEXTS = cell_writers(without_controls)


def write_nodes_csv(network: Network, out: IO[bytes], *, styles: Styles | None = None) -> None:
    r"""Write the nodes: Id, Label, `timeset` for spells, type, columns, X, Y, size, colour.

    `timeset` is there where any has spells; the last four, there where there are styles, are for other
    programs: Gephi places and colours nothing by a table. Raises as `outline_nodes`, with nothing written.

    >>> import io, networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph()
    >>> some.add_node("a", label="A, B", type="issue", spells=(Spell("2018-03-01"),))
    >>> write_nodes_csv(Network(kind=network_kind("full"), graph=some), stream := io.BytesIO())
    >>> print(stream.getvalue().decode().replace("\r", ""), end="")
    Id,Label,timeset,type
    a,"A, B","<[2018-03-01, Infinity]>",issue
    """
    outline = outline_nodes(network)
    heading = ["Id", "Label", *_timeset(outline), "type", *(column.name for column in outline.columns)]
    styled = ["X", "Y", "size", "colour"] if styles else []
    write_blocks(_csv_lines(heading + styled, _node_rows(network, outline, styles)), out)


def write_edges_csv(network: Network, out: IO[bytes]) -> None:
    """Write the edges: Source, Target, Type, Kind, Id, Label, `timeset` for spells, Weight, columns.

    `timeset` is there where any has spells, Type is Directed throughout, Kind keeps parallel edges apart.
    Raises as `outline_edges`, with nothing written.
    """
    outline = outline_edges(network)
    heading = ["Source", "Target", "Type", "Kind", "Id", "Label", *_timeset(outline), "Weight"]
    heading += [column.name for column in outline.columns]
    write_blocks(_csv_lines(heading, _edge_rows(network, outline)), out)


def _timeset(outline: Outline) -> list[str]:
    """Gephi's own name for the column of spells, if there is one."""
    return ["timeset"] if outline.has_spells else []


def _node_rows(network: Network, outline: Outline, styles: Styles | None) -> Iterator[list[str]]:
    for node, cells in network.graph.nodes(data=True):
        whole = one_line(cells["label"])
        label = short_label(whole)
        if label is not whole:
            cells = {**cells, "full_label": whole}
        row = [node, label]
        if outline.has_spells:
            row.append(_intervals(cells.get("spells", ())))
        row += [without_controls(cells["type"]), *_texts(cells, outline)]
        yield row + _place(node, styles) if styles else row


def _place(node: str, styles: Styles) -> list[str]:
    style = styles.get(node)
    if style is None:
        return ["", "", "", ""]
    return [number(style.x), number(style.y), number(style.size), "#{:02X}{:02X}{:02X}".format(*style.colour)]


def _edge_rows(network: Network, outline: Outline) -> Iterator[list[str]]:
    for place, (source, target, cells) in enumerate(network.graph.edges(data=True)):
        kind = one_line(cells["kind"])
        row = [source, target, "Directed", kind, str(place), kind]
        if outline.has_spells:
            row.append(_intervals(cells.get("spells", ())))
        yield [*row, number(cells["weight"]), *_texts(cells, outline)]


def _texts(cells: Mapping[str, Any], outline: Outline) -> Iterator[str]:
    for column in outline.columns:
        if column.name not in cells:
            yield ""
        elif column.name in outline.changing:
            yield _changes(column, cells)
        else:
            yield _TEXTS[column.type](cells[column.name])


def _changes(column: Column, cells: Mapping[str, Any]) -> str:
    cell = cells[column.name]
    timed = ((cell, Spell()),) if isinstance(cell, str) else cell
    parts = [f"[{_bounds(spell)}, {literal(without_controls(value))}]" for value, spell in timed]
    return f"<{'; '.join(parts)}>" if parts else ""


def _intervals(spells: Iterable[Spell]) -> str:
    parts = [f"[{_bounds(spell)}]" for spell in spells]
    return f"<{'; '.join(parts)}>" if parts else ""


def _bounds(spell: Spell) -> str:
    return f"{spell.start or '-Infinity'}, {spell.end or 'Infinity'}"


def _csv_lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    line = StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for row in chain((heading,), rows):
        writer.writerow([cell.replace("\\", "\\\\") for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
