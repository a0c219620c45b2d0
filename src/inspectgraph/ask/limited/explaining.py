"""What a query costs: the engine's own plan where its command-line tool is there, and times measured."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspectgraph.ask.limited.limits import QueryLimits
from inspectgraph.ask.limited.queries import Kind, LimitedQueries
from inspectgraph.ask.query import declare_prefixes, shorten_iri
from inspectgraph.ask.refusing import disarm, names_graphs

WITHOUT_ENGINE = "the plan comes from Oxigraph's command-line tool: pip install 'inspectgraph[explain]'"
_IRI = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step of a plan: how deep it stands, what it does, its solutions, seconds with all that is below."""

    depth: int
    name: str
    solutions: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Seconds until a query was parsed and planned, until its first row (None: none), until its last.

    `rows` counts triples for a graph; `cut` says that there are more. Without steps `note` says why.
    """

    kind: Kind
    rows: int
    cut: bool
    parsed: float
    first_row: float | None
    all_rows: float
    steps: tuple[PlanStep, ...]
    note: str


def explain_query(
    queries: LimitedQueries, sparql: str, *, clock: Callable[[], float], engine: Path | None
) -> Explanation:
    """Run a query without writing its answer, and ask the engine's tool (`find_engine`) for its plan.

    `clock` counts seconds. Raises what `LimitedQueries.run` raises.
    """
    queries.run("ASK {}", format="none")  # opens the store, which is no part of what a query costs
    at: dict[str, float] = {}
    answer = queries.run(sparql, format="none", on_stage=lambda stage: at.update({stage: clock()}))
    steps: tuple[PlanStep, ...] = ()
    note = WITHOUT_ENGINE
    if engine is not None and queries.folder is not None:
        steps, note = _plan(engine, queries.folder, sparql, answer.kind, queries.limits)
    return Explanation(
        kind=answer.kind,
        rows=answer.rows,
        cut=answer.cut,
        parsed=at["parsed"] - at["sent"],
        first_row=at["first"] - at["sent"] if "first" in at else None,
        all_rows=at["done"] - at["sent"],
        steps=steps,
        note=note,
    )


def find_engine() -> Path | None:
    """Oxigraph's command-line tool: that of this Python's environment, else the one on the search path."""
    beside = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    found = beside or shutil.which("oxigraph")
    return Path(found) if found else None


def _plan(
    engine: Path, folder: Path, sparql: str, kind: Kind, limits: QueryLimits
) -> tuple[tuple[PlanStep, ...], str]:
    """The steps, or none and why. The tool takes all rows, and within the same limits of time and memory."""
    with tempfile.TemporaryDirectory() as place:
        told, asked = Path(place) / "plan.json", Path(place) / "query.rq"
        asked.write_text(declare_prefixes(disarm(sparql)), encoding="utf-8")
        words = [str(engine), "query", "--location", str(folder), "--stats", "--explain-file", str(told)]
        words += ["--query-file", str(asked), "--results-format", "nt" if kind == "graph" else "tsv"]
        words += [] if names_graphs(sparql) else ["--union-default-graph"]
        try:
            if not _run_bounded(words, limits):
                return (), f"the engine's tool gave no plan: {engine} may be of another version"
            plan = json.loads(told.read_bytes())["plan"]
        except subprocess.TimeoutExpired:
            return (), "counting each step took longer than the query may: give it more time (--timeout)"
        except (OSError, ValueError, KeyError):
            return (), f"the engine's tool gave no plan: {engine} may be of another version"
        return tuple(_steps(plan)), ""


def _run_bounded(words: list[str], limits: QueryLimits) -> bool:
    """Whether a program ended well; it ends with this process. Raises TimeoutExpired or OSError."""
    memory = "" if limits.memory is None else str(limits.memory)
    places = os.pathsep.join(place for place in sys.path if place)
    with subprocess.Popen(
        [sys.executable, "-m", "inspectgraph.ask.limited.tool", memory, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": places},
    ) as tool:
        return tool.wait(limits.seconds) == 0  # leaving this closes its input, which ends the program


def _steps(plan: dict[str, Any]) -> Iterator[PlanStep]:
    pending = [(0, plan)]  # no recursion: plans are as deep as queries are nested
    while pending:
        depth, step = pending.pop()
        yield PlanStep(
            depth=depth,
            name=_IRI.sub(lambda match: _shortened(match[1]), str(step["name"])),
            solutions=int(step.get("number of results", 0)),
            seconds=float(step.get("duration in seconds", 0.0)),
        )
        pending += [(depth + 1, child) for child in reversed(step.get("children", []))]


def _shortened(iri: str) -> str:
    short = shorten_iri(iri)
    return f"<{iri}>" if short == iri else short
