"""Networks made up by hypothesis, for the tests of all that is done with networks."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from inspectgraph.networks.model import (
    Column,
    ColumnType,
    Network,
    Spell,
    Timed,
    load_columns,
    network_kind,
)

TYPES = ("authority", "visit", "letter", "team", "team type", "person", "issue", "theme", "kind")
KINDS = ("raises", "inspected", "with", "<part & of>", "état")
LATEST_YEAR = 2030


def texts(*, max_size: int = 30) -> st.SearchStrategy[str]:
    """Words of any script with what trips writers: markup, quotes, controls, line ends, noncharacters."""
    awkward = "ab <>&\"'\\,;|[]=+-@\x00\x0b\x1b\x7f\x85\ufffe\uffff\n\t\r\xa0é😀"
    return st.one_of(st.text(awkward, max_size=max_size), st.text(max_size=max_size))


def days() -> st.SearchStrategy[str]:
    """Days in ISO form."""
    return st.dates(date(2009, 1, 1), date(LATEST_YEAR, 12, 31)).map(date.isoformat)


def spell_tuples() -> st.SearchStrategy[tuple[Spell, ...]]:
    """One to three spells in order of time that do not overlap; the first and last may be open."""
    return st.builds(
        _paired, st.lists(days(), min_size=2, max_size=6, unique=True), st.booleans(), st.booleans()
    )


def _paired(some: list[str], opens: bool, closes: bool) -> tuple[Spell, ...]:
    bounds: list[str | None] = [*sorted(some)[: len(some) // 2 * 2]]
    if opens:
        bounds[0] = None
    if not closes:
        bounds[-1] = None
    return tuple(Spell(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True))


@st.composite
def timed_cells(draw: st.DrawFn) -> tuple[Timed, ...]:
    """The cell of a changing column: values one after the other without a gap, the last one lasting."""
    bounds: list[str | None] = [*sorted(draw(st.lists(days(), min_size=1, max_size=4, unique=True))), None]
    values = st.sampled_from(("single", "persistent", "good", "requires-improvement"))
    return tuple(Timed(draw(values), Spell(start, end)) for start, end in pairwise(bounds))


_VALUES: dict[ColumnType, st.SearchStrategy[Any]] = {
    "string": texts(),
    "integer": st.integers(-1, LATEST_YEAR),
    "double": st.floats(-1000, 1000),
    "boolean": st.booleans(),
    "date": days(),
    "liststring": st.lists(texts(max_size=8), min_size=1, max_size=3).map(tuple),
    "anyURI": st.just("https://w3id.org/inspectgraph/id/team/E06000009/équipe?a=1&b=2"),
}


def cells(of: str) -> st.SearchStrategy[dict[str, Any]]:
    """Cells of up to three of the columns of nodes or edges."""
    columns = [column for column in load_columns() if column.of == of]
    some = st.lists(st.sampled_from(columns), max_size=3, unique=True)
    return some.flatmap(lambda drawn: st.fixed_dictionaries({column.name: _cell(column) for column in drawn}))


def _cell(column: Column) -> st.SearchStrategy[Any]:
    return timed_cells() if column.changes else _VALUES[column.type]


@st.composite
def networks(draw: st.DrawFn, *, kind: str = "full", max_nodes: int = 6, max_edges: int = 8) -> Network:
    """A network with spells, changing columns, parallel edges, loops and awkward labels, in sorted order."""
    graph = nx.MultiDiGraph()
    endings = st.text("ab/é&'<\"", min_size=1, max_size=4)
    nodes = sorted({f"https://example.org/{end}" for end in draw(st.lists(endings, max_size=max_nodes))})
    for node in nodes:
        graph.add_node(node, label=draw(texts(max_size=90)), type=draw(st.sampled_from(TYPES)))
        graph.nodes[node].update(draw(cells("node")), **draw(_spells()))
    if nodes:
        ends = st.sampled_from(nodes)
        edges = draw(st.lists(st.tuples(ends, ends, st.sampled_from(KINDS)), max_size=max_edges, unique=True))
        for source, target, name in sorted(edges):
            weight = draw(st.one_of(st.integers(1, 100), st.floats(1e-6, 1e6)))
            data = {**draw(cells("edge")), **draw(_spells())}
            graph.add_edge(source, target, key=name, kind=name, weight=weight, **data)
    return Network(kind=network_kind(kind), graph=graph, scope=draw(texts()), corpus="0123456789abcdef")


def _spells() -> st.SearchStrategy[dict[str, tuple[Spell, ...]]]:
    return st.one_of(st.just({}), st.fixed_dictionaries({"spells": spell_tuples()}))
