"""Write the tables in tests/expected/questions/ anew: each question's full answer on the letters in seeds/.

Run as `python tests/regenerate_expected.py` where inspectgraph is installed, after a change to how letters
are read, labelled or asked. Read each changed line against the letters before you commit it: what this writes
is what the program says, and only a reader can tell whether it is right. The parameters of each question are
in tests/ask/parameters.csv; a new question needs a line there.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from pathlib import Path

import inspectgraph
from inspectgraph.build import build_store
from inspectgraph.export.tables import write_csv

TESTS = Path(__file__).parent
EXPECTED = TESTS / "expected" / "questions"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        build_store(store, [TESTS.parent / "seeds"])
        with inspectgraph.open(store) as door:
            tables = {name: write_csv(door.ask(name, **given)) for name, given in read_parameters().items()}
    EXPECTED.mkdir(parents=True, exist_ok=True)
    for path in EXPECTED.glob("*.csv"):
        path.unlink()
    for name, table in tables.items():
        text = table.replace("\r\n", "\n")
        (EXPECTED / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")


def read_parameters() -> Mapping[str, dict[str, str]]:
    """The parameters with which each question's expected table was made."""
    with (TESTS / "ask" / "parameters.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["question"]: _split(row["parameters"]) for row in rows}


def _split(written: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in written.split(";") if pair.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


if __name__ == "__main__":
    main()
