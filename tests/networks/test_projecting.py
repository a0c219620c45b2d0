"""Every network against counts that SPARQL gives independently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspectgraph.ask import run_rows
from inspectgraph.describe.namespaces import ID
from inspectgraph.errors import MisuseError
from inspectgraph.networks import Network, load_kinds, network_filters, project_network
from inspectgraph.store import OpenStore, open_store

BLACKPOOL = f"{ID}authority/E06000009"


@pytest.fixture(scope="module")
def opened(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as store:
        yield store


def projected(store: OpenStore, kind: str, *, name: str | None = None, **words: str) -> Network:
    return project_network(store, kind, network_filters(**words), name=name)


def counted(store: OpenStore, select: str) -> int:
    return len(list(run_rows(store.graph, select)))


FULL_NODES = {
    "authority": "SELECT DISTINCT ?x { { ?l ig:aboutAuthority ?x } UNION { ?l ig:reports|^ig:inLetter/ig:ofVisit ?v . ?v ig:visitOf ?x } }",
    "visit": """SELECT DISTINCT ?x { { ?l ig:reports ?x } UNION { ?r a ig:Reference ; ig:ofVisit ?x
                FILTER NOT EXISTS { ?x ig:resolvedTo ?y } } }""",
    "letter": "SELECT DISTINCT ?x { ?x a ig:Letter }",
    "person": "SELECT DISTINCT ?x { ?x a foaf:Person }",
    "issue": "SELECT DISTINCT ?x { ?x a ig:Issue }",
    "team": "SELECT DISTINCT ?x { ?x a ig:Team FILTER NOT EXISTS { ?x ig:sameTeamAs ?y } }",
    "theme": "SELECT DISTINCT ?x { ?i a ig:Issue ; ig:theme ?x }",
    "team type": "SELECT DISTINCT ?x { ?t a ig:Team ; ig:teamType ?x }",
    "kind": "SELECT DISTINCT ?x { ?l a ig:Letter ; ig:kind ?x }",
}
FULL_EDGES = {
    "reports": "SELECT DISTINCT ?a ?b { ?a ig:reports ?b }",
    "kind": "SELECT DISTINCT ?a ?b { ?a a ig:Letter ; ig:kind ?b }",
    "issueOf": "SELECT DISTINCT ?a ?b { ?a ig:issueOf ?b }",
    "theme": "SELECT DISTINCT ?a ?b { ?a a ig:Issue ; ig:theme ?b }",
    "inspector": r"SELECT DISTINCT ?a ?b { ?r org:member ?a ; ig:ofVisit ?b; ig:roleKind id:role\/inspector }",
    "addressee": r"SELECT DISTINCT ?a ?b { ?r org:member ?a ; ig:ofVisit ?b; ig:roleKind id:role\/addressee }",
    "concern": r"SELECT DISTINCT ?a ?b { ?s ig:ofIssue ?a ; ig:atVisit ?b ; ig:stance id:polarity\/concern }",
    "mixed": r"SELECT DISTINCT ?a ?b { ?s ig:ofIssue ?a ; ig:atVisit ?b ; ig:stance id:polarity\/mixed }",
    "strength": r"SELECT DISTINCT ?a ?b { ?s ig:ofIssue ?a ; ig:atVisit ?b ; ig:stance id:polarity\/strength }",
}


def test_the_full_network_has_every_thing_and_link(opened: OpenStore) -> None:
    compare_full(opened)


def compare_full(opened: OpenStore) -> None:
    """Nodes by type and edges by kind against SPARQL; also for the whole archive (tests/export/gephi/test_corpus.py)."""
    graph = projected(opened, "full").graph
    types = Counter(type_ for _, type_ in graph.nodes(data="type"))
    kinds = Counter(kind for _, _, kind in graph.edges(keys=True))
    assert types == {name: counted(opened, query) for name, query in FULL_NODES.items()}
    assert {kind: kinds[kind] for kind in FULL_EDGES} == {
        kind: counted(opened, query) for kind, query in FULL_EDGES.items()
    }
    assert not [node for node, degree in graph.degree if degree == 0]


NETWORK_COUNTS = {
    "issues": (
        "SELECT DISTINCT ?x { ?i a ig:Issue ; ig:issueOf|ig:theme ?x }",
        "SELECT DISTINCT ?i { ?i a ig:Issue }",
    ),
    "co-issues": (
        "SELECT DISTINCT ?x { ?i a ig:Issue ; ig:theme ?x }",
        """SELECT DISTINCT ?a ?b {
             ?s ig:atVisit ?v ; ig:ofIssue/ig:theme ?a ; ig:stance ?x FILTER(?x != <{ID}polarity/strength>)
             ?t ig:atVisit ?v ; ig:ofIssue/ig:theme ?b ; ig:stance ?y FILTER(?y != <{ID}polarity/strength>)
             FILTER(STR(?a) < STR(?b)) }""",
    ),
    "similar": (
        "SELECT DISTINCT ?x { ?i a ig:Issue ; ig:issueOf ?x }",
        """SELECT DISTINCT ?a ?b {
             ?i a ig:Issue ; ig:issueOf ?a ; ig:theme ?t ; ig:status ?x FILTER(?x != <{ID}status/resolved>)
             ?j a ig:Issue ; ig:issueOf ?b ; ig:theme ?t ; ig:status ?y FILTER(?y != <{ID}status/resolved>)
             FILTER(STR(?a) < STR(?b)) }""",
    ),
    "teams": (
        """SELECT DISTINCT ?x {
             { ?f ig:aboutTeam/ig:teamType ?x } UNION { ?f ig:aboutTeam ?team ; ig:theme ?x } }""",
        """SELECT DISTINCT ?a ?b ?p {
             ?f ig:aboutTeam ?named ; ig:theme ?b ; ig:polarity ?p . OPTIONAL { ?named ig:sameTeamAs ?same }
             BIND(COALESCE(?same, ?named) AS ?team) ?team ig:teamType ?a }""",
    ),
    "inspectors": (
        """SELECT DISTINCT ?x { ?r a ig:Role ; ig:roleKind <{ID}role/inspector> .
             { ?r org:member ?x } UNION { ?r ig:inLetter/ig:aboutAuthority ?x } }""",
        """SELECT DISTINCT ?a ?b { { ?r ig:roleKind <{ID}role/inspector> ; org:member ?a ; ig:inLetter/ig:aboutAuthority ?b }
             UNION { ?r ig:roleKind <{ID}role/inspector> ; org:member ?a ; ig:ofVisit ?v .
                     ?s ig:roleKind <{ID}role/inspector> ; org:member ?b ; ig:ofVisit ?v . FILTER(STR(?a) < STR(?b)) } }""",
    ),
}


@pytest.mark.parametrize("kind", NETWORK_COUNTS)
def test_as_many_nodes_and_edges_as_sparql_counts(opened: OpenStore, kind: str) -> None:
    compare_counts(opened, kind)


def compare_counts(opened: OpenStore, kind: str) -> None:
    """The nodes and edges of a network against SPARQL; also for the whole archive."""
    nodes, edges = (query.replace("{ID}", ID) for query in NETWORK_COUNTS[kind])
    graph = projected(opened, kind).graph
    assert graph.number_of_nodes() == counted(opened, nodes)
    assert graph.number_of_edges() == counted(opened, edges)


def test_a_timeline_is_of_one_authority(opened: OpenStore) -> None:
    graph = projected(opened, "timeline", authority="Blackpool").graph
    visits = f"SELECT DISTINCT ?v {{ ?l ig:aboutAuthority <{BLACKPOOL}> ; ig:reports ?v }}"
    issues = f"SELECT DISTINCT ?i {{ ?i a ig:Issue ; ig:issueOf <{BLACKPOOL}> }}"
    stances = f"SELECT DISTINCT ?s {{ ?s a ig:Stance ; ig:ofIssue/ig:issueOf <{BLACKPOOL}> }}"
    assert graph.number_of_nodes() == 1 + counted(opened, visits) + counted(opened, issues)
    assert graph.number_of_edges() == counted(opened, visits) + counted(opened, stances)
    with pytest.raises(MisuseError, match="--authority"):
        projected(opened, "timeline")


def test_what_stands_around_a_name(opened: OpenStore) -> None:
    graph = projected(opened, "around", name="awaken team").graph
    assert f"{ID}team/E06000009/awaken-team" in graph
    assert BLACKPOOL in graph
    theme = projected(opened, "around", name="Caseloads").graph
    assert {f"{ID}theme/caseloads", f"{ID}issue/E06000009/caseloads"} <= set(theme)
    for word, refused in ((None, "needs a name"), ("Awakened", "Awaken|nothing is known")):
        with pytest.raises(MisuseError, match=refused):
            projected(opened, "around", name=word)
    with pytest.raises(MisuseError, match="takes no name"):
        projected(opened, "full", name="Awaken")
    with pytest.raises(MisuseError, match="co-issues"):
        projected(opened, "hairball")


def test_a_weight_counts_findings_and_a_quote_proves_an_issue(opened: OpenStore) -> None:
    caseloads = f"{ID}issue/E06000009/caseloads"
    graph = projected(opened, "full").graph
    supported = f"<{caseloads}/stance/2022-12-05/ilacs> ig:supportedBy ?finding"
    edge = graph[caseloads][f"{ID}visit/E06000009/2022-12-05/ilacs"]
    ((_, values),) = edge.items()
    assert values["weight"] == counted(opened, f"SELECT DISTINCT ?finding {{ {supported} }}")
    cells = graph.nodes[caseloads]
    proof = f"?s ig:ofIssue <{caseloads}> ; ig:supportedBy ?f . ?f ig:text ?text"
    texts = {" ".join(row["text"].split()) for row in run_rows(opened.graph, f"SELECT ?text {{ {proof} }}")}
    assert cells["quote"] in texts
    assert cells["quote_file"].endswith(".txt")


def test_nobody_is_named_without_people(opened: OpenStore) -> None:
    for kind in ("full", "inspectors"):
        named = project_network(opened, kind, network_filters())
        bare = project_network(opened, kind, network_filters(), people=False)
        people = {node for node, type_ in named.graph.nodes(data="type") if type_ == "person"}
        assert people
        assert set(bare.graph) == set(named.graph) - people
        assert not [node for node in bare.graph if "/person/" in node]
        assert bare.scope == "without people"


def test_the_same_again(opened: OpenStore) -> None:
    for kind in load_kinds():
        words = {"authority": "Blackpool"} if kind == "timeline" else {}
        name = "MASH" if kind == "around" else None
        one, other = (projected(opened, kind, name=name, **words) for _ in range(2))
        assert list(one.graph.nodes(data=True)) == list(other.graph.nodes(data=True))
        assert list(one.graph.edges(keys=True, data=True)) == list(other.graph.edges(keys=True, data=True))
        assert one.corpus == other.corpus != ""


def test_an_authority_alone_is_read_as_from_all(opened: OpenStore) -> None:
    """Only its rows are read from the store, which must be what a filter over all rows leaves."""
    from inspectgraph.networks.filters import complete, narrow
    from inspectgraph.networks.reading import read_facts

    filters = network_filters(authority="Blackpool")
    alone = complete(narrow(read_facts(opened, gss=filters.gss), filters))
    among = complete(narrow(read_facts(opened), filters))
    for name in (
        "letters",
        "visits",
        "issues",
        "stances",
        "mentions",
        "roles",
        "references",
        "team_findings",
    ):
        assert sorted(getattr(alone, name)) == sorted(getattr(among, name)), name
    assert alone.corpus == among.corpus
