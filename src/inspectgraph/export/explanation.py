"""What a query costs, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from inspectgraph.ask.limited.explaining import Explanation, PlanStep

_NOUNS = {"solutions": "rows", "graph": "triples", "boolean": "answer, true or false"}


def explanation_lines(told: Explanation) -> Iterator[str]:
    """Times, then the plan: each step with its solutions and the milliseconds that it and all below took."""
    more = ", and there are more" if told.cut else ""
    yield f"{told.rows} {_NOUNS[told.kind]}{more}"
    yield f"parsed and planned after {_milliseconds(told.parsed)}"
    if told.first_row is not None:
        yield f"first after {_milliseconds(told.first_row)}"
    yield f"all after {_milliseconds(told.all_rows)}"
    yield ""
    if told.note:
        yield told.note
        return
    yield "plan, with the solutions of each step and the time that it took with the steps under it:"
    yield from map(_step_line, told.steps)


def _step_line(step: PlanStep) -> str:
    return f"{'  ' * step.depth}{step.name}: {step.solutions}, {_milliseconds(step.seconds)}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
