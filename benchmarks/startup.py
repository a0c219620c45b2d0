"""How long a command takes to start, as a ratio to what `import click` takes in the same run.

`python benchmarks/startup.py [RUNS]` prints medians, ratios and goals. Ratios, because machines differ; and
taken in turns, so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HELP_GOAL, QUESTION_GOAL = 3.0, 8.0
COMMAND = [sys.executable, "-m", "inspectgraph"]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "INSPECTGRAPH_STORE": str(Path(folder) / "store")}
        environment.setdefault("PYTHONPATH", str(ROOT / "src"))
        run([*COMMAND, "build", str(ROOT / "seeds")], environment)
        measured = measure(
            {
                "import click": [sys.executable, "-c", "import click"],
                "--help": [*COMMAND, "--help"],
                "issues": [*COMMAND, "issues", "--authority", "Blackpool", "--status", "persistent"],
                "ask": [*COMMAND, "ask", "inspectors-of-several"],
            },
            environment,
            runs=runs,
        )
    report(measured, runs=runs)


def measure(
    commands: dict[str, list[str]], environment: dict[str, str], *, runs: int
) -> dict[str, list[float]]:
    """Seconds that each command took, each time; the commands in turns, after one run to warm the caches."""
    measured: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            begin = time.perf_counter()
            run(command, environment)
            if turn:
                measured[name].append(time.perf_counter() - begin)
    return measured


def run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, capture_output=True, check=True)


def report(measured: dict[str, list[float]], *, runs: int) -> None:
    goals = {"--help": HELP_GOAL, "issues": QUESTION_GOAL, "ask": QUESTION_GOAL}
    floor = statistics.median(measured["import click"])
    print(f"medians of {runs} runs")
    for name, seconds in measured.items():
        middle = statistics.median(seconds)
        line = f"{name:14}{middle * 1000:8.0f} ms{middle / floor:8.2f} x"
        if name in goals:
            met = "met" if middle / floor < goals[name] else "MISSED"
            line += f"   goal below {goals[name]:.0f} x: {met}"
        print(line)


if __name__ == "__main__":
    main()
