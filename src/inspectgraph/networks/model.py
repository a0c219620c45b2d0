"""A network: a networkx graph projected from the store, with what its nodes, edges and weights mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, cast, get_args

from inspectgraph.errors import DataError
from inspectgraph.knowledge.tables import load_table

if TYPE_CHECKING:
    import networkx as nx

ColumnType = Literal["string", "integer", "double", "boolean", "date", "liststring", "anyURI"]
"""The types of columns, as in GEXF 1.3: cells are str, int, float, bool, an ISO day, a tuple of str, str."""


class Spell(NamedTuple):
    """The days from `start` up to, and without, `end`, both ISO; None where there is no first or last.

    >>> Spell("2019-02-12", "2019-02-13").end
    '2019-02-13'
    """

    start: str | None = None
    end: str | None = None


class Timed(NamedTuple):
    """What a changing column says in a spell."""

    value: str
    spell: Spell


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of nodes or edges: `changes` tells that its cells are tuples of Timed, in order of time."""

    name: str
    of: Literal["node", "edge"]
    type: ColumnType
    changes: bool
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkKind:
    """What a kind of network is made of, in sentences for its reader.

    In a symmetric one a pair is one edge, from the node whose id sorts first.
    """

    name: str
    title: str
    nodes: str
    edges: str
    weight: str
    is_symmetric: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A projected network.

    `graph` has IRIs as nodes, in sorted order, each with `label`, `type` (networks/palette.csv) and cells of
    columns of nodes; its edges, in sorted order, have their kind as key and as `kind`, a `weight` above 0 and
    cells of columns of edges. A node or edge may have `spells`, a tuple of Spell in order of time
    that do not overlap: without it, it is always there. A cell that nothing is known of is left out.
    `scope` says in words what was asked for ("Blackpool, since 2018"), "" for everything; `corpus` is a hash
    of the letters that the store holds.
    """

    kind: NetworkKind
    graph: nx.MultiDiGraph
    scope: str = ""
    corpus: str = ""

    @property
    def title(self) -> str:
        """The kind and the scope in one line."""
        return f"{self.kind.title}: {self.scope}" if self.scope else self.kind.title

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that a node or edge of it has a cell of, in the order of their table.

        >>> import networkx
        >>> some = networkx.MultiDiGraph()
        >>> some.add_node("a", label="A", type="authority", region="London")
        >>> [column.name for column in Network(kind=network_kind("full"), graph=some).columns]
        ['region']
        """
        names = {"node": set[str](), "edge": set[str]()}
        for _, cells in self.graph.nodes(data=True):
            names["node"].update(cells)
        for _, _, cells in self.graph.edges(data=True):
            names["edge"].update(cells)
        return tuple(column for column in load_columns() if column.name in names[column.of])


@cache
def load_columns() -> tuple[Column, ...]:
    """The columns that nodes and edges can have (`ontology/networks/columns.csv`).

    >>> load_columns()[0].name
    'authority'
    """
    rows = load_table("networks/columns.csv", columns=("of", "name", "type", "changes", "meaning"))
    for row in rows:
        if row["type"] not in get_args(ColumnType) or row["of"] not in ("node", "edge"):
            raise DataError(
                f"the column {row['name']!r} has the type {row['type']!r} of a {row['of']!r}",
                where="ontology/networks/columns.csv",
                remedy=f"write one of {', '.join(get_args(ColumnType))}, and node or edge",
            )
    return tuple(
        Column(
            name=row["name"],
            of=cast(Literal["node", "edge"], row["of"]),
            type=cast(ColumnType, row["type"]),
            changes=row["changes"] == "yes",
            meaning=row["meaning"],
        )
        for row in rows
    )


@cache
def load_kinds() -> dict[str, NetworkKind]:
    """The kinds of networks by name (`ontology/networks/networks.csv`).

    >>> list(load_kinds())[:3]
    ['full', 'issues', 'co-issues']
    """
    rows = load_table(
        "networks/networks.csv", columns=("name", "title", "nodes", "edges", "weight", "symmetric")
    )
    return {
        row["name"]: NetworkKind(
            name=row["name"],
            title=row["title"],
            nodes=row["nodes"],
            edges=row["edges"],
            weight=row["weight"],
            is_symmetric=row["symmetric"] == "yes",
        )
        for row in rows
    }


def network_kind(name: str) -> NetworkKind:
    """The kind of network of this name. Raises KeyError for none.

    >>> network_kind("co-issues").is_symmetric
    True
    """
    return load_kinds()[name]
