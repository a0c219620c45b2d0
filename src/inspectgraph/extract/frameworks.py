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


@cache
def framework_on(family: str, when: str) -> str | None:
    """The framework under which a visit of a family was made on a day, in a month or year (ISO).

    None where two frameworks of the family fit the date. The date may be "" where the family had but one.

    >>> framework_on("sif", "2015-09"), framework_on("ilacs", "")
    ('SIF (2013-2018)', 'ILACS (since 2018)')
    >>> framework_on("other", "2012") is None
    True
    """
    rows = [r for r in load_table("frameworks.csv", columns=("id", "framework")) if r["id"] == family]
    names = {row["framework"] for row in rows}
    if len(names) != 1:
        fitting = [r for r in rows if when and _begins_by(r["from"], when) and _ends_after(r["to"], when)]
        names = {row["framework"] for row in fitting}
    return names.pop() if len(names) == 1 else None


def _begins_by(start: str, when: str) -> bool:
    return start[: len(when)] <= when[: len(start)]


def _ends_after(end: str, when: str) -> bool:
    return not end or end[: len(when)] >= when[: len(end)]
