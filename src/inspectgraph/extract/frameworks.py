"""Which framework of inspection was in force when: data in `ontology/frameworks.csv`."""

from __future__ import annotations

from functools import cache

from inspectgraph.knowledge.tables import load_table

_GRADED = ("sif", "ilacs")


@cache
def family_on(when: str) -> str | None:
    """The family of a graded inspection on a day, in a month or year (ISO), None where it isn't certain.

    >>> family_on("2018-11"), family_on("2015"), family_on("2009-06")
    ('ilacs', 'sif', None)
    """
    rows = load_table("frameworks.csv", columns=("id", "label"))
    fitting = {
        row["id"]
        for row in rows
        if row["id"] in _GRADED and _begins_by(row["from"], when) and _ends_after(row["to"], when)
    }
    return fitting.pop() if len(fitting) == 1 else None


def _begins_by(start: str, when: str) -> bool:
    return start[: len(when)] <= when[: len(start)]


def _ends_after(end: str, when: str) -> bool:
    return not end or end[: len(when)] >= when[: len(end)]
