"""The README of a folder: every file and every column is explained."""

from __future__ import annotations

import io
import re
from pathlib import Path

import networkx as nx
import pytest

from inspectgraph.export.gephi.folder import write_folder
from inspectgraph.export.gephi.glossary import FILES, is_readme, write_readme
from inspectgraph.networks import Network, load_kinds, network_filters, project_network
from inspectgraph.networks.model import network_kind
from inspectgraph.store import open_store


@pytest.fixture(scope="module", params=sorted(load_kinds()))
def network(request: pytest.FixtureRequest, seed_store: Path) -> Network:
    kind = request.param
    filters = network_filters(authority="Blackpool" if kind == "timeline" else None)
    with open_store(seed_store) as store:
        return project_network(store, kind, filters, name="MASH" if kind == "around" else None)


def readme_of(network: Network, files: list[str]) -> str:
    stream = io.BytesIO()
    write_readme(network, stream, files=files)
    return stream.getvalue().decode()


def test_each_column_and_what_the_numbers_mean(network: Network) -> None:
    said = readme_of(network, [])
    for column in network.columns:
        assert re.search(
            rf"^\| `{column.name}` \| {column.type}\b.*\| {re.escape(column.meaning)} \|$", said, re.M
        )
    assert network.kind.weight in said
    assert f"{network.graph.number_of_nodes()} nodes and {network.graph.number_of_edges()} edges" in said
    assert network.corpus in said
    assert said.splitlines()[0] == f"# {network.title}"


def test_each_file_that_is_there_and_no_other(tmp_path: Path) -> None:
    some = nx.MultiDiGraph()
    some.add_node("a", label="A", type="theme")
    write_folder(Network(kind=network_kind("teams"), graph=some), tmp_path / "out")
    said = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([^`]+\.\w+)` \|", said, re.M)
    assert sorted(named) == sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(FILES) == len(named) == 9


def test_a_table_is_not_broken_by_what_stands_in_it() -> None:
    """A bar in the meaning of a column would end its cell."""
    from inspectgraph.networks.model import load_columns

    broken = [column.name for column in load_columns() if "|" in column.meaning or "\n" in column.meaning]
    assert broken == [], "write the meaning in ontology/networks/columns.csv without | and in one line"


def test_its_own_readme_is_known(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(readme_of(network, []), encoding="utf-8")
    assert is_readme(path)
    for other in (b"", b"# Made by hand\n", b"\xff\xfe"):
        path.write_bytes(other)
        assert not is_readme(path)
