"""How long questions take, against Oxigraph alone and against rdflib's own engine, in one run.

`python benchmarks/questions.py STORE [--growth]`: each question of the library and five heavy free queries,
on the same store in turns. With `--growth` instead how the main question's time grows with the store: copies
of STORE's facts under made-up codes of authorities, about 1,000 and 3,000 letters (whole copies, compacted;
it takes 15 GB of disk beside STORE for a while, 0.8 GB of memory and up to an hour).
"""

from __future__ import annotations

import csv
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import QuerySolutions, RdfFormat, Store

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

import inspectgraph  # noqa: E402
from inspectgraph.ask.limited import LimitedQueries, QueryLimits  # noqa: E402
from inspectgraph.ask.questions import bind, find_question, load_questions  # noqa: E402
from inspectgraph.describe.namespaces import ID, PREFIXES  # noqa: E402
from inspectgraph.store import open_store  # noqa: E402
from inspectgraph.store.layout import StoreLayout  # noqa: E402

RUNS, FEWER, SLOW = 7, 3, 60
GOAL = 1.3
PART = 250_000
COPIED = re.compile(
    re.escape(ID.encode()) + b"(?:authority|visit|team|person|issue|letter|finding|graph|stance)/"
)
MAIN = ("persistent-issues", {"authority": "Blackpool"})
HEAVY = {
    "findings by theme and polarity": """SELECT ?theme ?polarity (COUNT(DISTINCT ?f) AS ?n) {
      ?f a ig:Finding ; ig:theme ?theme ; ig:polarity ?polarity } GROUP BY ?theme ?polarity""",
    "all findings with their places": """SELECT DISTINCT ?f ?text ?page ?start {
      ?f a ig:Finding ; ig:text ?text ; ig:evidence ?p . ?p oa:hasSelector/oa:start ?start
      OPTIONAL { ?p ig:onPage ?page } }""",
    "themes that share a visit": """SELECT ?a ?b (COUNT(*) AS ?n) {
      { SELECT DISTINCT ?visit ?a { ?f ig:mainTheme ?a ; ig:atVisit ?visit } }
      { SELECT DISTINCT ?visit ?b { ?f ig:mainTheme ?b ; ig:atVisit ?visit } }
      FILTER(STR(?a) < STR(?b)) } GROUP BY ?a ?b""",
    "words in all findings": """SELECT DISTINCT ?f { ?f a ig:Finding ; ig:text ?text
      FILTER REGEX(?text, "child(ren)?.*(neglect|harm).*delay", "i") }""",
    "findings of each graph": """SELECT ?g (COUNT(?f) AS ?n) { GRAPH ?g { ?f a ig:Finding } } GROUP BY ?g""",
}


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("usage: python benchmarks/questions.py STORE [--growth]")
    path = Path(sys.argv[1])
    with open_store(path) as store:
        print(f"{len(store.manifest.entries)} letters; milliseconds, medians of {RUNS} runs in turns")
        print(f"(of {FEWER} where one takes a second)")
    if "--growth" in sys.argv[2:]:
        report_growth(path)
    else:
        report_library(path)
        report_free(path)
        report_rdflib(path)


def library() -> Iterator[tuple[str, dict[str, str]]]:
    """Each question with the parameters of its expected table on the seeds."""
    with (ROOT / "tests" / "ask" / "parameters.csv").open(encoding="utf-8", newline="") as lines:
        given = {row["question"]: row["parameters"] for row in csv.DictReader(lines)}
    for name in load_questions():
        pairs = (pair.partition("=") for pair in given[name].split(";") if pair.strip())
        yield name, {key.strip(): value.strip() for key, _, value in pairs}


def report_library(path: Path) -> None:
    """`.ask` of the Python door against the same query on the same files, all rows fetched."""
    print(f"\n{'question of the library':36}{'rows':>8}{'native':>9}{'ours':>9}{'ratio':>8}")
    native = all_ours = 0.0
    with inspectgraph.open(path) as door, open_store(path) as store:
        for name, parameters in library():
            query = bind(find_question(name), parameters)
            rows, alone, ours = in_turns(
                lambda query=query: answer_alone(store.graph, query),  # type: ignore[misc]
                lambda name=name, given=parameters: len(door.ask(name, **given)),  # type: ignore[misc]
            )
            native, all_ours = native + alone, all_ours + ours
            print(f"{name:36}{rows:8}{alone:9.1f}{ours:9.1f}{ours / alone:8.2f}")
    print(f"{'all together':44}{native:9.1f}{all_ours:9.1f}{all_ours / native:8.2f}  (goal {GOAL})")


def report_free(path: Path) -> None:
    """Free queries in a process that can be ended, against Oxigraph in this one."""
    print(f"\n{'free query, in a process of its own':36}{'rows':>8}{'native':>9}{'ours':>9}{'ratio':>8}")
    limits = QueryLimits(seconds=None, rows=None)
    with open_store(path) as store, LimitedQueries(path, limits=limits) as queries:
        for name, query in HEAVY.items():
            rows, alone, ours = in_turns(
                lambda query=query: answer_alone(store.graph, query, serialise=True),  # type: ignore[misc]
                lambda query=query: queries.run(query, format="tsv").rows,  # type: ignore[misc]
            )
            print(f"{name:36}{rows:8}{alone:9.1f}{ours:9.1f}{ours / alone:8.2f}")

    def first() -> int:
        with LimitedQueries(path, limits=limits) as queries:
            return queries.run("ASK {}").rows

    print(
        f"{'start of the process':44}{'':9}{statistics.median(milliseconds(first) for _ in range(RUNS)):9.1f}"
    )


def report_rdflib(path: Path) -> None:
    """rdflib's own engine on the same files, each query in a process that is ended after a minute."""
    print(f"\n{'rdflib’s own engine':36}{'':8}{'native':>9}{'rdflib':>9}{'times faster':>14}")
    chosen = {MAIN[0]: bind(find_question(MAIN[0]), MAIN[1]), **HEAVY}
    with open_store(path) as store:
        for name, query in chosen.items():
            alone = statistics.median(
                milliseconds(lambda query=query: answer_alone(store.graph, query))  # type: ignore[misc]
                for _ in range(RUNS)
            )
            theirs = by_rdflib(path, query)
            more = "" if theirs else ">"
            took = theirs or SLOW * 1000.0
            print(f"{name:44}{alone:9.1f}{more}{took:9.1f}{more}{took / alone:13.0f}")


RDFLIB = """
import sys, time, rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import Store
from rdflib.plugins.sparql import prepareQuery
graph = rdflib.Dataset(store=OxigraphStore(store=Store.read_only(sys.argv[1])), default_union=True)
prepared = prepareQuery(sys.stdin.read())
began = time.perf_counter()
list(graph.query(prepared))
print((time.perf_counter() - began) * 1000)
"""


def by_rdflib(path: Path, query: str) -> float | None:
    """Milliseconds; None where it took more than a minute. A prepared query is one that rdflib answers."""
    with open_store(path) as store:
        folder = StoreLayout(path).graph(store.generation)
        try:
            done = subprocess.run(
                [sys.executable, "-W", "ignore", "-c", RDFLIB, str(folder)],
                input="".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items()) + query,
                capture_output=True,
                text=True,
                timeout=SLOW,
                check=True,
            )
        except subprocess.TimeoutExpired:
            return None
    return float(done.stdout)


def report_growth(path: Path) -> None:
    """The main question on ever more letters: its time should grow with its answer, not with the store."""
    print(f"\n{'main question on':36}{'rows':>8}{'quads':>12}{'native':>9}{'ratio to the smallest':>24}")
    query = bind(find_question(MAIN[0]), MAIN[1])
    smallest = 0.0
    with open_store(path) as store:
        letters, base = len(store.manifest.entries), store.graph
        for times in sorted({1, max(1, round(1000 / letters)), max(1, round(3000 / letters))}):
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                grown = copies(base, Path(folder), times=times)
                rows = answer_alone(grown, query)
                took = statistics.median(
                    milliseconds(lambda grown=grown: answer_alone(grown, query))  # type: ignore[misc]
                    for _ in range(RUNS)
                )
                smallest = smallest or took
                wanted = f"{times * letters:6} letters"
                print(f"{wanted:36}{rows:8}{len(grown):12,}{took:9.1f}{took / smallest:24.2f}", flush=True)
                del grown


def copies(base: Store, folder: Path, *, times: int) -> Store:
    """The facts several times over, compacted; each copy has authorities, letters and people of its own.

    What all letters share (the ontology's graph, but for its authorities) stays one. Loaded in parts, since
    3,000 letters are 20 million quads; not compacted, each look-up would ask every file that a part has left.
    """
    plain = folder / "plain.nq"
    base.dump(str(plain), RdfFormat.N_QUADS)
    grown = Store(str(folder / "store"))
    for turn in range(times):
        with plain.open("rb") as lines:
            while part := list(islice(lines, PART)):
                grown.bulk_load(copy_of(part, turn), RdfFormat.N_QUADS, lenient=True)
    grown.optimize()
    return grown


def copy_of(lines: Iterable[bytes], turn: int) -> bytes:
    """N-Quads under the made-up names of one copy; the first keeps its names."""
    if not turn:
        return b"".join(lines)
    own = (line for line in lines if b"/graph/ontology>" not in line or b"/authority/" in line)
    return COPIED.sub(rb"\g<0>copy%d-" % turn, b"".join(own))


def in_turns(first: Callable[[], int], second: Callable[[], int]) -> tuple[int, float, float]:
    """The rows of both, which must be as many, and the medians of their milliseconds, taken in turns."""
    began = time.perf_counter()
    rows = first()
    runs = RUNS if time.perf_counter() - began < 1 else FEWER
    if rows != second():
        raise AssertionError("the two answers have not the same number of rows")
    taken = [(milliseconds(first), milliseconds(second)) for _ in range(runs)]
    return rows, statistics.median(one for one, _ in taken), statistics.median(two for _, two in taken)


def answer_alone(graph: Store, query: str, *, serialise: bool = False) -> int:
    """How many rows Oxigraph answers; all of them are fetched, or written as TSV."""
    answer = graph.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    if not isinstance(answer, QuerySolutions):
        raise TypeError("not a SELECT query")
    if serialise:
        from pyoxigraph import QueryResultsFormat

        written = answer.serialize(format=QueryResultsFormat.TSV)
        return written.count(b"\n") - 1 if written else 0
    return sum(1 for _ in answer)


def milliseconds(call: Callable[[], int]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
