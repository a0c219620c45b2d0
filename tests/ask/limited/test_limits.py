"""Queries of death are ended, their process dies alone, and the next query finds a new one."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from inspectgraph.ask.limited import LimitedQueries, QueryLimits
from inspectgraph.ask.limited.failures import ended_error
from inspectgraph.errors import ExitCode, MisuseError, QueryEndedError, StoreError
from inspectgraph.store import DamagedStoreError

DEATH = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOG = "SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 } ORDER BY ?p2"
ENDLESS_ROWS = "SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 }"
LONG_ROWS = f"""SELECT ?d {{
  ?finding ig:order ?order BIND('{"x" * 1000}' AS ?a) BIND(CONCAT({", ".join(["?a"] * 10)}) AS ?b)
  BIND(CONCAT({", ".join(["?b"] * 10)}) AS ?c) BIND(CONCAT({", ".join(["?c"] * 10)}) AS ?d)
}}"""
PLAIN = "SELECT ?letter { ?letter a ig:Letter }"
NESTED = {
    "groups": "ASK " + "{" * 10_000 + "}" * 10_000,
    "brackets": "ASK { FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }",
    "nots": "ASK { FILTER(" + "!" * 100_000 + "true) }",
    "lists": "ASK { ?s ?p " + "(" * 50_000 + ")" * 50_000 + " }",
    "subqueries": "SELECT * " + "{ SELECT * " * 10_000 + "{}" + "}" * 10_000,
    "paths": "ASK { ?s " + "(" * 50_000 + "ig:kind" + ")*" * 50_000 + " ?o }",
}


@pytest.fixture
def queries(seed_store: Path) -> Iterator[LimitedQueries]:
    with LimitedQueries(seed_store) as queries:
        yield queries


def pid_of(queries: LimitedQueries) -> int:
    assert queries._child is not None
    return queries._child.pid


def assert_works(queries: LimitedQueries) -> None:
    assert queries.run(PLAIN).rows == 5


def test_a_query_of_death_is_ended_at_its_limit(queries: LimitedQueries) -> None:
    assert_works(queries)
    first = pid_of(queries)
    with pytest.raises(QueryEndedError, match=r"longer than 0\.2 seconds: it was ended; narrow it") as ended:
        queries.run(DEATH, limits=QueryLimits(seconds=0.2))
    assert (ended.value.code, ended.value.exit_code) == ("time", ExitCode.NOT_DONE)
    assert_works(queries)
    assert pid_of(queries) != first


def test_an_answer_that_comes_slowly_is_ended_too(queries: LimitedQueries) -> None:
    with pytest.raises(QueryEndedError) as ended:
        queries.run(ENDLESS_ROWS, limits=QueryLimits(seconds=0.2, rows=None))
    assert ended.value.code in ("time", "size")
    assert_works(queries)


def test_an_answer_is_no_longer_than_the_memory(queries: LimitedQueries) -> None:
    with pytest.raises(QueryEndedError, match="the answer is longer than 200 MB") as ended:
        queries.run(LONG_ROWS, format="tsv", limits=QueryLimits(seconds=None, rows=None, memory=200))
    assert ended.value.code == "size"
    assert_works(queries)


@pytest.mark.skipif(sys.platform != "linux", reason="no other system keeps a limit of memory")
def test_a_hog_dies_of_its_memory(queries: LimitedQueries) -> None:
    with pytest.raises(QueryEndedError, match="more than 250 MB of memory") as ended:
        queries.run(HOG, limits=QueryLimits(seconds=None, memory=250))
    assert ended.value.code == "memory"
    assert_works(queries)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_killed_from_outside(queries: LimitedQueries) -> None:
    assert_works(queries)
    killing = threading.Timer(0.2, os.kill, (pid_of(queries), signal.SIGKILL))
    killing.start()
    with pytest.raises(QueryEndedError, match="killed by somebody else or by the system") as ended:
        queries.run(DEATH)
    assert ended.value.code == "crash"
    assert_works(queries)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_process_killed_between_two_queries(queries: LimitedQueries) -> None:
    assert_works(queries)
    assert queries._child is not None
    os.kill(pid_of(queries), signal.SIGKILL)
    queries._child._process.wait()
    assert_works(queries)


@pytest.mark.parametrize("name", NESTED)
def test_nesting_ends_the_process_and_nothing_else(name: str, queries: LimitedQueries) -> None:
    try:
        queries.run(NESTED[name], limits=QueryLimits(seconds=5))
    except (QueryEndedError, MisuseError) as refusal:
        assert len(str(refusal)) < 500
    assert_works(queries)


def test_a_sort_that_the_engine_breaks_down_over(queries: LimitedQueries) -> None:
    """Days, months and numbers at once: Oxigraph's order of them is none, and Rust ends the process."""
    try:
        assert queries.run("SELECT ?s ?start { ?s ig:start ?start } ORDER BY DESC(?start)").rows > 0
    except QueryEndedError as ended:
        assert (ended.code, ended.remedy) == (
            "crash",
            "sort by STR(?x) where values are of several types, such as days and months",
        )
    assert_works(queries)


def test_cancelled_by_another_thread(queries: LimitedQueries) -> None:
    queries.cancel()
    assert_works(queries)
    cancelling = threading.Timer(0.2, queries.cancel)
    cancelling.start()
    with pytest.raises(QueryEndedError, match="cancelled") as ended:
        queries.run(DEATH)
    cancelling.join()
    assert ended.value.code == "cancelled"
    queries.cancel()
    assert_works(queries)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_control_c_is_for_the_asker(queries: LimitedQueries) -> None:
    assert_works(queries)
    assert os.getpgid(pid_of(queries)) != os.getpgid(0)


def test_several_at_once(seed_store: Path) -> None:
    said: dict[int, object] = {}

    def ask(number: int) -> None:
        with LimitedQueries(seed_store, limits=QueryLimits(seconds=0.3 if number == 0 else None)) as queries:
            try:
                said[number] = [queries.run(DEATH if number == 0 else PLAIN).rows for _ in range(5)]
            except QueryEndedError as ended:
                said[number] = ended.code

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {0: "time", 1: [5] * 5, 2: [5] * 5, 3: [5] * 5}


def test_an_error_of_the_asker_leaves_nothing_behind(queries: LimitedQueries) -> None:
    def stumble(stage: str) -> None:
        raise OSError(stage)

    with pytest.raises(OSError, match="sent"):
        queries.run(PLAIN, on_stage=stumble)
    assert_works(queries)


def test_rows_and_triples_are_cut(queries: LimitedQueries) -> None:
    two = QueryLimits(rows=2)
    for format in ("json", "xml", "csv", "tsv"):
        answer = queries.run(f"{PLAIN} ORDER BY ?letter", format=format, limits=two)
        assert (answer.rows, answer.cut) == (2, True)
        assert answer.read() == queries.run(f"{PLAIN} ORDER BY ?letter LIMIT 2", format=format).read()
        assert queries.run(PLAIN, format=format, limits=QueryLimits(rows=5)).cut is False
    graph = queries.run("CONSTRUCT WHERE { ?letter ig:kind ?kind }", format="ntriples", limits=two)
    assert (graph.kind, graph.rows, graph.cut, graph.read().count(b"\n")) == ("graph", 2, True, 2)
    assert queries.run("ASK {}", limits=QueryLimits(rows=0)).cut is False
    counted = queries.run(PLAIN, format="none", limits=two)
    assert (counted.rows, counted.cut, counted.read()) == (2, True, b"")


def test_a_format_for_each_kind(queries: LimitedQueries) -> None:
    graph = "CONSTRUCT WHERE { ?letter ig:kind ?kind }"
    assert queries.run(PLAIN, format="csv", graph_format="turtle").format == "csv"
    assert queries.run(graph, format="csv", graph_format="turtle").format == "turtle"
    for sparql, format, said in (
        (PLAIN, "turtle", "turtle is for graphs, and this query answers with rows"),
        ("ASK {}", "turtle", "answers with true or false: choose one of csv, tsv, json, xml"),
        (graph, "csv", "csv is for rows, and this query answers with a graph: choose one of turtle"),
    ):
        with pytest.raises(MisuseError, match=said):
            queries.run(sparql, format=format)
    assert_works(queries)


def test_mistakes_cost_no_process(queries: LimitedQueries) -> None:
    assert_works(queries)
    first = pid_of(queries)
    for sparql in (
        "SELECT",
        "DROP ALL",
        "ASK { SERVICE <urn:x> {} }",
        "ASK { FILTER(<urn:f>(1)) }",
        "#" * 2_000_000,
    ):
        with pytest.raises(MisuseError):
            queries.run(sparql)
    assert_works(queries)
    assert pid_of(queries) == first


@pytest.mark.parametrize(
    "limits", [{"seconds": 0}, {"seconds": -1}, {"seconds": float("nan")}, {"rows": -1}, {"memory": 10}]
)
def test_limits_that_are_none(limits: dict[str, float]) -> None:
    with pytest.raises(MisuseError):
        QueryLimits(**limits)  # type: ignore[arg-type]


def test_where_there_is_no_store(tmp_path: Path) -> None:
    with (
        LimitedQueries(tmp_path) as queries,
        pytest.raises(StoreError, match="this is no inspectgraph store"),
    ):
        queries.run("ASK {}")
    with LimitedQueries(tmp_path / "x") as queries, pytest.raises(StoreError, match="there is no store"):
        queries.run("ASK {}")


@pytest.fixture
def own_store(seed_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed_store, tmp_path / "own", ignore=shutil.ignore_patterns("*.lease")))


def test_a_damaged_store_is_told(own_store: Path) -> None:
    (folder,) = (own_store / "generations").glob("*/graph")
    (folder / "CURRENT").write_text("MANIFEST-nonsense\n")
    with LimitedQueries(own_store) as queries, pytest.raises(DamagedStoreError, match="damaged or missing"):
        queries.run("ASK {}")


@pytest.fixture
def go_live(own_store: Path) -> Callable[[str], None]:
    """Make another generation live, which has one triple and no more."""

    def go(name: str) -> None:
        live = next((own_store / "generations").glob("*"))
        folder = own_store / "generations" / name
        folder.mkdir()
        shutil.copy(live / "manifest.json", folder)
        store = Store(str(folder / "graph"))
        store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode("urn:g")))
        store.flush()
        del store
        (own_store / "current.json").write_text(f'{{"format": 1, "generation": "{name}"}}\n')

    return go


def leases(store: Path) -> set[str]:
    return {lease.parent.name for lease in store.glob("generations/*/reader-*.lease")}


def test_a_new_generation_is_noticed(own_store: Path, go_live: Callable[[str], None]) -> None:
    with LimitedQueries(own_store) as queries:
        assert (queries.run(PLAIN).rows, queries.run(PLAIN).generation) == (5, "000001")
        assert leases(own_store) == {"000001"}
        go_live("000777")
        answer = queries.run("SELECT * { ?s ?p ?o }")
        assert (answer.rows, answer.generation) == (1, "000777")
        assert leases(own_store) == {"000777"}
    assert leases(own_store) == set()


def test_one_that_stays_does_not_follow(own_store: Path, go_live: Callable[[str], None]) -> None:
    with LimitedQueries(own_store, generation="000001") as queries:
        assert queries.run(PLAIN).rows == 5
        go_live("000777")
        assert (queries.run(PLAIN).rows, queries.run(PLAIN).generation) == (5, "000001")
        assert leases(own_store) == {"000001"}


def test_nothing_of_the_store_is_changed(own_store: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in own_store.rglob("*") if path.is_file()}
    with LimitedQueries(own_store) as queries:
        assert_works(queries)
    assert {path: path.stat().st_mtime_ns for path in own_store.rglob("*") if path.is_file()} == before


def test_the_process_ends_with_its_asker(queries: LimitedQueries) -> None:
    assert_works(queries)
    assert queries._child is not None
    process = queries._child._process
    assert process.stdin is not None
    queries._child.send("ask", str(queries.folder), DEATH, "json", "json", "", "union")
    process.stdin.close()
    assert process.wait(timeout=60) == 0


def test_a_file_of_the_working_folder_is_not_imported(
    seed_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyoxigraph.py").write_text("raise SystemExit('fooled')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    with LimitedQueries(seed_store) as queries:
        assert_works(queries)


def test_a_process_that_does_not_start_says_why(
    queries: LimitedQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspectgraph.ask.limited.child._START", "raise SystemExit('no way')")
    with pytest.raises(Exception, match="the process that answers queries does not start: no way"):
        queries.run("ASK {}")


@pytest.mark.parametrize("cause", ["time", "memory", "size", "cancelled", "crash", "killed"])
def test_each_end_says_what_to_do(cause: str) -> None:
    error = ended_error(cause, limits=QueryLimits())  # type: ignore[arg-type]
    assert isinstance(error, QueryEndedError)
    assert error.remedy
    assert error.code == ("crash" if cause == "killed" else cause)


def test_threads_get_their_own_answers(queries: LimitedQueries) -> None:
    wrong: list[bytes] = []

    def ask(number: int) -> None:
        for turn in range(40):
            said = queries.run(f"SELECT ({number} AS ?n) ({turn} AS ?t) {{}}", format="csv").read()
            if said.split() != [b"n,t", f"{number},{turn}".encode()]:
                wrong.append(said)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert wrong == []


def test_a_process_that_is_not_understood_ends(queries: LimitedQueries) -> None:
    """Two requests at once, or half of one: it must not live on where nobody asks it any more."""
    assert_works(queries)
    child = queries._child
    assert child is not None
    child._input.write(b"\xff" * 64)
    child._input.close()
    assert child._process.wait(20) is not None


def test_closing_ends_what_another_thread_asks(seed_store: Path) -> None:
    queries = LimitedQueries(seed_store)
    assert_works(queries)
    said: list[str] = []

    def ask() -> None:
        try:
            queries.run(DEATH)
        except QueryEndedError as error:
            said.append(error.code)

    thread = threading.Thread(target=ask)
    thread.start()
    while queries._asked is None and thread.is_alive():
        pass
    queries.close()
    thread.join(20)
    assert said == ["cancelled"]
