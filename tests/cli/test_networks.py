"""`measure`, `plot`, `export gephi` and `export gexf`, as somebody runs them."""

from __future__ import annotations

import csv
import errno
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from inspectgraph.cli.measuring import MEASURES
from inspectgraph.cli.network_options import NETWORKS
from inspectgraph.cli.plotting import PLOTS
from inspectgraph.export import plots
from inspectgraph.networks import load_kinds
from inspectgraph.networks import measures as all_measures

Say = Callable[..., Any]
NEEDED = {"timeline": ("--authority", "Blackpool"), "around": ("--name", "MASH")}
PERSON = "/id/person/"


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_choices_are_those_of_the_rooms_below() -> None:
    """They are written out in cli/ so that `--help` loads nothing."""
    assert tuple(load_kinds()) == NETWORKS
    assert tuple(all_measures.MEASURES) == MEASURES
    assert tuple(plots.PLOTS) == PLOTS


@pytest.mark.parametrize(
    "command", ["measure", "plot", "export gephi", "export gexf", "export", "export turtle"]
)
def test_help_has_an_example(command: str, say: Say) -> None:
    said = say(f"{command} --help")
    assert said.code == 0
    assert re.search(rf"\n  Example:\n    inspectgraph {command}\b", said.out)


@pytest.mark.parametrize("command", ["plot", "export gephi", "export gexf"])
def test_the_examples_work(command: str, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"^    inspectgraph (.+)$", say(f"{command} --help").out, re.MULTILINE)
    assert examples
    for example in examples:
        said = say(example)
        assert said.code == 0, said.err
        assert "wrote " in said.err


@pytest.mark.parametrize("network", NETWORKS)
def test_gephi_writes_a_folder(network: str, say: Say, tmp_path: Path) -> None:
    out = tmp_path / "two words"
    said = say("export", "gephi", network, out, *NEEDED.get(network, ()))
    assert (said.code, said.out) == (0, "")
    assert listed(tmp_path) == ["two words"]
    told = re.search(r"(\d+) nodes and (\d+) edges", said.err)
    assert told
    nodes, edges = (int(number) for number in told.groups())
    for name, count in (("nodes.csv", nodes), ("edges.csv", edges)):
        text = (out / name).read_text(encoding="utf-8")
        assert len(list(csv.DictReader(io.StringIO(text, newline="")))) == count
    graph = nx.read_gexf(out / f"{network}-static.gexf", version="1.3")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (nodes, edges)


@pytest.mark.parametrize("network", ["full", "inspectors", "timeline", "around"])
def test_nobody_is_named_in_a_folder_without_people(network: str, say: Say, tmp_path: Path) -> None:
    words = {**NEEDED, "around": ("--name", "Blackpool")}.get(network, ())
    names = [record["name"] for record in json.loads(say("people --format json").out)]
    assert names
    for options in ((), ("--without-people",)):
        out = tmp_path / f"out{len(options)}"
        assert say("export", "gephi", network, out, *words, *options).code == 0
        texts = {path.name: path.read_bytes().decode("utf-8", "replace") for path in out.iterdir()}
        holding = [name for name, text in texts.items() if PERSON in text]
        naming = [
            name
            for name, text in texts.items()
            if any(re.search(rf'label="{who}"|,{who},|"label":"{who}"', text) for who in names)
        ]
        if options:
            assert (holding, naming) == ([], [])
        elif network in ("full", "inspectors"):
            assert len(holding) >= 4


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "ntriples", "jsonld", "gexf"])
def test_nobody_is_named_in_a_file_without_people(format: str, say: Say, tmp_path: Path) -> None:
    for options in ((), ("--without-people",)):
        out = tmp_path / f"out{len(options)}"
        assert say("export", format, out, *options).code == 0
        text = out.read_text(encoding="utf-8")
        held = PERSON in text or "id:person" in text or "person\\/" in text
        assert held == (not options)


def test_a_person_is_not_asked_for_without_people(say: Say, tmp_path: Path) -> None:
    """The title of the network would name them."""
    who = json.loads(say("people --format json").out)[0]["name"]
    line = ("export", "gephi", "around", tmp_path / "out", "--name", who)
    said = say(*line, "--without-people")
    assert (said.code, listed(tmp_path)) == (2, [])
    assert "is a person" in said.err
    assert say(*line).code == 0


def test_an_empty_network_is_written_and_said_to_be_empty(say: Say, tmp_path: Path) -> None:
    said = say("export", "gephi", "full", tmp_path / "out", "--region", "London")
    assert said.code == 1
    assert "0 nodes and 0 edges" in said.err
    assert "the network is empty" in said.err
    assert len(listed(tmp_path / "out")) == 9


def test_one_visit_alone_is_a_network(say: Say, tmp_path: Path) -> None:
    for network in ("issues", "co-issues", "timeline", "similar"):
        said = say("export", "gephi", network, tmp_path / network, "--authority", "Lancashire")
        assert said.code == 0, said.err
    graph = nx.read_gexf(tmp_path / "similar" / "similar-static.gexf", version="1.3")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (1, 0)


REFUSED = (
    ("export gephi hairball OUT", 2, "co-issues"),
    ("export gephi around OUT", 2, "needs a name"),
    ("export gephi full OUT --name MASH", 2, "takes no name"),
    ("export gephi around OUT --name Quidditch", 2, "nothing is known of 'Quidditch'"),
    ("export gephi timeline OUT", 2, "--authority"),
    ("export gephi full OUT --authority Blackpol", 2, "Blackpool"),
    ("export gephi full OUT --region Nowhere", 2, "North West"),
    ("export gephi full OUT --since soon", 2, "soon"),
    ("export gephi full OUT --since 2020 --until 2019", 2, "earlier date first"),
    ("export gephi full nowhere/OUT", 3, "can't be written"),
    ("export gexf nowhere/OUT", 3, "can't be written"),
    ("measure hairball", 2, "co-issues"),
    ("measure full --by heart", 2, "betweenness"),
    ("measure full --by chance", 2, "issues"),
    ("measure full --seed -1", 2, "seed"),
    ("plot pie OUT.svg", 2, "spread"),
    ("plot spread OUT.pdf", 2, ".svg or .png"),
    ("plot issues OUT.svg", 2, "--authority"),
    ("plot issues OUT.svg --authority Essex", 2, "nothing to draw"),
    ("plot spread OUT.svg --theme adoption", 2, "nothing to draw"),
    ("plot spread nowhere/OUT.svg", 3, "can't be written"),
)


@pytest.mark.parametrize(("line", "code", "said"), REFUSED)
def test_what_can_not_be(
    line: str, code: int, said: str, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = say(line)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert listed(tmp_path) == []
    assert len(REFUSED) == 21


@pytest.mark.parametrize(
    "line", ["export gephi issues mine", "export gexf mine", "plot spread mine.svg", "export turtle mine"]
)
def test_what_is_there_stays(line: str, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine", "mine.svg"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    answer = say(line)
    assert answer.code == 2
    assert "there already" in answer.err
    assert "--force" in answer.err
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"mine"}
    forced = say(f"{line} --force")
    assert forced.code == (2 if "gephi" in line else 0), forced.err
    assert listed(tmp_path) == ["mine", "mine.svg"]


def test_a_picture_is_left_out_and_said_so(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    said = say("export", "gephi", "similar", tmp_path / "out")
    assert said.code == 0
    assert "legend.png was left out" in said.err
    assert "pip install 'inspectgraph[plots]'" in said.err
    assert "legend.png" not in listed(tmp_path / "out")


MISSING = (
    ("plot spread OUT.svg", ("matplotlib",), "inspectgraph[plots]"),
    ("measure inspectors --by pagerank", ("scipy", "numpy"), "inspectgraph[networks]"),
)


@pytest.mark.parametrize(("line", "packages", "extra"), MISSING)
def test_a_missing_extra_names_its_command(
    line: str,
    packages: tuple[str, ...],
    extra: str,
    say: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for package in packages:
        with monkeypatch.context() as patch:
            for module in [name for name in sys.modules if name.partition(".")[0] == package]:
                patch.setitem(sys.modules, module, None)
            patch.setitem(sys.modules, package, None)
            said = say(line)
        assert (said.code, said.out) == (3, "")
        assert f"pip install '{extra}'" in said.err
        assert listed(tmp_path) == []
    assert len(MISSING) == 2


def test_all_else_is_measured_without_scipy(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == "scipy"]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, "scipy", None)
    for measure in MEASURES:
        if measure != "pagerank":
            said = say(f"measure issues --by {measure} --format json")
            assert said.code == 0, said.err


@pytest.mark.parametrize("measure", MEASURES)
def test_measures_as_table_csv_and_json(measure: str, say: Say) -> None:
    line = f"measure issues --by {measure}"
    said = {format: say(f"{line} --format {format}") for format in ("table", "csv", "json")}
    assert {answer.code for answer in said.values()} == {0}
    records = json.loads(said["json"].out)
    rows = list(csv.DictReader(io.StringIO(said["csv"].out, newline="")))
    assert len(records) == len(rows)
    if records:
        assert list(records[0]) == list(rows[0])
    assert say(f"{line} --format csv --bom").out.startswith("\ufeff")
    meaning = said["json"].err.splitlines()
    assert meaning
    assert all(line.endswith(".") for line in meaning)
    assert say(f"{line} --format json") == said["json"]


def test_nobody_is_measured_without_people(say: Say) -> None:
    assert PERSON in say("measure inspectors --format json").out
    assert PERSON not in say("measure inspectors --format json --without-people").out


def test_measures_of_nothing(say: Say) -> None:
    """An empty answer is no fault (docs/contracts.md): it says why."""
    for measure in MEASURES:
        said = say(f"measure issues --by {measure} --region London --format json")
        assert (said.code, said.out) == (0, "[]\n"), measure
        assert "empty" in said.err


def test_a_full_disk(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("inspectgraph.export.gephi.folder.write_gexf", full)
    monkeypatch.setattr("inspectgraph.export.plots.comparison.save", full)
    monkeypatch.chdir(tmp_path)
    for line in ("export gephi similar out", "export gexf out", "plot spread out.svg"):
        said = say(line)
        assert said.code == 3
        assert "No space left on device" in said.err
        assert listed(tmp_path) == []


def test_interrupted(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inspectgraph.export.gephi.folder.write_page", stop)
    said = say("export", "gephi", "similar", tmp_path / "out")
    assert (said.code, said.err.strip()) == (3, "inspectgraph: interrupted; nothing was changed")
    assert listed(tmp_path) == []


@pytest.mark.parametrize("line", ["export gephi full . --force", "export gexf . --force", "export gexf .."])
def test_where_one_stands(line: str, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = say(line)
    assert said.code in (2, 3)
    assert said.err.startswith("inspectgraph: ")
    assert listed(tmp_path) == []
