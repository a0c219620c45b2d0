"""The page: whole in one file, safe with any words, and used in a real browser where there is one."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from tests.networks.strategies import networks

from inspectgraph.export.gephi.page import page_data, write_page
from inspectgraph.export.gephi.styling import load_palette, style_network
from inspectgraph.networks import Network, network_filters, project_network
from inspectgraph.networks.layout import lay_out, marked_years
from inspectgraph.networks.model import network_kind
from inspectgraph.store import open_store

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --window-size=1300,850"
).split()
_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def page_of(network: Network) -> str:
    stream = io.BytesIO()
    write_page(network, stream, styles=style_network(network, positions=lay_out(network)))
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def network(seed_store: Path) -> Network:
    with open_store(seed_store) as store:
        return project_network(store, "full", network_filters())


def test_it_needs_nothing_else(network: Network) -> None:
    """It loads nothing: no address but that of SVG's own name and the identifiers of things."""
    page = page_of(network)
    addresses = set(re.findall(r"https?://[^/\"'\s]+", page))
    assert addresses <= {"http://www.w3.org", "https://w3id.org"}
    assert not re.search(r"<(link|img|iframe|script src|base)|@import|url\(", page)
    assert "@TITLE@" not in page
    assert not re.search(r"@[A-Z]{4,}@", page)


@given(networks())
@settings(max_examples=25)
def test_words_of_letters_stay_data(network: Network) -> None:
    page = page_of(network)
    (data,) = _DATA.findall(page)
    assert "<" not in data
    told = json.loads(data)
    assert [node["id"] for node in told["nodes"]] == list(network.graph)
    assert len(told["edges"]) == network.graph.number_of_edges()


def test_the_same_to_the_byte(network: Network) -> None:
    assert page_of(network) == page_of(network)


def test_a_long_label_keeps_its_date(network: Network) -> None:
    """Visits of one framework differ in the date alone, which stands last: it must not be what is cut."""
    assert '"…" + node.label.slice(-11)' in page_of(network)


def test_only_a_timeline_has_years_across(network: Network, seed_store: Path) -> None:
    styles = style_network(network, positions=lay_out(network))
    assert page_data(network, styles)["marks"] == []
    with open_store(seed_store) as store:
        line = project_network(store, "timeline", network_filters(authority="Blackpool"))
    places = lay_out(line)
    marks = page_data(line, style_network(line, positions=places))["marks"]
    assert marks == [[year, x] for year, x in marked_years(line)]
    assert marks[0][0] == 2011  # the year of the earliest seed's visit


def test_an_empty_network_is_a_page() -> None:
    empty = Network(kind=network_kind("full"), graph=nx.MultiDiGraph())
    assert page_data(empty, {})["nodes"] == []
    assert "<canvas" in page_of(empty)


PAINT_AT_ONCE = "<head><script>window.requestAnimationFrame = (paint) => setTimeout(paint, 1);</script>"
"""A browser without a screen paints when it likes."""
USE = """
<script>
const ISSUES = [...document.querySelectorAll("#types label")].findIndex((l) => l.textContent.startsWith("Issue"));
const at = (id) => document.getElementById(id), seen = {};
const type = (id, value, event) => { at(id).value = value; at(id).dispatchEvent(new Event(event, { bubbles: true })); };
const key = (name, target) => target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
const frame = () => new Promise((resolve) => setTimeout(resolve, 60));
(async () => {
  await frame();
  seen.ready = document.body.dataset.ready;
  seen.all = at("count").textContent;
  type("search", "caseloads blackpool", "input");
  seen.found = [...at("found").querySelectorAll("button")].map((b) => b.textContent);
  at("found").querySelector("button").click();
  await frame();
  seen.chosen = at("chosen").querySelector("h2").textContent;
  seen.quote = at("chosen").querySelector("blockquote")?.textContent;
  seen.hash = decodeURIComponent(location.hash);
  const box = at("canvas").getBoundingClientRect();
  const point = { offsetX: box.width / 2, offsetY: box.height / 2, pointerId: 1, bubbles: true };
  const hover = new PointerEvent("pointermove", { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true });
  at("canvas").dispatchEvent(hover);
  await frame();
  seen.tip = at("tip").hidden ? "" : at("tip").textContent;
  key("n", at("canvas"));
  await frame();
  seen.neighbour = at("chosen").querySelector("h2").textContent;
  key("Escape", document);
  seen.let_go = at("chosen").textContent;
  type("search", "zzzz", "input");
  seen.nothing = at("found").textContent;
  at("types").querySelectorAll("input")[ISSUES].click();
  await frame();
  seen.without_issues = at("count").textContent;
  at("types").querySelectorAll("input")[ISSUES].click();
  type("to", "2012", "change");
  await frame();
  seen.until_2012 = at("count").textContent;
  type("to", "2030", "change");
  key("0", at("canvas"));
  key("+", at("canvas"));
  key("ArrowLeft", at("canvas"));
  await frame();
  seen.frame = Number(document.body.dataset.frame);
  document.body.dataset.seen = JSON.stringify(seen);
})();
</script>
"""


def used(page: str, folder: Path) -> dict[str, Any]:
    """What somebody sees who searches, chooses, hovers, filters and types in the page."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine to open the page in")
    path = folder / "page.html"
    path.write_text(
        page.replace("<head>", PAINT_AT_ONCE).replace("</body>", USE + "</body>"), encoding="utf-8"
    )
    done = subprocess.run(
        [
            CHROMIUM,
            *QUIET,
            f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=8000",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    match = re.search(r'data-seen="([^"]*)"', done.stdout)
    assert match, done.stderr[-2000:]
    seen: dict[str, Any] = json.loads(match[1].replace("&quot;", '"').replace("&amp;", "&"))
    return seen


def test_a_reader_searches_chooses_hovers_and_filters(network: Network, tmp_path: Path) -> None:
    seen = used(page_of(network), tmp_path)
    graph = network.graph
    issues = [node for node, type_ in graph.nodes(data="type") if type_ == "issue"]
    caseloads = next(node for node in issues if node.endswith("E06000009/caseloads"))
    assert seen["ready"] == "yes"
    assert seen["all"].startswith(f"{len(graph)} of {len(graph)} nodes")
    assert seen["found"][0] == "Caseloads (Blackpool) – Issue"
    assert seen["chosen"] == "Caseloads (Blackpool)"
    assert graph.nodes[caseloads]["quote"] in seen["quote"]
    assert seen["hash"] == f"#{caseloads}"
    assert graph.nodes[caseloads]["quote"][:200] in seen["tip"]
    neighbours = {graph.nodes[n]["label"] for n in nx.all_neighbors(graph, caseloads)}
    assert seen["neighbour"] in neighbours
    assert "Choose a node" in seen["let_go"]
    assert seen["nothing"] == "Nothing is called so."
    assert seen["without_issues"].startswith(f"{len(graph) - len(issues)} of ")
    shown = int(seen["until_2012"].split()[0])
    assert 0 < shown < len(graph) / 2


def test_what_is_seen_is_not_blank(network: Network, tmp_path: Path) -> None:
    """The picture that a browser makes of the page: something is drawn in the colours of the palette."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine to open the page in")
    path, picture = tmp_path / "page.html", tmp_path / "page.png"
    path.write_text(page_of(network).replace("<head>", PAINT_AT_ONCE), encoding="utf-8")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    subprocess.run(
        [CHROMIUM, *QUIET, profile, "--virtual-time-budget=4000", f"--screenshot={picture}", path.as_uri()],
        capture_output=True,
        timeout=120,
        check=True,
    )
    from PIL import Image

    with Image.open(picture) as image:
        assert image.size == (1300, 850)
        stage = image.convert("RGB").crop((0, 60, 900, 800))
        seen = {colour for _, colour in stage.getcolors(stage.width * stage.height) or []}
    assert {load_palette()[name].colour for name in ("authority", "visit", "issue", "theme")} <= seen


def test_five_thousand_nodes_are_no_trouble(tmp_path: Path) -> None:
    """How long a frame takes is measured by benchmarks/page.py."""
    graph = nx.MultiDiGraph()
    for number in range(5000):
        graph.add_node(f"n{number:04}", label=f"Caseloads Blackpool {number}", type="issue", quote="Q")
    for number in range(1, 5000):
        graph.add_edge(f"n{number // 7:04}", f"n{number:04}", key="theme", kind="theme", weight=1.0)
    many = Network(kind=network_kind("full"), graph=graph)
    stream = io.BytesIO()
    grid = {f"n{number:04}": (number % 70 * 20.0, number // 70 * 20.0) for number in range(5000)}
    write_page(many, stream, styles=style_network(many, positions=grid))
    seen = used(stream.getvalue().decode(), tmp_path)
    assert seen["all"].startswith("5000 of 5000")
    assert seen["without_issues"].startswith("0 of 5000")
    assert "frame" in seen
