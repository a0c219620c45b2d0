"""Clients ask `inspectgraph serve` all at once, with builds going live beside them: is every answer right?

`python benchmarks/serving.py [--store STORE] [--seconds 60] [--clients 8]` serves a copy of the store, or one
built from the seeds. A builder takes letters of the seeds out and puts them in again. Each answer is compared
with the expected one of the generation that it names, worked out without the server. In the second half a
query of death, a cross product, runs beside them all the time. Prints errors, wrong answers, medians and p95.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import QueryResultsFormat, QuerySolutions

from inspectgraph.ask.asking import ask_question
from inspectgraph.ask.listings import list_issues, scope_of
from inspectgraph.ask.query import run_query
from inspectgraph.ask.search import find_hits
from inspectgraph.export.tables import write_csv, write_json
from inspectgraph.store import OpenStore, backup_store, open_store

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "inspectgraph"]
TAKEN_OUT = ("003_d6466b21c827d6ce.txt", "000_04d0429da905e436.txt", "004_6b6a7fc6866eb5aa.txt")
LIMIT = 3  # seconds that the server gives a query
DEATH = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LETTERS = "SELECT ?letter ?kind { ?letter a ig:Letter ; ig:kind/skos:notation ?kind }"
COUNTS = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class"


def of_question(name: str, **values: str) -> Callable[[OpenStore], bytes]:
    return lambda store: write_csv(ask_question(store, name, **values)).encode()


def of_query(sparql: str) -> Callable[[OpenStore], bytes]:
    def expected(store: OpenStore) -> bytes:
        answer = run_query(store.graph, sparql)
        assert isinstance(answer, QuerySolutions)
        return answer.serialize(format=QueryResultsFormat.JSON) or b""

    return expected


ASKED: dict[str, Callable[[OpenStore], bytes]] = {
    "/ask/persistent-issues.csv?authority=Blackpool": of_question("persistent-issues", authority="Blackpool"),
    "/ask/how-common.csv": of_question("how-common"),
    "/ask/letters-by-kind.csv": of_question("letters-by-kind"),
    f"/sparql?query={quote(LETTERS)}": of_query(LETTERS),
    f"/sparql?query={quote(COUNTS)}": of_query(COUNTS),
    "/issues.json?authority=Lancashire": lambda store: write_json(
        list_issues(store, scope_of(store, authority="Lancashire"))
    ).encode(),
    "/search.json?q=drift+OR+neglect": lambda store: write_json(
        find_hits(store, "drift OR neglect").hits
    ).encode(),
}
"""What is asked, and how the answer is worked out without the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer: when it came, how long it took, and what it was."""

    at: float
    seconds: float
    address: str
    status: int
    generation: str
    body: bytes
    unchanged: bool


@dataclass(kw_only=True)
class Run:
    """What all threads write down."""

    url: str
    port: int
    over: threading.Event = field(default_factory=threading.Event)
    answers: list[Answered] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    deaths: Counter[int] = field(default_factory=Counter)
    states: dict[str, str] = field(default_factory=dict)


def main() -> None:
    options = read_options()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        if options.store is not None:
            backup_store(options.store, store)
        inspectgraph("build", str(ROOT / "seeds"), "--store", str(store))
        expected, states = work_out(store)
        with serving(store) as run:
            run.states.update(states)
            begin = time.monotonic()
            let_loose(run, store, seconds=options.seconds, clients=options.clients)
            report(run, expected, middle=begin + options.seconds / 2, seconds=options.seconds)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, help="a store to serve a copy of, instead of the seeds")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    return parser.parse_args()


def inspectgraph(*words: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([*COMMAND, *words], env=environment, capture_output=True, check=False)
    if done.returncode > 1:
        raise RuntimeError(done.stderr.decode())


def builds(store: Path) -> Iterator[str]:
    """Change the store time and again; the state that it is in after each change."""
    while True:
        for letter in TAKEN_OUT:
            inspectgraph("remove", letter, "--store", str(store))
            yield f"without {letter}"
            inspectgraph("build", str(ROOT / "seeds" / letter), "--store", str(store), "--jobs", "1")
            yield "whole"


def work_out(store: Path) -> tuple[dict[tuple[str, str], bytes], dict[str, str]]:
    """The expected answer in each state to each address, and the state of each generation so far."""
    expected: dict[tuple[str, str], bytes] = {}
    states: dict[str, str] = {}
    for state in builds(store):
        with open_store(store) as opened:
            states[opened.generation] = state
            for address, answer in ASKED.items():
                expected[state, address] = canonical(address, answer(opened))
        if len(states) == 2 * len(TAKEN_OUT):
            break
    return expected, states


def canonical(address: str, body: bytes) -> bytes:
    """An answer without what SPARQL leaves open: the order of rows."""
    if not address.startswith("/sparql"):
        return body
    answer = json.loads(body)
    answer["results"]["bindings"].sort(key=lambda row: json.dumps(row, sort_keys=True))
    return json.dumps(answer, sort_keys=True).encode()


@contextmanager
def serving(store: Path) -> Iterator[Run]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    options = ["--store", str(store), "--port", "0", "--timeout", str(LIMIT)]
    process = subprocess.Popen(
        [*COMMAND, "serve", *options], env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if line.startswith("SPARQL: "):
                url = line.split()[1].removesuffix("/sparql")
                break
        yield Run(url=url, port=int(url.rpartition(":")[2]))
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()


def let_loose(run: Run, store: Path, *, seconds: float, clients: int) -> None:
    work: list[Callable[[], None]] = [lambda place=place: ask_on(run, place) for place in range(clients)]  # type: ignore[misc]
    threads = [threading.Thread(target=each) for each in [*work, lambda: build_on(run, store)]]
    for thread in threads:
        thread.start()
    time.sleep(seconds / 2)
    death = threading.Thread(target=lambda: die_on(run))
    death.start()
    time.sleep(seconds / 2)
    run.over.set()
    for thread in [*threads, death]:
        thread.join()


def build_on(run: Run, store: Path) -> None:
    for state in builds(store):
        with open_store(store) as opened:
            run.states[opened.generation] = state
        if run.over.is_set() and state == "whole":
            return


def die_on(run: Run) -> None:
    while not run.over.is_set():
        line = http.client.HTTPConnection("127.0.0.1", run.port, timeout=60)
        line.request("POST", "/sparql", DEATH, {"content-type": "application/sparql-query"})
        run.deaths[line.getresponse().status] += 1
        line.close()


def ask_on(run: Run, place: int) -> None:
    """One client: asks everything in turn, and half the time says what it has already."""
    line = http.client.HTTPConnection("127.0.0.1", run.port, timeout=60)
    addresses, kept = list(ASKED), dict[str, tuple[str, bytes]]()
    while not run.over.is_set():
        place += 1
        address = addresses[place % len(addresses)]
        known = kept.get(address) if place % 2 else None
        begin = time.monotonic()
        try:
            line.request("GET", address, headers={"if-none-match": known[0]} if known else {})
            answer = line.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            run.errors.append(repr(error))
            line.close()
            continue
        end = time.monotonic()
        if answer.status == 200:
            kept[address] = (answer.headers["etag"], body)
        elif answer.status == 304 and known:
            body = known[1]
        run.answers.append(
            Answered(
                at=end,
                seconds=end - begin,
                address=address,
                status=answer.status,
                generation=str(answer.headers["inspectgraph-generation"]),
                body=body,
                unchanged=answer.status == 304,
            )
        )
    line.close()


def report(run: Run, expected: dict[tuple[str, str], bytes], *, middle: float, seconds: float) -> None:
    good = [answer for answer in run.answers if answer.status in (200, 304)]
    wrong = [
        a
        for a in good
        if canonical(a.address, a.body) != expected.get((run.states.get(a.generation, ""), a.address))
    ]
    odd = Counter(answer.status for answer in run.answers if answer.status not in (200, 304))
    seen = {answer.generation for answer in good}
    print(
        f"{len(run.answers)} answers in {seconds:.0f} s, {sum(a.unchanged for a in good)} of them 'unchanged'"
    )
    print(f"{len(run.errors)} errors, other statuses {dict(odd)}, {len(wrong)} wrong answers")
    print(f"{len(seen)} generations answered; queries of death ended with {dict(run.deaths)}")
    for text in run.errors[:3]:
        print(f"  error: {text}")
    for answer in wrong[:3]:
        print(f"  wrong: {answer.address} of {answer.generation}")
    print_times("all, without the query of death", [a.seconds for a in good if a.at < middle])
    print_times("all, beside it", [a.seconds for a in good if a.at >= middle])
    for address in ASKED:
        times = [a.seconds for a in good if a.address == address and not a.unchanged]
        print_times(f"{address[:44]}", times)
    sys.exit(1 if run.errors or wrong or odd or set(run.deaths) - {504} else 0)


def print_times(what: str, seconds: list[float]) -> None:
    if len(seconds) < 2:
        return
    p95 = statistics.quantiles(seconds, n=20)[-1]
    print(
        f"{what:46}{len(seconds):7} answers, "
        f"p50 {statistics.median(seconds) * 1000:6.0f} ms, p95 {p95 * 1000:6.0f} ms"
    )


if __name__ == "__main__":
    main()
