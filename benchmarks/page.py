"""How long a frame of an exported page takes in a real browser, by the number of nodes.

    python benchmarks/page.py

A headless Chromium without a graphics card draws the page anew so many times; what starting it takes is
measured with one frame and taken off. Says so where there is no chromium.
"""

from __future__ import annotations

import io
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from random import Random

import networkx as nx

from inspectgraph.export.gephi.page import write_page
from inspectgraph.export.gephi.styling import style_network
from inspectgraph.networks.model import Network, network_kind

FRAMES = 60
ROUNDS = 3
GOAL = 33.0  # milliseconds a frame: thirty in a second
QUIET = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
DRAW = """<script>
(async () => {
  const canvas = document.getElementById("canvas");
  for (let n = 0; n < @FRAMES@; n++) {
    const key = n % 2 ? "ArrowLeft" : "ArrowRight";
    canvas.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  document.title = "done";
})();
</script></body>"""


def make_page(nodes: int, edges: int) -> str:
    chance = Random(0)
    graph = nx.MultiDiGraph()
    for number in range(nodes):
        graph.add_node(f"n{number:05}", label=f"Issue {number}", type="issue", quote="A sentence.")
    while graph.number_of_edges() < edges:
        one, other = chance.randrange(nodes), chance.randrange(nodes)
        graph.add_edge(f"n{one:05}", f"n{other:05}", key="theme", kind="theme", weight=1.0)
    network = Network(kind=network_kind("full"), graph=graph)
    places = {node: (chance.random() * 4000, chance.random() * 3000) for node in graph}
    out = io.BytesIO()
    write_page(network, out, styles=style_network(network, positions=places))
    return out.getvalue().decode()


def seconds_for(page: str, frames: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_text(page.replace("</body>", DRAW.replace("@FRAMES@", str(frames))), encoding="utf-8")
        profile = f"--user-data-dir={folder}/profile"
        command = [
            "chromium",
            *QUIET.split(),
            profile,
            "--virtual-time-budget=60000",
            "--dump-dom",
            path.as_uri(),
        ]
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - begun


def main() -> None:
    if shutil.which("chromium") is None:
        print("there is no chromium on this machine: nothing is measured")
        return
    for nodes, edges in ((500, 1_500), (5_000, 15_000), (9_000, 33_000)):
        page = make_page(nodes, edges)
        frames = []
        for _ in range(ROUNDS):
            frames.append((seconds_for(page, FRAMES + 1) - seconds_for(page, 1)) / FRAMES * 1000)
        middle = statistics.median(frames)
        verdict = f" (goal {GOAL:g}: {'met' if middle <= GOAL else 'MISSED'})" if nodes == 5_000 else ""
        print(f"{nodes:6} nodes, {edges:6} edges: {middle:6.1f} ms a frame{verdict}")


if __name__ == "__main__":
    main()
