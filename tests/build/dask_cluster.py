"""A Dask cluster on this machine, run by the tests as another process, until its standard input ends.

dask_cluster.py WORKERS       prints one line of JSON: the scheduler's address, the workers' process ids
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module


def main() -> None:
    distributed = import_module("distributed")
    with (
        distributed.LocalCluster(
            n_workers=int(sys.argv[1]),
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        words = json.dumps([cluster.scheduler_address, list(client.run(os.getpid).values())])
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
