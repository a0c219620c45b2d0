"""Runs a program that may take so much memory, and ends with whoever started it.

`python -m inspectgraph.ask.limited.tool MEGABYTES PROGRAM WORD...`, where MEGABYTES may be empty. Nothing is
read of standard input; its end, however that of the asker came about, is the end of the program. Exits with
0 where the program did.
"""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Thread

from inspectgraph.ask.limited.memory import limit_memory


def main() -> None:
    """Run the program that the command line names."""
    megabytes, *command = sys.argv[1:]
    limit_memory(int(megabytes) if megabytes else None)
    nowhere = subprocess.DEVNULL
    program = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)

    def end_with_asker() -> None:
        os.read(sys.stdin.fileno(), 1)
        program.kill()

    Thread(target=end_with_asker, daemon=True).start()
    os._exit(program.wait() != 0)  # without waiting for the thread, which reads


if __name__ == "__main__":
    main()
