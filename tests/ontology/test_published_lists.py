"""The schemes and authorities against the lists that they were made from, where those are at hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from inspectgraph.knowledge.authorities import load_authorities
from inspectgraph.knowledge.schemes import SchemeName, load_scheme

DOMAIN = Path(__file__).parents[2].parent / "shared" / "domain"


def rows_of(name: str) -> list[dict[str, str]]:
    path = DOMAIN / name
    if not path.is_file():
        pytest.skip(f"the published list {name} is not beside this checkout")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(("name", "scheme"), [("themes.csv", "theme"), ("team-types.csv", "team-type")])
def test_scheme_is_the_published_list(name: str, scheme: SchemeName) -> None:
    published = {
        (row["id"], row["label"], row.get("broader") or None, row["scope_note"]) for row in rows_of(name)
    }
    assert {(c.id, c.label, c.broader, c.note) for c in load_scheme(scheme).values()} == published


def test_authorities_are_the_published_list() -> None:
    by_gss = {authority.gss: authority for authority in load_authorities()}
    rows = rows_of("authorities.csv")
    assert len(rows) == len(by_gss)
    for row in rows:
        authority = by_gss[row["gss"]]
        assert (authority.name, authority.la_code, authority.region, authority.type) == (
            row["name"],
            row["la_code"],
            row["region"],
            row["type"],
        )
        assert (authority.urn or "", authority.abolished or "") == (row["ofsted_urn"], row["abolished"])
        assert set(authority.successors) == set(filter(None, row["succeeded_by"].split("|")))
        assert set(filter(None, row["aliases"].split("|"))) <= {authority.name, *authority.aliases}
