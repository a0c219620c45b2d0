"""What a query's process says, and what its end means, as errors that a person can act on."""

from __future__ import annotations

from pathlib import Path

from inspectgraph.ask.limited.child import Cause
from inspectgraph.ask.limited.limits import QueryLimits
from inspectgraph.ask.limited.worker import GRAPH_FORMATS, ROW_FORMATS
from inspectgraph.ask.query import evaluation_error, syntax_error
from inspectgraph.errors import InspectgraphError, MisuseError, QueryEndedError
from inspectgraph.store.failures import DamagedStoreError

_MIXED = "does not correctly implement a total order"  # Rust's words for what Oxigraph's ORDER BY does then
_FORMS = {"graph": "a graph", "solutions": "rows", "boolean": "true or false"}

_ENDED: dict[Cause, tuple[str, str]] = {
    "time": (
        "the query took longer than {seconds:g} seconds",
        "it was ended; narrow it, or give it more time (--timeout)",
    ),
    "memory": (
        "the query needed more than {memory} MB of memory",
        "it was ended; narrow it: ORDER BY, GROUP BY and DISTINCT keep all their rows in memory",
    ),
    "size": (
        "the answer is longer than {memory} MB",
        "the query was ended; ask for less, or export the store",
    ),
    "cancelled": ("the query was cancelled", "ask again"),
    "killed": (
        "the process that answered the query was killed by somebody else or by the system",
        "ask again; if memory is short, narrow the query",
    ),
    "crash": (
        "the engine broke down over the query",
        "write it simpler: brackets or patterns nested thousands of levels deep do that",
    ),
}


class FailedQueryError(Exception):
    """The process said why it has no answer: one word, and what goes with it."""

    def __init__(self, code: str, message: str, detail: str = "") -> None:
        self.code, self.message, self.detail = code, message, detail
        super().__init__(code, message)


def failure_error(failed: FailedQueryError, *, sparql: str, folder: Path) -> InspectgraphError:
    """The error for what the process said.

    >>> print(failure_error(FailedQueryError("format", "boolean", "turtle"), sparql="ASK {}", folder=Path()))
    turtle is for graphs, and this query answers with true or false: choose one of csv, tsv, json, xml
    """
    if failed.code == "damaged":
        return DamagedStoreError("the store's files are damaged or missing", where=folder)
    if failed.code == "syntax":
        return syntax_error(failed.message, sparql)
    if failed.code == "format":
        return unfit_format_error(failed.detail, kind=failed.message)
    return evaluation_error(failed.message, of_files=failed.code == "files")


def unfit_format_error(format: str, *, kind: str) -> MisuseError:
    """The error for an answer of that kind which was wanted in a format of another."""
    fit, unfit = (GRAPH_FORMATS, "rows") if kind == "graph" else (ROW_FORMATS, "graphs")
    return MisuseError(
        f"{format} is for {unfit}, and this query answers with {_FORMS[kind]}",
        remedy=f"choose one of {', '.join(fit)}",
    )


def ended_error(cause: Cause, *, limits: QueryLimits, last_words: str = "") -> InspectgraphError:
    """The error for a process that ended before the answer was whole.

    >>> print(ended_error("time", limits=QueryLimits()))
    the query took longer than 30 seconds: it was ended; narrow it, or give it more time (--timeout)
    """
    if cause == "start":
        lines = last_words.strip().splitlines()
        said = f": {lines[-1]}" if lines else ""
        return InspectgraphError(f"the process that answers queries does not start{said}")
    what, remedy = _ENDED[cause]
    what = what.format(
        seconds=limits.seconds, memory="the system's" if limits.memory is None else limits.memory
    )
    if _MIXED in last_words:
        remedy = "sort by STR(?x) where values are of several types, such as days and months"
    what = what.replace("than 1 seconds", "than 1 second")
    return QueryEndedError(what, code="crash" if cause == "killed" else cause, remedy=remedy)
