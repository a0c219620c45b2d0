"""A bound on the memory of the process that answers."""

from __future__ import annotations

import sys


def limit_memory(megabytes: int | None) -> None:
    """Let this process have no more than so many MB of data: it dies of what goes beyond.

    On Linux, where the kernel counts what is really taken. macOS does not keep such limits and Windows
    knows none: there the limits of time and rows must do.
    """
    if megabytes is None or sys.platform != "linux":
        return
    import resource  # there is none on Windows

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes << 20
    least = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_DATA, (least, most))
