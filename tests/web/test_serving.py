"""`inspectgraph serve` as a process, asked by the clients that people have."""

from __future__ import annotations

import http.client
import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.cli import main
from inspectgraph.web.server import is_loopback, listen

LETTERS = "SELECT ?letter ?kind { ?letter ig:kind/skos:notation ?kind } ORDER BY ?kind"
IG = "PREFIX ig: <https://w3id.org/inspectgraph/ontology#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"


def test_it_says_where_it_listens_and_ends_well(serve: Callable[..., Any]) -> None:
    server = serve()
    assert server.said[0].startswith("serving 5 letters of ")
    assert server.said[0].endswith(f" at {server.url}/ (Ctrl-C ends it)\n")
    assert server.said[1] == f"SPARQL: {server.url}/sparql\n"
    assert server.said[2] == f"a question: {server.url}/ask/persistent-issues.csv?authority=Blackpool\n"
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as line:
        line.request("GET", server.said[2].partition(server.url)[2].strip())
        answer = line.getresponse()
        assert answer.status == 200
        assert answer.read().startswith(b"council,issue,")
    assert server.end() == (0, "")


def test_ctrl_c_ends_queries_too(serve: Callable[..., Any], site: Any) -> None:
    server = serve("--timeout", "600")
    lines = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(2)]
    for line in lines:
        line.sendall(b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-type: application/sparql-query\r\n")
        line.sendall(b"content-length: %d\r\n\r\n%s" % (len(site.HEAVY), site.HEAVY.encode()))
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as other:
        other.request("GET", "/sparql?query=ASK%7B%7D")
        assert other.getresponse().status == 200
    code, said = server.end()
    assert (code, said) == (0, "")
    for line in lines:
        assert line.recv(100).startswith(b"HTTP/1.1 503 ")
        line.close()


def test_a_client_that_hangs_up_ends_its_query(serve: Callable[..., Any], site: Any) -> None:
    server = serve("--timeout", "none", "--workers", "1")
    post = b"POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-type: application/sparql-query\r\n"
    for _ in range(3):
        with closing(socket.create_connection(("127.0.0.1", server.port), timeout=30)) as line:
            line.sendall(post + b"content-length: %d\r\n\r\n%s" % (len(site.HEAVY), site.HEAVY.encode()))
            line.settimeout(0.3)
            with pytest.raises(TimeoutError):
                line.recv(1)
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as other:
        other.request("GET", "/sparql?query=ASK%7B%7D")
        assert other.getresponse().status == 200


def test_it_is_a_store_for_the_command(server: Any) -> None:
    """`--store http://...` asks this server as it asks any other."""
    from inspectgraph.ask.asking import ask_question
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.remote import read_address

    with open_for_questions(read_address(f"{server.url}/sparql")) as store:
        table = ask_question(store, "persistent-issues", authority="Blackpool")
    assert len(table) == 27


def test_questions_of_ones_own(serve: Callable[..., Any], tmp_path: Path) -> None:
    question = "# Which letters are there?\nSELECT ?letter { ?letter a ig:Letter } ORDER BY ?letter\n"
    (tmp_path / "my-letters.rq").write_text(question, encoding="utf-8")
    server = serve("--questions", str(tmp_path))
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as line:
        line.request("GET", "/ask/my-letters.json")
        assert len(json.loads(line.getresponse().read())) == 5


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["inspectgraph", "serve", *words])
    with pytest.raises(SystemExit) as end:
        main()
    assert isinstance(end.value.code, int)
    return end.value.code, capsys.readouterr().err


def test_what_can_not_be_served(
    seed_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ("--store", str(seed_store))
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        code, said = run(capsys, monkeypatch, *store, "--port", str(port))
    assert code == 3
    assert said == (
        f"inspectgraph: the port is taken (127.0.0.1:{port}): give another, such as --port {port + 1}\n"
    )
    cases = [
        (("--store", str(tmp_path / "none")), 3, "there is no store"),
        (("--store", str(tmp_path)), 3, "this is no inspectgraph store"),
        (("--store", "https://example.org/sparql"), 2, "needs a store in a folder"),
        ((*store, "--host", "192.0.2.1"), 3, "give an address of this machine as --host"),
        ((*store, "--host", "no.such.host.invalid"), 3, "give an address of this machine as --host"),
        ((*store, "--port", "70000"), 2, "70000"),
        ((*store, "--timeout", "-1"), 2, "no limit of time"),
        ((*store, "--timeout", "nan"), 2, "no limit of time"),
        ((*store, "--workers", "0"), 2, "0"),
        ((*store, "--rows", "-1"), 2, "no number of rows"),
        ((*store, "--rows", "many"), 2, "many"),
        ((*store, "--questions", str(tmp_path)), 2, "no question in this folder"),
    ]
    for words, expected, part in cases:
        code, said = run(capsys, monkeypatch, *words)
        assert (code, part in said) == (expected, True), (words, said)


def test_a_warning_where_others_can_read(serve: Callable[..., Any]) -> None:
    server = serve("--host", "0.0.0.0")
    assert server.said[0] == "warning: whoever reaches 0.0.0.0 over the network can read this store\n"
    assert server.url.startswith("http://127.0.0.1:")
    assert server.talk(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_loopback() -> None:
    with listen("localhost", 0) as here, listen("0.0.0.0", 0) as everywhere:
        assert (is_loopback(here), is_loopback(everywhere)) == (True, False)


def test_sparqlwrapper(server: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of its own dependencies
        wrapper = pytest.importorskip("SPARQLWrapper")
    for method in ("GET", "POST"):
        for how in ("urlencoded", "postdirectly"):
            client = wrapper.SPARQLWrapper(f"{server.url}/sparql")
            client.setMethod(method)
            client.setRequestMethod(how)
            client.setQuery(IG + LETTERS)
            for format in (wrapper.JSON, wrapper.XML, wrapper.CSV):
                client.setReturnFormat(format)
                answer = client.query().convert()
                text = answer.toxml() if format == wrapper.XML else str(answer)
                assert text.count("unannounced-cra") == 1
    client.setQuery("CONSTRUCT { ?s ?p ?o } { ?s a skos:ConceptScheme ; ?p ?o }")
    client.setReturnFormat(wrapper.TURTLE)
    assert b"ConceptScheme" in client.query().convert()


def test_rdflib(server: Any) -> None:
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        for format in ("xml", "json", "csv", "tsv"):
            store = SPARQLStore(f"{server.url}/sparql", method=method, returnFormat=format)
            rows = list(Graph(store).query(IG + LETTERS))
            assert len(rows) == 5, (method, format)
    graph = Graph(SPARQLStore(f"{server.url}/sparql"))
    assert len(list(graph.triples((None, None, None)))) > 10_000


def test_curl(server: Any) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")

    def fetch(*words: str) -> str:
        command = [curl or "", "--silent", "--show-error", "--max-time", "30", *words]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    address = f"{server.url}/sparql"
    assert json.loads(fetch(address, "--data-urlencode", f"query={LETTERS}"))["head"]["vars"] == [
        "letter",
        "kind",
    ]
    table = fetch("-G", address, "-H", "Accept: text/csv", "--data-urlencode", f"query={LETTERS}")
    assert table.splitlines()[0] == "letter,kind"
    packed = fetch("--compressed", f"{server.url}/letters.json")
    assert len(json.loads(packed)) == 5
    head = fetch("-I", f"{server.url}/ask/how-common.csv")
    assert head.startswith("HTTP/1.1 200 OK")


def test_the_curl_lines_of_the_manual(server: Any) -> None:
    """README's own lines, typed as they stand but for the port, answer as they say."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    typed = re.findall(r"^\$ (curl .*)\n((?:(?![$`]).*\S.*\n)*)", readme, re.MULTILINE)
    assert len(typed) == 1
    for command, printed in typed:
        words = shlex.split(command.replace("http://127.0.0.1:8000", server.url))
        said = subprocess.run(words, capture_output=True, check=True, text=True).stdout
        assert said.split() == printed.split(), command


def test_the_manual_tells_of_every_problem() -> None:
    from inspectgraph.web.refusing import TITLES

    manual = (Path(__file__).parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
    assert [kind for kind in TITLES if f"`{kind}`" not in manual] == []
