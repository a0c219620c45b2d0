"""`query`: free SPARQL in, every result format out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

SELECT = (
    "SELECT ?file ?n { { BIND('=a\"b' AS ?file) BIND(1 AS ?n) } UNION { BIND('é' AS ?file) } } ORDER BY ?file"
)
CONSTRUCT = "CONSTRUCT { ?letter ig:kind ?kind } WHERE { ?letter ig:kind ?kind }"
DESCRIBE = "DESCRIBE <https://w3id.org/inspectgraph/id/person/lisa-summers>"


def asked(say: Callable[..., Any], sparql: str, format: str) -> str:
    said = say("query", sparql, "--format", format)
    assert said.code == 0, said.err
    assert said.out.endswith("\n")
    assert isinstance(said.out, str)
    return said.out


def test_select_as_table(say: Callable[..., Any]) -> None:
    assert asked(say, SELECT, "table") == 'file   n\n────────\n=a"b   1\né\n'


def test_select_as_csv_and_tsv(say: Callable[..., Any]) -> None:
    rows = list(csv.reader(io.StringIO(asked(say, SELECT, "csv"), newline="")))
    assert rows == [["file", "n"], ['=a"b', "1"], ["é", ""]]
    assert asked(say, SELECT, "tsv").splitlines() == ["?file\t?n", '"=a\\"b"\t1', '"é"\t']


def test_select_as_json(say: Callable[..., Any]) -> None:
    answer = json.loads(asked(say, SELECT, "json"))
    assert answer["head"]["vars"] == ["file", "n"]
    assert [row["file"]["value"] for row in answer["results"]["bindings"]] == ['=a"b', "é"]


def test_select_as_xml(say: Callable[..., Any]) -> None:
    root = ElementTree.fromstring(asked(say, SELECT, "xml"))
    assert [node.text for node in root.iter("{http://www.w3.org/2005/sparql-results#}literal")] == [
        '=a"b',
        "1",
        "é",
    ]


def test_ask(say: Callable[..., Any]) -> None:
    assert asked(say, "ASK { ?letter a ig:Letter }", "table") == "true\n"
    assert asked(say, "ASK { ?letter a ig:Nothing }", "table") == "false\n"
    assert json.loads(asked(say, "ASK { ?letter a ig:Letter }", "json"))["boolean"] is True
    assert "<boolean>true</boolean>" in asked(say, "ASK { ?letter a ig:Letter }", "xml")
    for format in ("csv", "tsv"):
        assert asked(say, "ASK { ?letter a ig:Letter }", format) == "true\n"


GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("format", GRAPH_FORMATS)
def test_construct_and_describe(format: str, say: Callable[..., Any]) -> None:
    assert len(list(parse(asked(say, CONSTRUCT, format), GRAPH_FORMATS[format]))) == 5
    assert list(parse(asked(say, DESCRIBE, format), GRAPH_FORMATS[format]))
    assert asked(say, CONSTRUCT, format) == asked(say, CONSTRUCT, format)


def test_construct_as_table(say: Callable[..., Any]) -> None:
    lines = asked(say, CONSTRUCT, "table").splitlines()
    assert lines[0].split() == ["subject", "predicate", "object"]
    assert len(lines) == 7


UNFIT = {
    ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "table"): "INSERT is an update",
    ("PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }", "table"): "DELETE is an update",
    ("DROP ALL", "json"): "DROP is an update",
    ("LOAD <file:///etc/passwd>", "table"): "LOAD is an update",
    ("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "table"): "SERVICE would ask another server",
    ("SELECT ?s {\n  ?s ?p ?o\n  FILTER(}", "table"): "line 3, column 11",
    ("SELECT * { ?s nope:x ?o }", "table"): "not SPARQL 1.1: line 1",
    ("", "table"): "not SPARQL 1.1",
    ("ASK {}", "turtle"): "turtle is for graphs",
    (SELECT, "jsonld"): "jsonld is for graphs",
    (CONSTRUCT, "csv"): "csv is for rows",
    (CONSTRUCT, "json"): "json is for rows",
}


@pytest.mark.parametrize(("sparql", "format"), UNFIT)
def test_unfit(sparql: str, format: str, say: Callable[..., Any]) -> None:
    said = say("query", sparql, "--format", format)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert UNFIT[sparql, format] in said.err


def test_words_that_look_like_an_update(say: Callable[..., Any]) -> None:
    assert asked(say, "ASK { BIND('DROP ALL' AS ?x) } # INSERT", "table") == "true\n"


def test_from_stdin_and_file(say: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "my query.rq"
    path.write_text("# is there one?\nASK { ?letter a ig:Letter }\n", encoding="utf-8")
    assert say("query", "-", stdin=path.read_bytes()).out == "true\n"
    assert say("query", "--query-file", path).out == "true\n"


def test_nothing_or_too_much_to_read(say: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_bytes(b"ASK { BIND('\xff' AS ?x) }")
    for words in (["query"], ["query", "ASK {}", "--query-file", path], ["query", "--query-file", tmp_path]):
        said = say(*words) if len(words) > 1 else say("query --format table")
        assert (said.code, said.err.count("\n")) == (2, 1)
    assert say("query", "--query-file", path).code == 2
    assert say("query", "-", stdin=path.read_bytes()).code == 2


def test_prefixes_are_known(say: Callable[..., Any]) -> None:
    for prefix in "ig id skos org foaf prov oa dcterms rdf rdfs owl xsd".split():
        assert say("query", f"ASK {{ ?s {prefix}:x ?o }}").code == 0


def test_the_store_is_as_it_was(say: Callable[..., Any], seed_store: Path) -> None:
    before = sorted(str(path) for path in seed_store.rglob("*"))
    say("query", "DROP ALL")
    say("query", "SELECT * { ?s ?p ?o } LIMIT 3")
    assert sorted(str(path) for path in seed_store.rglob("*")) == before
