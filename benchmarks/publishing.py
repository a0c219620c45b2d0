"""How long publishing a store takes, as a ratio to the server's own bulk load of the same graph.

`python benchmarks/publishing.py [FOLDER]` takes each figure in this one run, of a store built from the files
in FOLDER (the seeds by default) and Oxigraph's own server: `oxigraph load` of the exported N-Quads into an
empty place, with no server and no network; publishing all of it by each way; publishing it again with nothing
changed; and with one letter removed. Needs the `oxigraph` package.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from inspectgraph.build import build_store, remove_letters  # noqa: E402
from inspectgraph.export.publishing import PublishingPlan, open_target, publish_store  # noqa: E402
from inspectgraph.export.rdf import write_rdf  # noqa: E402
from inspectgraph.remote import Credentials, read_address  # noqa: E402
from inspectgraph.store import open_store  # noqa: E402

BINARY = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph") or ""


def main() -> None:
    if not BINARY:
        sys.exit("there is no Oxigraph server here: pip install oxigraph")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds"
    with tempfile.TemporaryDirectory() as scratch:
        measure(folder, Path(scratch))


def measure(folder: Path, scratch: Path) -> None:
    build_store(scratch / "store", [folder])
    floor = bulk_load(scratch)
    print(f"{'bulk load':22} {floor:7.2f} s")
    for way in ("graphs", "updates"):
        store = Path(shutil.copytree(scratch / "store", scratch / f"store-{way}"))
        with serving(scratch / f"served-{way}") as url:
            report(f"publish by {way}", *publish(store, url, way), floor=floor)
            report("nothing changed", *publish(store, url, way), floor=floor)
            with open_store(store) as opened:
                last = opened.manifest.entries[-1].files[0]
            remove_letters(store, [last], wait=0)
            report("one letter removed", *publish(store, url, way), floor=floor)


def bulk_load(scratch: Path) -> float:
    file = scratch / "graph.nq"
    with open_store(scratch / "store") as store, file.open("wb") as out:
        write_rdf(store.graph, out, format="nquads")
    began = time.perf_counter()
    command = [BINARY, "load", "--location", str(scratch / "loaded"), "--file", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def publish(store_path: Path, url: str, way: str) -> tuple[float, PublishingPlan]:
    address = read_address(f"{url}/store" if way == "graphs" else f"{url}/query")
    update = None if way == "graphs" else read_address(f"{url}/update")
    began = time.perf_counter()
    with (
        open_store(store_path) as store,
        open_target(address, update=update, credentials=Credentials(names="")) as target,
    ):
        plan = publish_store(store, target)
    return time.perf_counter() - began, plan


def report(name: str, seconds: float, plan: PublishingPlan, *, floor: float) -> None:
    done = f"{len(plan.write)} graphs, {plan.quads} quads written, {len(plan.remove)} removed"
    print(f"{name:22} {seconds:7.2f} s, {seconds / floor:5.2f} times the bulk load; {done}")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{found.getsockname()[1]}"
    command = [BINARY, "serve", "--location", str(folder), "--bind", place]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", int(place.rpartition(":")[2]))):
                break
            time.sleep(0.05)
        yield f"http://{place}"
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
