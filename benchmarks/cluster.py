"""How long a folder of letters takes to build on a Dask cluster, as a ratio to processes on the same machine.

`python benchmarks/cluster.py FOLDER [WORKERS]` builds the folder in WORKERS processes (2 by default) and on a
local cluster of as many workers with one thread each, in turn, each `ROUNDS` times, and compares the best of
each. The cluster runs before the clock starts; its workers' child processes start within it, as those of a
build do. The facts must be the same.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])

ROUNDS = 3


def main() -> None:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python benchmarks/cluster.py FOLDER [WORKERS]")
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    cluster = import_module("distributed").LocalCluster(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    with cluster, tempfile.TemporaryDirectory() as scratch:
        measure(Path(sys.argv[1]), Path(scratch), workers=workers, address=cluster.scheduler_address)


def measure(folder: Path, scratch: Path, *, workers: int, address: str) -> None:
    print(
        f"{workers} workers, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    )
    processes, dask = [], []
    for turn in range(ROUNDS):
        processes.append(on_processes(folder, scratch / f"processes-{turn}", workers))
        dask.append(on_cluster(folder, scratch / f"dask-{turn}", address))
    same = facts(scratch / "processes-0") == facts(scratch / "dask-0")
    print(f"{workers} processes    {min(processes):8.1f} s")
    print(f"{workers} Dask workers {min(dask):8.1f} s{min(dask) / min(processes):8.2f} x processes")
    print(f"the facts are {'the same' if same else 'NOT THE SAME'}")


def on_processes(folder: Path, store: Path, workers: int) -> float:
    from inspectgraph.build import build_store

    begin = time.perf_counter()
    build_store(store, [folder], jobs=workers)
    return time.perf_counter() - begin


def on_cluster(folder: Path, store: Path, address: str) -> float:
    from inspectgraph.build import build_store, connect_cluster

    begin = time.perf_counter()
    with connect_cluster(address) as executor:
        build_store(store, [folder], executor=executor)
    return time.perf_counter() - begin


def facts(store: Path) -> dict[str, bytes]:
    """The N-Quads that are kept of each letter, and the manifest."""
    kept = [*store.glob("letters/*.nq"), *store.glob("generations/*/manifest.json")]
    return {path.name: path.read_bytes() for path in kept}


if __name__ == "__main__":
    main()
