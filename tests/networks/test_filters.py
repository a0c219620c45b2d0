"""Filters: each only takes away, in any order; words that mean nothing are refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.networks.facts_strategies import network_facts

from inspectgraph.errors import MisuseError
from inspectgraph.networks import network_filters
from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.networks.filters import NetworkFilters, complete, narrow
from inspectgraph.networks.full import project_full
from inspectgraph.networks.inspectors import project_inspectors
from inspectgraph.networks.issues import project_co_issues, project_issues, project_similar
from inspectgraph.networks.model import Network
from inspectgraph.networks.teams import project_teams
from inspectgraph.networks.timeline import project_timeline

PROJECTIONS = (
    project_full,
    project_issues,
    project_co_issues,
    project_similar,
    project_inspectors,
    project_teams,
    project_timeline,
)

FILTERS = (
    NetworkFilters(gss="E06000009"),
    NetworkFilters(region="North West"),
    NetworkFilters(theme="neglect"),
    NetworkFilters(status="persistent"),
    NetworkFilters(since="2013"),
    NetworkFilters(until="2019-08"),
    NetworkFilters(kind="sif"),
)


def drawn(network: Network) -> tuple[list[object], list[object]]:
    graph = network.graph
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))


@given(network_facts(), st.lists(st.sampled_from(FILTERS), max_size=4), st.randoms())
def test_filters_commute(facts: NetworkFacts, filters: list[NetworkFilters], chance: Random) -> None:
    shuffled = list(filters)
    chance.shuffle(shuffled)
    one, other = facts, facts
    for filter_ in filters:
        one = narrow(one, filter_)
    for filter_ in shuffled:
        other = narrow(other, filter_)
    assert complete(one) == complete(other)


@given(network_facts())
def test_without_filters_all_stays_that_hangs_together(facts: NetworkFacts) -> None:
    assert narrow(facts, NetworkFilters()) == facts
    assert complete(complete(facts)) == complete(facts)


@given(network_facts(), st.sampled_from(FILTERS))
def test_a_filter_only_takes_away(facts: NetworkFacts, filters: NetworkFilters) -> None:
    whole, part = complete(facts), complete(narrow(facts, filters))
    assert set(part.letters) <= set(whole.letters)
    assert set(part.issues) <= set(whole.issues)
    assert set(part.stances) <= set(whole.stances)
    assert set(project_full(part).graph) <= set(project_full(whole).graph)


@given(network_facts(), st.sampled_from(PROJECTIONS), st.randoms())
def test_the_order_of_letters_changes_nothing(facts: NetworkFacts, project: object, chance: Random) -> None:
    assert callable(project)
    mixed: dict[str, Any] = {}
    for name in (
        "letters",
        "visits",
        "roles",
        "mentions",
        "issues",
        "stances",
        "references",
        "team_findings",
    ):
        rows = list(getattr(facts, name))
        chance.shuffle(rows)
        mixed[name] = tuple(rows)
    assert drawn(project(complete(replace(facts, **mixed)))) == drawn(project(complete(facts)))


@given(network_facts(), st.sampled_from(PROJECTIONS))
def test_every_network_keeps_its_promises(facts: NetworkFacts, project: object) -> None:
    assert callable(project)
    graph = project(complete(facts)).graph
    assert list(graph) == sorted(graph)
    for _, cells in graph.nodes(data=True):
        assert cells["label"]
        assert cells["type"]
    for one, other, key, cells in graph.edges(keys=True, data=True):
        assert cells["kind"] == key
        assert cells["weight"] > 0
        assert one != other
    for cells in [cells for _, cells in graph.nodes(data=True)] + [c for *_, c in graph.edges(data=True)]:
        spells = cells.get("spells", ())
        for spell in spells:
            assert spell.start is None or spell.end is None or spell.start < spell.end
        for before, after in pairwise(spells):
            assert before.end is not None
            assert after.start is not None
            assert before.end <= after.start


REFUSED = (
    ({"authority": "Blackpol"}, "Blackpol"),
    ({"region": "North"}, "one of East Midlands"),
    ({"theme": "neglet"}, "neglet"),
    ({"status": "open"}, "open"),
    ({"since": "last year"}, "last year"),
    ({"until": "2019-13"}, "2019-13"),
    ({"since": "2020", "until": "2019-05"}, "since 2020 and until 2019-05"),
    ({"letter_kind": "ilac"}, "ilac"),
)


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_unknown_words_are_refused(words: dict[str, str], said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        network_filters(**words)
    assert len(REFUSED) == 8


def test_a_scope_in_words() -> None:
    filters = network_filters(
        authority="Blackpool",
        region="north west",
        theme="Caseloads",
        status="persistent",
        since="2018",
        until="2022",
        letter_kind="sif",
    )
    assert filters.scope.startswith(
        "Blackpool, North West, Caseloads, persistent issues, since 2018, until 2022, "
    )
