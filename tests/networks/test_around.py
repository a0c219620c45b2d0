"""What stands around a name, however somebody writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspectgraph.ask import run_rows
from inspectgraph.ask.questions import load_listing
from inspectgraph.describe.namespaces import ID
from inspectgraph.errors import MisuseError
from inspectgraph.networks import Network, network_filters, project_network
from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.store import OpenStore, open_store


@pytest.fixture(scope="module")
def opened(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as store:
        yield store


def around(store: OpenStore, name: str, *, people: bool = True, **words: str) -> Network:
    return project_network(store, "around", network_filters(**words), name=name, quotes=False, people=people)


WRITTEN = (
    ("mash", f"{ID}team/E06000009/mash"),
    (" MASH ", f"{ID}team/E06000009/mash"),
    ("Blackpool", f"{ID}authority/E06000009"),
    ("e06000009", f"{ID}authority/E06000009"),
    ("caseloads", f"{ID}theme/caseloads"),
    (f"{ID}theme/caseloads", f"{ID}theme/caseloads"),
    (f"<{ID}theme/caseloads>", f"{ID}theme/caseloads"),
    (f"{ID}issue/E06000009/caseloads", f"{ID}issue/E06000009/caseloads"),
    ("id:issue/E06000009/caseloads", f"{ID}issue/E06000009/caseloads"),
    ("003_d6466b21c827d6ce.txt", ""),
    ("2018-11-07", f"{ID}visit/E06000008/2018-11-07/focused"),
)


@pytest.mark.parametrize(("name", "node"), WRITTEN)
def test_names_and_identifiers(name: str, node: str, opened: OpenStore) -> None:
    network = around(opened, name)
    assert network.graph.number_of_edges() > 0
    assert not node or node in network.graph
    assert network.scope == name
    assert len(WRITTEN) == 11


def test_one_name_of_several_things_means_all_of_them(opened: OpenStore) -> None:
    called: dict[str, set[str]] = {}
    for row in run_rows(opened.graph, load_listing("show-names").sparql):
        if row["kind"] == "team":
            called.setdefault(row["called"], set()).add(row["thing"])
    name, things = max(called.items(), key=lambda item: (len(item[1]), item[0]))
    assert len(things) > 1
    teams = {node for node, type_ in around(opened, name).graph.nodes(data="type") if type_ == "team"}
    assert teams & things
    assert len(teams) >= len(things) - 1


def test_a_team_that_goes_under_another_name(opened: OpenStore) -> None:
    merged = list(run_rows(opened.graph, "SELECT ?one ?name { ?one ig:sameTeamAs ?x ; rdfs:label ?name }"))
    assert merged
    for row in merged:
        network = around(opened, row["name"])
        assert "team" in {type_ for _, type_ in network.graph.nodes(data="type")}, row["name"]


def test_what_goes_under_another() -> None:
    facts = NetworkFacts(same_team={"t2": "t1"}, same_visit={"v2": "v1"})
    assert [facts.node_of(thing) for thing in ("t1", "t2", "v1", "v2", "x")] == ["t1", "t1", "v1", "v1", "x"]


NOBODY = ("Quidditch", "", 'a " } DROP ALL #', "L’Écluse", "id:nothing/here", "id:bad iri")


@pytest.mark.parametrize("name", NOBODY)
def test_unknown_names(name: str, opened: OpenStore) -> None:
    with pytest.raises(MisuseError):
        around(opened, name)
    assert len(NOBODY) == 6


def test_a_person(opened: OpenStore) -> None:
    row = min(
        run_rows(opened.graph, "SELECT ?who ?name { ?who foaf:name ?name }"), key=lambda row: row["who"]
    )
    assert row["who"] in around(opened, row["name"]).graph
    with pytest.raises(MisuseError, match="--without-people"):
        around(opened, row["name"], people=False)


def test_what_a_filter_took_away_is_not_there(opened: OpenStore) -> None:
    network = around(opened, "Awaken team", authority="Lancashire")
    assert network.graph.number_of_nodes() == 0
    assert network.title == "Around one thing: Awaken team, Lancashire"
