"""Every network of the whole archive: valid, and read again with as many nodes and edges (`make test-slow`)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from lxml import etree
from tests.networks.test_projecting import NETWORK_COUNTS, compare_counts, compare_full

from inspectgraph.build import build_store
from inspectgraph.export.gephi.gexf import write_gexf
from inspectgraph.export.gephi.static import static_variant
from inspectgraph.export.gephi.styling import style_network
from inspectgraph.networks import load_kinds, network_filters, project_network
from inspectgraph.networks.layout import lay_out
from inspectgraph.store import OpenStore, open_store

SHARED = Path(__file__).parents[4] / "shared"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenStore]:
    if not (SHARED / "corpus").is_dir() or not (SHARED / "gexf").is_dir():
        pytest.skip("the archive and the official grammar are not beside the checkout")
    path = tmp_path_factory.mktemp("archive") / "store"
    build_store(path, [SHARED / "corpus"], jobs=2)
    with open_store(path) as store:
        yield store


@pytest.mark.parametrize("kind", load_kinds())
def test_valid_and_read_again(archive: OpenStore, kind: str) -> None:
    words = {"authority": "Blackpool"} if kind == "timeline" else {}
    name = "MASH" if kind == "around" else None
    network = project_network(archive, kind, network_filters(**words), name=name)
    styles = style_network(network, positions=lay_out(network))
    grammar = etree.RelaxNG(etree.parse(str(SHARED / "gexf" / "gexf.rng")))
    written = []
    for variant in (network, network, static_variant(network)):
        stream = io.BytesIO()
        write_gexf(variant, stream, styles=styles)
        written.append(stream.getvalue())
    assert written[0] == written[1]
    for data in (written[0], written[2]):
        grammar.assertValid(etree.parse(io.BytesIO(data), etree.XMLParser(huge_tree=True)))
        again = nx.read_gexf(io.BytesIO(data), version="1.3")
        assert again.number_of_nodes() == network.graph.number_of_nodes() > 0
        assert again.number_of_edges() == network.graph.number_of_edges() > 0


@pytest.mark.parametrize("kind", NETWORK_COUNTS)
def test_as_many_as_sparql_counts(archive: OpenStore, kind: str) -> None:
    compare_counts(archive, kind)


def test_everything_is_in_the_full_network(archive: OpenStore) -> None:
    compare_full(archive)
