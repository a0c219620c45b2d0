"""`export` and `validate`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse

from inspectgraph.build import build_store
from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.store import begin_build

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "gexf": None,
}


@pytest.mark.parametrize("format", FORMATS)
def test_export(format: str, say: Callable[..., Any], tmp_path: Path) -> None:
    one, two = tmp_path / "one file", tmp_path / "two"
    for out in (one, two):
        said = say("export", format, out)
        assert (said.code, said.out) == (0, "")
        assert re.fullmatch(
            rf"wrote {re.escape(str(out))}(: Everything, \d+ nodes and \d+ edges)?\n", said.err
        )
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one file", "two"]
    rdf = FORMATS[format]
    if rdf is None:
        assert nx.read_gexf(one, version="1.3").number_of_nodes() > 100
    else:
        assert len(list(parse(one.read_bytes(), rdf))) > 5000


def test_a_file_that_is_there_stays(say: Callable[..., Any], tmp_path: Path) -> None:
    out = tmp_path / "graph.ttl"
    out.write_text("mine", encoding="utf-8")
    said = say("export", "turtle", out)
    assert said.code == 2
    assert "this is there already" in said.err
    assert out.read_text(encoding="utf-8") == "mine"
    assert say("export", "turtle", out, "--force").code == 0
    assert out.read_text(encoding="utf-8").startswith("@prefix")


@pytest.mark.parametrize("place", ["nowhere/graph.ttl", "folder"])
def test_a_place_that_can_not_be_written(place: str, say: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    said = say("export", "turtle", tmp_path / place, "--force")
    assert said.code == 3
    assert said.err.startswith("inspectgraph: the file can't be written")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_an_unknown_format(say: Callable[..., Any], tmp_path: Path) -> None:
    assert say("export", "word", tmp_path / "x").code == 2


def test_what_was_there_stays_when_the_disk_is_full(
    say: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "graph.ttl"
    out.write_text("mine", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("inspectgraph.export.rdf.write_statements", full)
    said = say("export", "turtle", out, "--force")
    assert (said.code, [path.name for path in tmp_path.iterdir()]) == (3, ["graph.ttl"])
    assert "No space left on device" in said.err
    assert out.read_text(encoding="utf-8") == "mine"


def test_validate(say: Callable[..., Any]) -> None:
    said = say("validate")
    assert (said.code, said.out) == (0, "The store keeps every shape and rule.\n")


def test_validate_a_spoilt_store(say: Callable[..., Any], tmp_path: Path, seeds: Path) -> None:
    build_store(tmp_path / "store", [seeds / "004_6b6a7fc6866eb5aa.txt"])
    with begin_build(tmp_path / "store") as build:
        build.graph.update("DELETE WHERE { GRAPH ?g { ?v ig:visitOf ?a } }", prefixes=PREFIXES)
        build.commit()
    said = say("validate", "--store", tmp_path / "store", "--format", "json")
    assert said.code == 1
    problems = json.loads(said.out)
    assert all(list(problem) == ["rule", "where", "message", "remedy"] for problem in problems)
    assert any("/id/visit/" in problem["where"] for problem in problems)
