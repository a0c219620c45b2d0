"""Publishing to a real server: everything, only what changed, and wherever a run was stopped."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

import inspectgraph
from inspectgraph.store import open_store, sorted_nquads

LETTER = "003_d6466b21c827d6ce.txt"
GRAPHS = 10
NO_INDEX = "the server has no index: nothing was published there yet, or this is not its address\n"


def store_quads(path: Path) -> list[str]:
    with open_store(path) as store:
        return list(sorted_nquads(store.graph))


@pytest.fixture
def own_store(seed_store: Path, tmp_path: Path) -> Path:
    """A copy of the seeds' store that a test may change."""
    return Path(shutil.copytree(seed_store, tmp_path / "store"))


def ways(url: str, front: str | None = None) -> dict[str, list[str]]:
    """The words after `publish` for each way of writing, through `front` if there is one."""
    front = front or url
    return {"graphs": [f"{front}/store"], "updates": [f"{front}/query", "--update", f"{front}/update"]}


@pytest.mark.parametrize("way", ["graphs", "updates"])
def test_all_of_it_and_then_nothing(
    way: str,
    seed_store: Path,
    empty_oxigraph: Any,
    say: Callable[..., Any],
    serve: Callable[..., Any],
    forward: Any,
) -> None:
    front = serve(lambda handler, asked, number: forward(handler, asked, empty_oxigraph))
    words = ["publish", *ways(front.url)[way], "--store", seed_store]
    planned = say(*words, "--dry-run")
    assert planned.code == 0
    assert planned.err == NO_INDEX
    assert planned.out.count("write  ") == GRAPHS
    assert planned.out.splitlines()[-1].startswith("would publish 10 graphs with ")
    assert [asked.method for asked in front.asked] == (["GET"] if way == "graphs" else ["POST"])
    done = say(*words)
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == f"published 10 graphs with {len(store_quads(seed_store))} quads, removed 0; 0 graphs unchanged\n"
    )
    assert empty_oxigraph.quads() == store_quads(seed_store)
    front.asked.clear()
    assert say(*words, "--dry-run").err == ""
    front.asked.clear()
    again = say(*words)
    assert (again.code, again.out) == (0, "nothing changed: 10 graphs there already\n")
    assert len(front.asked) == 1


@pytest.mark.parametrize("way", ["graphs", "updates"])
def test_only_what_changed(
    way: str,
    own_store: Path,
    empty_oxigraph: Any,
    say: Callable[..., Any],
    serve: Callable[..., Any],
    forward: Any,
) -> None:
    other = b"<http://example.org/a> <http://example.org/b> 'not ours' ."
    empty_oxigraph.request("PUT", "/store?graph=http://example.org/g", other, content_type="text/turtle")
    front = serve(lambda handler, asked, number: forward(handler, asked, empty_oxigraph))
    words = ["publish", *ways(front.url)[way], "--store", own_store]
    assert say(*words).code == 0
    before = set(store_quads(own_store))
    assert say("remove", LETTER, "--store", own_store).code == 0
    after = store_quads(own_store)
    touched = {line.rpartition("> .")[0].rpartition("/")[2] for line in before ^ set(after)}
    front.asked.clear()
    done = say(*words)
    assert done.code == 0
    assert "removed 2;" in done.out  # the letter's graph, and what was derived of its authority alone
    if way == "graphs":
        written = {line.rpartition(" ")[2] for line in front.written} - {"published"}
        assert written == touched
    kept = [line for line in empty_oxigraph.quads() if "http://example.org/g" not in line]
    assert kept == after
    assert len(empty_oxigraph.quads()) == len(after) + 1, "a graph that is not ours must stay"
    assert say("build", Path(__file__).parents[2] / "seeds", "--store", own_store, "--jobs", "0").code in (
        0,
        1,
    )
    assert say(*words).code == 0
    assert set(empty_oxigraph.quads()) - {
        kept_line for kept_line in empty_oxigraph.quads() if "example.org/g" in kept_line
    } == set(store_quads(own_store))


STOPS = [
    ("graphs", 1, "after"),  # the index was read
    ("graphs", 2, "after"),  # it says which graphs are being written
    ("graphs", 3, "before"),  # none is
    ("graphs", 3, "after"),  # one is, without its digest
    ("graphs", 4, "after"),  # and with it
    ("graphs", 23, "before"),  # all are, and the index still says that they are being written
    ("updates", 2, "after"),
    ("updates", 3, "after"),  # a graph was dropped
    ("updates", 4, "after"),  # and written
    ("updates", 33, "after"),  # a large one in part
]


@pytest.mark.parametrize(("way", "number", "when"), STOPS)
def test_killed_and_resumed(
    way: str,
    number: int,
    when: str,
    seed_store: Path,
    empty_oxigraph: Any,
    say: Callable[..., Any],
    serve: Callable[..., Any],
    forward: Any,
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def stop_there(handler: BaseHTTPRequestHandler, asked: Any, count: int) -> None:
        if count == number and when == "before":
            reached.set()
            go_on.wait(60)
            return
        if count == number:
            forward_quietly(handler, asked)
            reached.set()
            go_on.wait(60)
            return
        forward(handler, asked, empty_oxigraph)

    def forward_quietly(handler: BaseHTTPRequestHandler, asked: Any) -> None:
        kind = handler.headers["content-type"]
        empty_oxigraph.request(
            asked.method, asked.path, asked.body, **({"content_type": kind} if kind else {})
        )

    front = serve(stop_there)
    words = ["publish", *ways(front.url)[way], "--store", str(seed_store)]
    environment = {**os.environ, "PYTHONPATH": str(Path(inspectgraph.__file__).parents[1])}
    process = subprocess.Popen([sys.executable, "-m", "inspectgraph", *words], env=environment)
    assert reached.wait(60), "that request never came: count the steps of a run anew"
    process.kill()
    process.wait()
    go_on.set()
    direct = ["publish", *ways(empty_oxigraph.url)[way], "--store", seed_store]
    assert say(*direct).code == 0
    assert empty_oxigraph.quads() == store_quads(seed_store)
    assert say(*direct).out.startswith("nothing changed")


def test_a_changed_graph_has_no_digest_while_it_is_written(
    own_store: Path,
    empty_oxigraph: Any,
    say: Callable[..., Any],
    serve: Callable[..., Any],
    forward: Any,
    answer: Any,
) -> None:
    """Written and stopped before its digest, then changed back: the old digest must not hide it."""
    direct = ["publish", f"{empty_oxigraph.url}/store", "--store", own_store]
    saved = Path(shutil.copytree(own_store, own_store.parent / "saved"))
    assert say(*direct).code == 0
    assert say("remove", LETTER, "--store", own_store).code == 0

    def refuse_digests(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        if asked.method == "POST":
            answer(handler, 500)
        else:
            forward(handler, asked, empty_oxigraph)

    front = serve(refuse_digests)
    said = say("publish", f"{front.url}/store", "--store", own_store)
    assert said.code == 1
    assert "0 of 3 graphs were published, then the server answered 500" in said.err
    assert empty_oxigraph.quads() != store_quads(saved)
    assert say("publish", f"{empty_oxigraph.url}/store", "--store", saved).code == 0
    assert empty_oxigraph.quads() == store_quads(saved)


def test_the_first_graph_is_emptied_and_not_written(
    seed_store: Path,
    empty_oxigraph: Any,
    say: Callable[..., Any],
    serve: Callable[..., Any],
    forward: Any,
    answer: Any,
) -> None:
    assert say("publish", *ways(empty_oxigraph.url)["updates"], "--store", seed_store).code == 0
    index = "<https://w3id.org/inspectgraph/id/published>"
    forget = f"DROP GRAPH {index}".encode()
    empty_oxigraph.request("POST", "/update", forget, content_type="application/sparql-update")

    def refuse_triples(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        if asked.body.startswith(b"INSERT") and index.encode() not in asked.body:
            answer(handler, 500)
        else:
            forward(handler, asked, empty_oxigraph)

    before = len(empty_oxigraph.quads())
    words = ["publish", *ways(serve(refuse_triples).url)["updates"], "--store", seed_store]
    said = say(*words)
    assert len(empty_oxigraph.quads()) < before
    assert said.code == 1
    assert "0 of 10 graphs were published, then the server answered 500" in said.err
    assert said.err.rstrip().endswith("run it again to go on")


FIRST_WRITES = [(401, 3), (403, 3), (405, 3), (307, 3), (500, 1), (507, 1)]
assert len(FIRST_WRITES) == 6


@pytest.mark.parametrize(("status", "code"), FIRST_WRITES)
def test_the_first_write_of_all_fails(
    status: int,
    code: int,
    seed_store: Path,
    say: Callable[..., Any],
    serve: Callable[..., Any],
    answer: Any,
) -> None:
    """A refusal changes nothing; who knows what a server did that broke."""

    def act(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        answer(handler, 404 if asked.method == "GET" else status)

    said = say("publish", f"{serve(act).url}/store", "--store", seed_store)
    assert said.code == code
    assert ("0 of 10 graphs were published" in said.err) is (code == 1)


def test_updates_go_to_nobody(empty_oxigraph: Any, seed_store: Path, say: Callable[..., Any]) -> None:
    nobody = ["--update", "http://127.0.0.1:9/update"]
    said = say("publish", f"{empty_oxigraph.url}/query", *nobody, "--store", seed_store)
    assert said.code == 3
    assert "the server can't be reached" in said.err
    assert "graphs were published" not in said.err


def test_a_dry_run_at_a_wrong_address(empty_oxigraph: Any, seed_store: Path, say: Callable[..., Any]) -> None:
    said = say("publish", f"{empty_oxigraph.url}/nonsense", "--store", seed_store, "--dry-run")
    assert (said.code, said.err) == (0, NO_INDEX)


def test_the_server_dies_halfway(
    seed_store: Path,
    start_oxigraph: Callable[[], Any],
    say: Callable[..., Any],
    serve: Callable[..., Any],
    forward: Any,
    waits: list[float],
) -> None:
    server = start_oxigraph()

    def dying(handler: BaseHTTPRequestHandler, asked: Any, number: int) -> None:
        if number == 12:
            server.kill()
        if server.process is None:
            handler.close_connection = True
            return
        forward(handler, asked, server)

    front = serve(dying)
    said = say("publish", f"{front.url}/store", "--store", seed_store)
    assert said.code == 1
    assert "of 10 graphs were published, then the connection was lost" in said.err
    assert said.err.rstrip().endswith("run it again to go on")
    assert waits == [1.0, 2.0, 4.0, 8.0]
    server.start()
    rest = say("publish", f"{server.url}/store", "--store", seed_store)
    assert rest.code == 0
    assert "published 10 graphs" not in rest.out
    assert server.quads() == store_quads(seed_store)


@pytest.mark.parametrize("finished", [0, 3])
def test_interrupted(
    finished: int,
    seed_store: Path,
    empty_oxigraph: Any,
    say: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ctrl-C after some graphs, or within the first."""
    from inspectgraph.export.publishing import plan, publishing

    written: list[str] = []

    def interrupted(store: Any, graph: Any) -> bytes:
        if len(written) == finished:
            raise KeyboardInterrupt
        written.append(graph.graph)
        return real(store, graph)

    real = plan.read_triples
    words = ["publish", f"{empty_oxigraph.url}/store", "--store", seed_store]
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "read_triples", interrupted)
        said = say(*words)
    assert said.code == 1
    words_of_it = f"interrupted; {finished} of 10 graphs were published: run it again to go on"
    assert said.err == f"inspectgraph: {words_of_it}\n"
    assert f"published {10 - finished} graphs" in say(*words).out


def test_a_damaged_letter_is_not_published(
    own_store: Path, empty_oxigraph: Any, say: Callable[..., Any]
) -> None:
    file = sorted((own_store / "letters").glob("*.nq"))[-1]
    file.write_bytes(file.read_bytes()[:-100])
    said = say("publish", f"{empty_oxigraph.url}/store", "--store", own_store)
    assert said.code == 1
    assert "is not what was built" in said.err
    assert "rebuild" in said.err
