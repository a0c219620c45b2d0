"""What the columns' table promises, of every network of any facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from hypothesis import given
from hypothesis import strategies as st
from tests.networks.facts_strategies import network_facts
from tests.networks.test_filters import PROJECTIONS

from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.networks.filters import complete
from inspectgraph.networks.model import Spell, Timed, load_columns

DAY = re.compile(r"\d{4}-\d\d-\d\d")
RESERVED = {"label", "type", "spells", "kind", "weight"}


def keep_promises(of: str, cells: Mapping[str, object]) -> None:
    columns = {column.name: column for column in load_columns() if column.of == of}
    unknown = set(cells) - set(columns) - RESERVED
    assert not unknown, f"add {unknown} to ontology/networks/columns.csv, for {of}s"
    for name in set(cells) - RESERVED:
        value = cells[name]
        if columns[name].changes:
            assert isinstance(value, tuple), name
            days_are_whole(timed.spell for timed in value if isinstance(timed, Timed))
        elif columns[name].type == "date":
            assert DAY.fullmatch(str(value)), f"the {name} {value!r} of a {of} is no day"
        elif columns[name].type == "integer":
            assert type(value) is int, name
        elif columns[name].type == "liststring":
            assert isinstance(value, tuple), name
        else:
            assert isinstance(value, str), name
    spells = cells.get("spells", ())
    assert isinstance(spells, tuple)
    days_are_whole(spells)


def days_are_whole(spells: Iterable[Spell]) -> None:
    for spell in spells:
        for day in spell:
            assert day is None or DAY.fullmatch(day), spell


@given(network_facts(), st.sampled_from(PROJECTIONS))
def test_cells_are_as_their_columns_say(facts: NetworkFacts, project: object) -> None:
    assert callable(project)
    graph = project(complete(facts)).graph
    for _, cells in graph.nodes(data=True):
        keep_promises("node", cells)
    for _, _, cells in graph.edges(data=True):
        keep_promises("edge", cells)


@given(network_facts())
def test_an_issue_is_not_always_there(facts: NetworkFacts) -> None:
    """What has no spells is always there: an issue never is."""
    for project in (PROJECTIONS[0], PROJECTIONS[-1]):
        graph = project(complete(facts)).graph
        for node, cells in graph.nodes(data=True):
            assert cells["type"] != "issue" or cells["spells"], node
