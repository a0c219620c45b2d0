"""What a network holds, looked through once before it is written, so that no faulty file is begun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, Literal

from inspectgraph.errors import DataError, MisuseError
from inspectgraph.export.gephi.words import LONGEST_LABEL, has_control
from inspectgraph.networks.model import Column, Network, Spell, load_columns

Of = Literal["node", "edge"]
_RESERVED: Mapping[Of, frozenset[str]] = {
    "node": frozenset({"label", "type", "spells"}),
    "edge": frozenset({"kind", "weight", "spells"}),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The columns of a network's nodes or edges, which of them change in it, and whether any has spells."""

    columns: tuple[Column, ...]
    changing: frozenset[str]
    has_spells: bool

    @property
    def has_time(self) -> bool:
        """Whether anything of it comes, goes or changes."""
        return self.has_spells or bool(self.changing)


def outline_nodes(network: Network) -> Outline:
    """The outline of the nodes.

    The column `full_label` is among them where a label is longer than a file's labels are.

    Raises MisuseError for a node that only an edge names, for one whose id can't stand in a file and for
    spells that overlap or end before they start; DataError for a cell that has no column.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph()
    >>> some.add_node("a", label="A", type="team", status="single", region="London")
    >>> outline = outline_nodes(Network(kind=network_kind("full"), graph=some))
    >>> [column.name for column in outline.columns], outline.has_time
    (['region', 'status'], False)
    """
    seen = _Seen(of="node")
    for node, cells in network.graph.nodes(data=True):
        if "label" not in cells or "type" not in cells:
            raise MisuseError(
                "an edge ends at a node that the network lacks",
                where=repr(node),
                remedy="give the node a label and a type, or leave the edge out",
            )
        if not isinstance(node, str) or not node or has_control(node):
            raise MisuseError("no file can hold this id of a node", where=repr(node), remedy="use an IRI")
        if len(cells["label"]) > LONGEST_LABEL:
            seen.names.add("full_label")
        seen.look_at(cells, node)
    return seen.outline()


def outline_edges(network: Network) -> Outline:
    """The outline of the edges. Raises as `outline_nodes`, and MisuseError for a weight of 0 or less."""
    seen = _Seen(of="edge")
    for source, target, cells in network.graph.edges(data=True):
        if "kind" not in cells or not 0 < cells.get("weight", 0) < inf:
            raise MisuseError(
                "an edge needs a kind and a finite weight above 0",
                where=f"{source} to {target}",
                remedy="say what it counts, or leave it out",
            )
        seen.look_at(cells, source, target)
    return seen.outline()


@dataclass(slots=True, kw_only=True)
class _Seen:
    of: Of
    names: set[str] = field(default_factory=set)
    changing: set[str] = field(default_factory=set)
    has_spells: bool = False
    may: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.may = tuple(column.name for column in load_columns() if column.of == self.of and column.changes)

    def look_at(self, cells: Mapping[str, Any], *ends: str) -> None:
        self.names.update(cells)
        if cells.get("spells"):
            _check_spells(cells["spells"], " to ".join(ends))
            self.has_spells = True
        for name in self.may:
            if isinstance(cells.get(name), tuple):
                _check_spells((timed.spell for timed in cells[name]), f"{name} of {' to '.join(ends)}")
                self.changing.add(name)

    def outline(self) -> Outline:
        columns = tuple(
            column for column in load_columns() if column.of == self.of and column.name in self.names
        )
        undeclared = self.names - _RESERVED[self.of] - {column.name for column in columns}
        if undeclared:
            raise DataError(
                f"no column of {self.of}s is called {min(undeclared)!r}",
                where="ontology/networks/columns.csv",
                remedy="add a line with its type and meaning",
            )
        return Outline(columns=columns, changing=frozenset(self.changing), has_spells=self.has_spells)


def _check_spells(spells: Iterable[Spell], where: str) -> None:
    free_from: str | None = ""
    for start, end in spells:
        is_later = free_from == "" or bool(start and free_from and start >= free_from)
        is_forward = start is None or end is None or end > start
        if not (is_later and is_forward and all(_DAY.fullmatch(day) for day in (start, end) if day)):
            raise MisuseError(
                "spells overlap, end before they start or are no days",
                where=where,
                remedy="give them in order of time, each ending after its first day",
            )
        free_from = end
