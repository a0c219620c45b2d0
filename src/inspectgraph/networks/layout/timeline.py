"""A network in time: years from left to right, visits above, below them a lane for each issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inspectgraph.networks.layout.bodies import GAP, Place
from inspectgraph.networks.layout.grouping import reading_order
from inspectgraph.networks.layout.labels import LINE, box_of
from inspectgraph.networks.layout.packing import place_in_block

if TYPE_CHECKING:
    import networkx as nx

YEAR = 150.0
"""The width of a year."""


def place_in_time(graph: nx.MultiDiGraph, sizes: Mapping[str, float]) -> dict[str, Place]:
    """Visits by their `date` in a row, in rows above it where their labels would meet.

    Issues stand by the `date` on which they were first raised, one on each lane, the earliest on top;
    nodes of other types left of all, and first of all what has no date.
    """
    across = _places_across(graph)
    visits = [node for node in across if graph.nodes[node]["type"] == "visit"]
    issues = [node for node in across if graph.nodes[node]["type"] == "issue"]
    places = {**_in_rows(graph, visits, across, sizes), **_on_lanes(issues, across, sizes)}
    return {**places, **_beside(graph, places, sizes)}


def year_marks(graph: nx.MultiDiGraph) -> list[tuple[int, float]]:
    """The years that a timeline reaches, and how far right each begins, rounded to 1 decimal.

    There are none where nothing has a date.

    >>> import networkx
    >>> graph = networkx.MultiDiGraph()
    >>> graph.add_node("visit", type="visit", date="2018-07-01")
    >>> year_marks(graph)
    [(2018, 75.0), (2019, 225.0)]
    """
    known = [when for when in _moments(graph).values() if when is not None]
    years = range(int(min(known)), int(max(known)) + 2) if known else ()
    return [(year, round(_across(year, first=min(known)), 1)) for year in years]


def moment(cells: Mapping[str, Any]) -> float | None:
    """The date of a node in years, or its first year; None for neither.

    >>> moment({"date": "2018-07-01", "first_year": 2017}), moment({"first_year": 2017}), moment({})
    (2018.5, 2017.0, None)
    """
    year, _, rest = str(cells.get("date") or cells.get("first_year") or "").partition("-")
    if not year.isdigit():
        return None
    month, _, day = rest.partition("-")
    months = int(month) - 1 if month.isdigit() else 0
    days = int(day) - 1 if day.isdigit() else 0
    return int(year) + months / 12.0 + days / 372.0


def _places_across(graph: nx.MultiDiGraph) -> dict[str, float]:
    """How far right each visit and issue is, in order of time and then of reading."""
    moments = _moments(graph)
    first = min((when for when in moments.values() if when is not None), default=0.0)
    across = {node: 0.0 if when is None else _across(when, first=first) for node, when in moments.items()}
    return dict(
        sorted(across.items(), key=lambda item: (item[1], reading_order(graph.nodes[item[0]]), item[0]))
    )


def _moments(graph: nx.MultiDiGraph) -> dict[str, float | None]:
    """The moments of visits and issues."""
    return {
        node: moment(graph.nodes[node])
        for node in sorted(graph)
        if graph.nodes[node]["type"] in ("visit", "issue")
    }


def _across(when: float, *, first: float) -> float:
    return (when - first + 1.0) * YEAR


def _in_rows(
    graph: nx.MultiDiGraph, visits: Sequence[str], across: Mapping[str, float], sizes: Mapping[str, float]
) -> dict[str, Place]:
    """The visits, each in the lowest row in which nothing reaches it."""
    height = max((2.0 * sizes[node] + GAP for node in visits), default=0.0)
    ends: list[float] = []
    places = {}
    for node in visits:
        left, right = box_of(str(graph.nodes[node]["label"]), sizes[node])
        row = next((row for row, end in enumerate(ends) if end <= across[node] - left), len(ends))
        ends[row : row + 1] = [across[node] + right + GAP]
        places[node] = (across[node], (row + 0.5) * max(height, LINE))
    return places


def _on_lanes(
    issues: Sequence[str], across: Mapping[str, float], sizes: Mapping[str, float]
) -> dict[str, Place]:
    """The issues one below the other."""
    places, down = {}, LINE
    for node in issues:
        half = max(sizes[node] + GAP / 2.0, LINE / 2.0)
        places[node] = (across[node], -(down + half))
        down += 2.0 * half
    return places


def _beside(
    graph: nx.MultiDiGraph, placed: Mapping[str, Place], sizes: Mapping[str, float]
) -> dict[str, Place]:
    """What is no visit and no issue: in a block that ends left of all that is."""
    others = sorted(
        (node for node in graph if node not in placed),
        key=lambda node: (reading_order(graph.nodes[node]), node),
    )
    labels = {node: str(graph.nodes[node]["label"]) for node in graph}
    radii = [sizes[node] for node in others]
    widths = [box_of(labels[node], sizes[node]) for node in others]
    block = place_in_block(radii, [left + right for left, right in widths])
    start = min((x - box_of(labels[node], sizes[node])[0] for node, (x, _) in placed.items()), default=0.0)
    end = max((x + right for (x, _), (_, right) in zip(block, widths, strict=True)), default=0.0)
    shift = start - GAP - end
    return {node: (x + shift, y) for node, (x, y) in zip(others, block, strict=True)}
