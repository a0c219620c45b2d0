"""How long each measure of a network takes by size, and where it begins to sample or to refuse.

`python benchmarks/networks.py [NODES ...]` (500 2000 5000 10000 by default) times every measure, and the
layout, on seeded synthetic networks with four edges a node, half of them to nodes that have many already; and
the issues beyond chance on tables of authorities and the scheme's 61 themes, with 1,000 draws and with as
many as the measure draws of itself. Needs `pip install 'inspectgraph[networks]'`. Some minutes.

`python benchmarks/networks.py STORE` times the projection of each network from a store instead.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from inspectgraph.ask.listings import Scope, list_letters, list_teams  # noqa: E402
from inspectgraph.errors import MisuseError  # noqa: E402
from inspectgraph.networks import load_kinds, network_filters, project_network  # noqa: E402
from inspectgraph.networks.layout import lay_out  # noqa: E402
from inspectgraph.networks.measures import MEASURES, Measured, measure_network  # noqa: E402
from inspectgraph.networks.model import Network, network_kind  # noqa: E402
from inspectgraph.store import open_store  # noqa: E402

SIZES = (500, 2_000, 5_000, 10_000)
EDGES_A_NODE = 4
TOO_LARGE = 40_000
"""Above the limits of betweenness and communities."""
COUNCILS, THEMES, SHARE = (25, 70, 153), 61, 0.77
"""Tables of issues: the corpus has 70 councils, England 153; the share of themes raised at a council."""


def main() -> None:
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        time_projections(Path(sys.argv[1]))
        return
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(f"seconds of a processor by number of nodes, {EDGES_A_NODE} edges each; ~ of a sample, - refused")
    print(f"{'':14}" + "".join(f"{size:>10,}" for size in sizes))
    networks = [synthetic_network(size) for size in sizes]
    for name in [*(name for name in MEASURES if name != "chance"), "layout"]:
        print(f"{name:14}" + "".join(f"{timed(name, network):>10}" for network in networks), flush=True)
    for name in ("betweenness", "communities"):
        print(f"{name} of {TOO_LARGE:,} nodes: {refusal(name)}")
    print(f"\nchance, seconds of a processor by number of authorities, {THEMES} themes")
    print(f"{'':14}" + "".join(f"{size:>10,}" for size in COUNCILS))
    for label, draws in (("1,000 draws", 1_000), ("as many", None)):
        cells = [timed_chance(councils, draws=draws) for councils in COUNCILS]
        print(f"{label:14}" + "".join(f"{cell:>10}" for cell in cells), flush=True)


def time_projections(path: Path) -> None:
    """Print how long each network takes to be projected; around the first team, of the first authority."""
    with open_store(path) as store:
        authority = min(str(record["gss"]) for record in list_letters(store, Scope()))
        team = min(str(record["name"]) for record in list_teams(store, Scope()))
        print("network         nodes    edges  seconds")
        for kind in load_kinds():
            filters = network_filters(authority=authority) if kind == "timeline" else network_filters()
            begun = time.perf_counter()
            network = project_network(store, kind, filters, name=team if kind == "around" else None)
            passed = time.perf_counter() - begun
            graph = network.graph
            print(
                f"{kind:12}{graph.number_of_nodes():9,}{graph.number_of_edges():9,}{passed:9.1f}", flush=True
            )


def synthetic_network(nodes: int, *, seed: int = 0) -> Network:
    """A network like that of everything: some nodes with hundreds of links, most with a few."""
    chance, graph, ends = random.Random(seed), nx.MultiDiGraph(), [0]
    links: set[tuple[int, int]] = set()
    for node in range(nodes):
        graph.add_node(f"n{node:06}", label=f"Node {node}", type="issue")
    while len(links) < EDGES_A_NODE * nodes:
        among = ends if chance.random() < 0.5 else range(nodes)
        one, other = int(chance.random() * nodes), among[int(chance.random() * len(among))]
        if one != other and (one, other) not in links:
            links.add((one, other))
            weight = 1 + int(5 * chance.random())
            graph.add_edge(f"n{one:06}", f"n{other:06}", key="theme", kind="theme", weight=weight)
            ends += [one, other]
    return Network(kind=network_kind("full"), graph=graph)


def issues(councils: int, *, seed: int = 0) -> Network:
    """Authorities and themes linked at random."""
    chance, graph = random.Random(seed), nx.MultiDiGraph()
    for council, theme in product(range(councils), range(THEMES)):
        graph.add_node(f"authority/{council:03}", label=f"Council {council}", type="authority")
        graph.add_node(f"theme/{theme:02}", label=f"Theme {theme}", type="theme")
        if chance.random() < SHARE:
            graph.add_edge(f"authority/{council:03}", f"theme/{theme:02}", kind="single", weight=1)
    return Network(kind=network_kind("issues"), graph=graph)


def timed(name: str, network: Network) -> str:
    """Seconds in a cell, with a mark where they are of a sample."""
    if name == "layout":
        return f"{seconds(lambda: lay_out(network)):.1f}"
    began = time.process_time()
    try:
        measured: Measured = measure_network(network, name)
    except MisuseError:
        return "-"
    taken = time.process_time() - began
    mark = "~" if any("estimated" in warning for warning in measured.warnings) else ""
    return f"{mark}{taken:.1f}"


def timed_chance(councils: int, *, draws: int | None) -> str:
    network = issues(councils)
    return f"{seconds(lambda: measure_network(network, 'chance', draws=draws)):.1f}"


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def refusal(name: str) -> str:
    try:
        measure_network(synthetic_network(TOO_LARGE), name)
    except MisuseError as error:
        return str(error)
    return "not refused"


if __name__ == "__main__":
    main()
