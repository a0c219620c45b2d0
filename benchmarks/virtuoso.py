"""Publishing to Virtuoso, and every question of the library asked of it: what is the same as here?

`python benchmarks/virtuoso.py [FOLDER]` starts a Virtuoso of its own on this machine (Debian's
`apt-get install virtuoso-opensource-7-bin`, or any `virtuoso-t` and `isql-vt` on the path) in a folder that
is removed at the end, publishes a store of the letters in FOLDER (the seeds by default), publishes again,
takes a letter away by the other way of writing, and compares graphs, listings and answers with those here.
"""

from __future__ import annotations

import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from inspectgraph.ask.asked import AskedStore  # noqa: E402
from inspectgraph.ask.listings import (  # noqa: E402
    Scope,
    list_findings,
    list_issues,
    list_letters,
    list_people,
    list_teams,
    list_visits,
)
from inspectgraph.ask.listings.scope import Record  # noqa: E402
from inspectgraph.ask.opening import open_for_questions  # noqa: E402
from inspectgraph.ask.query import run_query, tabulate_solutions  # noqa: E402
from inspectgraph.ask.questions import bind, load_questions  # noqa: E402
from inspectgraph.build import build_store, remove_letters  # noqa: E402
from inspectgraph.errors import InspectgraphError  # noqa: E402
from inspectgraph.export.publishing import open_target, publish_store  # noqa: E402
from inspectgraph.remote import ASKING, Credentials, Patience, read_address  # noqa: E402
from inspectgraph.store import open_store  # noqa: E402

USER, PASSWORD = "publisher", "a-password-of-this-run"
LIMIT = Patience(silence=30, whole=30, waits=ASKING.waits)

SETTINGS = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
MaxCheckpointRemap = 2000
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
DirsAllowed = .
NumberOfBuffers = 40000
MaxDirtyBuffers = 30000
MaxQueryMem = 1G
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""
SET_UP = f"""
DB.DBA.USER_CREATE('{USER}', '{PASSWORD}');
GRANT SPARQL_UPDATE TO {USER};
GRANT SPARQL_SELECT TO {USER};
"""


def main() -> None:
    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        sys.exit("there is no Virtuoso here: apt-get install virtuoso-opensource-7-bin")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds"
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "store"
        build_store(store, [folder])
        with serving(Path(scratch) / "virtuoso") as url:
            show(store, url)


def show(store: Path, url: str) -> None:
    version = subprocess.run(["virtuoso-t", "-?"], capture_output=True, text=True, check=False).stderr
    print(next((line for line in version.splitlines() if line.startswith("Version")), "Virtuoso"))
    report("all, by graphs", *publish(store, url, "graphs"))
    report("again", *publish(store, url, "graphs"))
    differing = [graph for graph, same in compare_graphs(store, url) if not same]
    print(f"graphs that hold something else there: {len(differing)}")
    compare_listings(store, url)
    compare_questions(store, url)
    with open_store(store) as opened:
        last = opened.manifest.entries[-1].files[0]
    remove_letters(store, [last], wait=0)
    report("one letter removed", *publish(store, url, "updates"))
    differing = [graph for graph, same in compare_graphs(store, url) if not same]
    print(f"graphs that hold something else there: {len(differing)}")


def publish(store_path: Path, url: str, way: str) -> tuple[float, str]:
    address = read_address(f"{url}/sparql-graph-crud-auth" if way == "graphs" else f"{url}/sparql")
    update = None if way == "graphs" else read_address(f"{url}/sparql-auth")
    credentials = Credentials(user=USER, password=PASSWORD, names="")
    began = time.perf_counter()
    with (
        open_store(store_path) as store,
        open_target(address, update=update, credentials=credentials) as target,
    ):
        plan = publish_store(store, target)
    done = f"{len(plan.write)} graphs, {plan.quads} quads written, {len(plan.remove)} removed"
    return time.perf_counter() - began, done


def report(name: str, seconds: float, done: str) -> None:
    print(f"{name:20} {seconds:6.2f} s; {done}")


def compare_graphs(store_path: Path, url: str) -> Iterator[tuple[str, bool]]:
    """Each graph of the store, and whether the server's has just its triples."""
    with open_store(store_path) as here, open_for_questions(read_address(f"{url}/sparql")) as there:
        manifest = here.manifest
        for graph in [*(e.graph for e in manifest.entries), *(g.graph for g in manifest.graphs)]:
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            ours, theirs = (set(map(str, run_query(asked, query))) for asked in (here.graph, there.graph))  # type: ignore[arg-type]
            yield graph, ours == theirs


def compare_listings(store_path: Path, url: str) -> None:
    listings: tuple[Callable[[AskedStore, Scope], list[Record]], ...] = (
        list_letters,
        list_visits,
        list_findings,
        list_teams,
        list_people,
        list_issues,
    )
    with (
        open_for_questions(store_path) as here,
        open_for_questions(read_address(f"{url}/sparql"), patience=LIMIT) as there,
    ):
        one = Scope(gss=str(list_letters(here, Scope())[0]["gss"]))
        for list_, scope in product(listings, (Scope(), one)):
            ours, theirs = (sorted(map(str, list_(asked, scope))) for asked in (here, there))
            same = sum((Counter(ours) & Counter(theirs)).values())
            print(f"  {list_.__name__}, {scope.gss or 'all'}: {same} of {len(ours)} records the same")


def compare_questions(store_path: Path, url: str) -> None:
    counts: Counter[str] = Counter()
    with (
        open_store(store_path) as here,
        open_for_questions(read_address(f"{url}/sparql"), patience=LIMIT) as there,
    ):
        for name, question in load_questions().items():
            query = bind(question, dict(parameters().get(name, {})))
            expected = tabulate_solutions(run_query(here.graph, query)).rows  # type: ignore[arg-type]
            try:
                got = tabulate_solutions(run_query(there.graph, query)).rows  # type: ignore[arg-type]
            except InspectgraphError as error:
                counts["not answered"] += 1
                print(f"  {name}: not answered: {error.what[:150]}")
                continue
            if sorted(map(str, got)) == sorted(map(str, expected)):
                counts["the same rows"] += 1
            else:
                counts["other rows"] += 1
                print(f"  {name}: other rows: {len(set(got) - set(expected))} of {len(got)}")
    print(f"questions: {', '.join(f'{number} {what}' for what, number in counts.most_common())}")


def parameters() -> dict[str, dict[str, str]]:
    """Values for the questions that need some, from the tests."""
    with (ROOT / "tests" / "ask" / "parameters.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = {row["question"]: row["parameters"].split(";") for row in rows}
    return {
        name: {
            key.strip(): value for key, _, value in (part.partition("=") for part in parts if part.strip())
        }
        for name, parts in pairs.items()
    }


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    folder.mkdir()
    sql, web = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=sql, web=web))
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(web)
        # a new database is open to dba with the password dba, from this machine only by its settings here
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba"],
            input=SET_UP,
            text=True,
            check=True,
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},
        )
        yield f"http://127.0.0.1:{web}"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def wait_for(port: int) -> None:
    for _ in range(300):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    sys.exit("Virtuoso did not start")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    main()
