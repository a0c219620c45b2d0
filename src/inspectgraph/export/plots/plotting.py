"""Any plot by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from inspectgraph.ask.asked import AskedStore
from inspectgraph.errors import MisuseError
from inspectgraph.export.plots.canvas import require
from inspectgraph.export.plots.comparison import draw_co_issues, draw_regions, draw_spread
from inspectgraph.export.plots.history import draw_grades, draw_issues_by_visit
from inspectgraph.ledger.weighing import APART
from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.networks.filters import NetworkFilters, complete, narrow
from inspectgraph.networks.reading import read_facts

PLOTS: Final[Mapping[str, Callable[..., None]]] = {
    "issues": draw_issues_by_visit,
    "grades": draw_grades,
    "spread": draw_spread,
    "co-issues": draw_co_issues,
    "regions": draw_regions,
}
"""The plots by name; the first two are of one authority."""
FORMATS: Final = ("svg", "png")


def plot(store: AskedStore, name: str, filters: NetworkFilters, out: IO[bytes], *, format: str) -> None:
    """Draw a plot of what the filters let through.

    Raises MisuseError for an unknown plot, or where there is nothing to draw; MissingPackageError without
    matplotlib.
    """
    facts = narrow(read_facts(store, parts=["issues"], gss=filters.gss), filters)
    # the share of an issue is one of all that were visited, not of those alone that it was raised at
    facts = complete(replace(facts, only_issues=False))
    write_plot(facts, name, out, scope=filters.scope, format=format)


def write_plot(
    facts: NetworkFacts, name: str, out: IO[bytes], *, scope: str = "", format: str = "svg"
) -> None:
    """Draw a plot of facts. Raises as `plot`."""
    if name not in PLOTS:
        raise MisuseError(f"there is no plot {name!r}", remedy=f"it is one of {', '.join(PLOTS)}")
    if name != "grades":
        facts = _of_the_ledger(facts)
    require(facts.letters, "letter")
    PLOTS[name](facts, out, scope=scope, format=format)


def _of_the_ledger(facts: NetworkFacts) -> NetworkFacts:
    """Without letters on visits that raise no issues: SEND inspections are shown apart (docs/ledger.md)."""
    apart = {visit.iri for visit in facts.visits if visit.family in APART}
    return replace(facts, letters=tuple(letter for letter in facts.letters if letter.visit not in apart))


def format_of(path: Path) -> str:
    """The format that a file's name asks for. Raises MisuseError for another one.

    >>> format_of(Path("issues.svg"))
    'svg'
    """
    format = path.suffix.removeprefix(".").lower()
    if format not in FORMATS:
        raise MisuseError(
            "a plot is written as SVG or PNG", where=str(path), remedy="end the name in .svg or .png"
        )
    return format
