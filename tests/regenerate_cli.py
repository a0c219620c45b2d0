"""Write the answers in tests/expected/cli/ anew, from a store of seeds/; read the difference, then keep it.

Each file begins with its command. Run as `python tests/regenerate_cli.py` where inspectgraph is installed.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        answer(["build", str(ROOT / "seeds")], store=store)
        for path in sorted((ROOT / "tests" / "expected" / "cli").glob("*.txt")):
            command = path.read_text(encoding="utf-8").partition("\n")[0]
            said = answer(shlex.split(command)[2:], store=store)
            path.write_text(f"{command}\n{said}", encoding="utf-8", newline="\n")


def answer(words: list[str], *, store: Path) -> str:
    environment = {**os.environ, "INSPECTGRAPH_STORE": str(store)}
    done = subprocess.run(
        [sys.executable, "-m", "inspectgraph", *words],
        env=environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    main()
