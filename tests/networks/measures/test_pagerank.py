"""PageRank against networkx, and what is said where scipy is missing."""

from __future__ import annotations

import sys

import networkx as nx
import pytest
from tests.networks.measures.graphs import column, network_of

from inspectgraph.errors import MissingPackageError
from inspectgraph.networks.measures import measure_pagerank

EDGES = [("a", "b", 2.0), ("a", "c", 1.0), ("c", "b", 1.0), ("b", "d", 5.0), ("e", "b", 1.0)]


@pytest.mark.parametrize("kind", ["full", "co-issues"])
def test_as_networkx_has_it(kind: str) -> None:
    pytest.importorskip("scipy")
    graph = nx.DiGraph() if kind == "full" else nx.Graph()
    graph.add_weighted_edges_from(EDGES)
    measured = measure_pagerank(network_of(EDGES, kind=kind))
    expected = nx.pagerank(graph, tol=1e-12, max_iter=500)
    assert column(measured, "pagerank") == {
        node: pytest.approx(share, abs=1e-7) for node, share in expected.items()
    }
    assert ("in their direction" in measured.meaning) == (kind == "full")


@pytest.mark.parametrize("package", ["scipy", "numpy"])
def test_a_missing_package_names_the_command(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingPackageError) as raised:
        measure_pagerank(network_of(EDGES))
    assert str(raised.value) == f"{package} is not installed: run `pip install 'inspectgraph[networks]'`"
