"""How long a network takes to write as GEXF, as a ratio to networkx's own writer in the same run.

`python benchmarks/gexf.py [NODES EDGES]` (50,000 and 200,000 by default) makes up a network of plain values,
as networkx's writer can take no others, writes it with both writers in turns, five rounds, and takes the
median of the rounds' ratios, in seconds of the processor, which other programs disturb least. The memory is
what each writer allocates while it writes, by tracemalloc, in a round of its own, both at a quarter of the
size; ours is also taken in full, to see whether it grows. Last comes ours with spells, changing columns and
styles, which networkx's cannot write.
"""

from __future__ import annotations

import os
import platform
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from inspectgraph.export.gephi.gexf import write_gexf  # noqa: E402
from inspectgraph.export.gephi.styling import NodeStyle, Styles  # noqa: E402
from inspectgraph.networks.model import Network, Spell, Timed, network_kind  # noqa: E402

ROUNDS = 5
FASTER_GOAL, MEMORY_GOAL, GROWTH_GOAL = 5.0, 10.0, 1.5
QUOTE = "Social workers’ caseloads are too high, & the quality of assessments is uneven. " * 2 + "Page {}."


def main() -> None:
    nodes, edges = (int(number) for number in sys.argv[1:3]) if len(sys.argv) > 2 else (50_000, 200_000)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{nodes} nodes, {edges} edges, {machine}, networkx {nx.__version__}", flush=True)
    network = made_up(nodes, edges)
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "network.gexf"
        compare_speed(network, file)
        compare_memory(network, made_up(nodes // 4, edges // 4), file)
        whole, styles = with_time(network)
        seconds = timed(lambda: ours(whole, file, styles))
        print(f"ours with time and styles {seconds:6.2f} s, {file.stat().st_size / 1e6:.0f} MB")


def made_up(nodes: int, edges: int) -> Network:
    chance, graph = random.Random(0), nx.MultiDiGraph()
    names = [f"https://w3id.org/inspectgraph/id/issue/E{place:08}/care-leavers" for place in range(nodes)]
    for place, name in enumerate(names):
        graph.add_node(
            name,
            label=f"Quality of assessments in place {place}",
            type=chance.choice(("issue", "team", "visit")),
            region="Yorkshire and the Humber",
            date="2019-02-12",
            first_year=2010 + place % 15,
            findings=place % 40,
            quote=QUOTE.format(place),
        )
    kinds, drawn = ("concern", "strength", "inspected"), set[tuple[str, str, str]]()
    while len(drawn) < edges:
        drawn.add((chance.choice(names), chance.choice(names), chance.choice(kinds)))
    for source, target, kind in sorted(drawn):
        graph.add_edge(source, target, key=kind, kind=kind, weight=chance.randint(1, 9), visits=2)
    return Network(kind=network_kind("full"), graph=graph, scope="made up", corpus="0" * 16)


def with_time(network: Network) -> tuple[Network, Styles]:
    spells = (Spell("2012-03-05", "2016-01-19"), Spell("2019-02-12"))
    for _, cells in network.graph.nodes(data=True):
        cells["spells"] = spells
        cells["status"] = (Timed("single", spells[0]), Timed("recurring", spells[1]))
        cells["aliases"] = ("assessments", "the quality of assessments")
    for _, _, cells in network.graph.edges(data=True):
        cells["spells"] = spells[1:]
    style = NodeStyle(12.5, -40.1, 10.0, (213, 94, 0), "diamond")
    return network, dict.fromkeys(network.graph, style)


def compare_speed(network: Network, file: Path) -> None:
    ratios, own, theirs = [], [], []
    for _ in range(ROUNDS):
        own.append(timed(lambda: ours(network, file)))
        size = file.stat().st_size
        theirs.append(timed(lambda: networkx_own(network, file)))
        ratios.append(theirs[-1] / own[-1])
    ratio = statistics.median(ratios)
    print(f"ours     {statistics.median(own):6.2f} s, {size / 1e6:.0f} MB")
    print(f"networkx {statistics.median(theirs):6.2f} s, {file.stat().st_size / 1e6:.0f} MB")
    said = verdict(ratio >= FASTER_GOAL)
    print(f"{ratio:.1f} times faster, {min(ratios):.1f} to {max(ratios):.1f} (goal {FASTER_GOAL:g}: {said})")


def compare_memory(network: Network, quarter: Network, file: Path) -> None:
    own, small = peak(lambda: ours(network, file)), peak(lambda: ours(quarter, file))
    theirs = peak(lambda: networkx_own(quarter, file))
    said = verdict(own <= MEMORY_GOAL and own <= small * GROWTH_GOAL)
    print(f"memory: {own:.1f} MB (goal {MEMORY_GOAL:g} MB and flat: {said}); ", end="")
    print(f"at a quarter of the size {small:.1f} MB, networkx's {theirs:.0f} MB")


def ours(network: Network, file: Path, styles: Styles | None = None) -> None:
    with file.open("wb") as stream:
        write_gexf(network, stream, styles=styles)


def networkx_own(network: Network, file: Path) -> None:
    with file.open("wb") as stream:
        nx.write_gexf(network.graph, stream)


def timed(write: Callable[[], None]) -> float:
    begin = time.process_time()
    write()
    return time.process_time() - begin


def peak(write: Callable[[], None]) -> float:
    """The most, in MB, that is allocated at once while it runs."""
    tracemalloc.start()
    write()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def verdict(is_met: bool) -> str:
    return "met" if is_met else "MISSED"


if __name__ == "__main__":
    main()
