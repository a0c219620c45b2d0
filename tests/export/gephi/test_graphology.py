"""Static GEXF as Gephi Lite and sigma read it: by graphology's parser, with benchmarks/graphology/read.mjs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from inspectgraph.export.gephi.gexf import write_gexf
from inspectgraph.export.gephi.static import static_variant
from inspectgraph.export.gephi.styling import NodeStyle
from inspectgraph.networks import load_kinds, network_filters, project_network
from inspectgraph.networks.model import Network, Spell, Timed, network_kind
from inspectgraph.store import open_store

READER = Path(__file__).parents[3] / "benchmarks" / "graphology"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the reader with its packages; none stay in the checkout."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("npm and node are not there: what graphology reads of the files was not tested")
    folder = tmp_path_factory.mktemp("graphology")
    for name in ("package.json", "read.mjs"):
        shutil.copyfile(READER / name, folder / name)
    install = [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
    installed = subprocess.run(install, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if installed.returncode:
        pytest.skip("npm could not install graphology: what it reads of the files was not tested")
    return folder


def read(reader: Path, *files: Path) -> list[dict[str, Any]]:
    node = shutil.which("node")
    assert node
    command = [node, str(reader / "read.mjs"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def write(network: Network, file: Path, **options: Any) -> Path:
    with file.open("wb") as out:
        write_gexf(static_variant(network), out, **options)
    return file


def test_the_networks_of_the_seeds(reader: Path, seed_store: Path, tmp_path: Path) -> None:
    counts, files = [], []
    with open_store(seed_store) as store:
        for kind in load_kinds():
            filters = network_filters(authority="Blackpool") if kind == "timeline" else network_filters()
            network = project_network(store, kind, filters, name="Blackpool" if kind == "around" else None)
            files.append(write(network, tmp_path / f"{kind}-static.gexf"))
            counts.append((network.graph.number_of_nodes(), network.graph.number_of_edges()))
    found = read(reader, *files)
    assert len(found) == 8
    assert [(graph["nodes"], graph["edges"]) for graph in found] == counts


def test_values(reader: Path, tmp_path: Path) -> None:
    graph = nx.MultiDiGraph()
    status = (Timed("single", Spell(None, "2019-01-01")), Timed("recurring", Spell("2019-01-01")))
    spells = (Spell("2012-03-05", "2013-01-01"),)
    aliases = ("A & B", 'the "door", é', "back\\slash")
    graph.add_node(
        "a", label="É <A>", type="issue", aliases=aliases, status=status, spells=spells, findings=3
    )
    graph.add_node("b", label="B", type="visit")
    graph.add_edge("a", "b", key="x", kind="raised at", weight=2, visits=1)
    graph.add_edge("a", "b", key="y", kind="stated", weight=0.5)
    style = NodeStyle(12.5, -40.0, 10.0, (213, 94, 0), "diamond")
    network = Network(kind=network_kind("full"), graph=graph)
    (found,) = read(reader, write(network, tmp_path / "values.gexf", styles={"a": style}))
    assert (found["nodes"], found["edges"], found["type"], found["multi"]) == (2, 2, "directed", True)
    assert found["edge"] == {
        "id": "0",
        "kind": "raised at",
        "label": "raised at",
        "weight": 2,
        "visits": 1,
    }
    assert found["node"] == {
        "id": "a",
        "label": "É <A>",
        "node_type": "issue",
        "first_year": 2012,
        "last_year": 2012,
        "status": "recurring",
        "findings": 3,
        "aliases": list(aliases),
        "size": 10,
        "x": 12.5,
        "y": -40,
        "z": 0,
        "color": "rgba(213,94,0,1)",
        "shape": "diamond",
    }
