"""`ontology/frameworks.csv`: which families of visit there were, and when."""

from __future__ import annotations

import re

from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.knowledge.tables import load_table

ROWS = load_table(
    "frameworks.csv",
    columns=("id", "framework", "label", "from", "to", "note", "source"),
    may_be_empty=("to",),
)


def test_there_are_as_many_as_we_think() -> None:
    assert len(ROWS) == 12


def test_each_family_has_a_framework() -> None:
    assert {row["id"] for row in ROWS} == set(load_scheme("family")), "ids are those of schemes/families.ttl"


def test_dates_are_iso_as_far_as_known_and_in_order() -> None:
    for row in ROWS:
        for column in ("from", "to"):
            assert re.fullmatch(r"(20\d\d(-\d\d)?)?", row[column]), f"{row['label']}: mend {column!r}"
        assert not row["to"] or row["from"][:4] <= row["to"][:4], f"{row['label']} ends before it begins"
