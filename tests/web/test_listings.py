"""The contracts and the search by their addresses: as the commands answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.ask.columns import flatten_records
from inspectgraph.ask.listings import (
    list_findings,
    list_issues,
    list_letters,
    list_people,
    list_teams,
    list_visits,
    scope_of,
)
from inspectgraph.ask.search import find_hits, tabulate_hits
from inspectgraph.export.tables import write_csv, write_json
from inspectgraph.store import OpenStore, open_store

LISTERS: dict[str, Callable[..., list[dict[str, object]]]] = {
    "letters": list_letters,
    "visits": list_visits,
    "findings": list_findings,
    "teams": list_teams,
    "people": list_people,
    "issues": list_issues,
}
SCOPES: list[dict[str, str]] = [{}, {"authority": "Blackpool"}, {"file": "001_373a6aa0690643a2.txt"}]


@pytest.fixture(scope="module")
def store(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as opened:
        yield opened


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("name", LISTERS)
def test_each_listing(name: str, scope: dict[str, str], site: Any, store: OpenStore) -> None:
    records = LISTERS[name](store, scope_of(store, **scope))
    assert records
    as_json, as_csv = (site.get(f"/{name}.{ending}", params=scope) for ending in ("json", "csv"))
    assert as_json.content == write_json(records).encode()
    assert as_csv.content == write_csv(flatten_records(name, records)).encode()
    assert as_json.headers["inspectgraph-generation"] == store.generation


def test_issues_take_more(site: Any, store: OpenStore) -> None:
    wanted = {"status": "persistent", "theme": "caseloads", "since": "2019"}
    records = list_issues(store, scope_of(store), **wanted)
    assert records
    assert site.get("/issues.json", params=wanted).json() == records


@pytest.mark.parametrize(
    "words", ["drift", '"drift and delay"', "assess* -timely", "neglect OR abuse", "qqqqq"]
)
@pytest.mark.parametrize("more", [{}, {"authority": "Blackpool", "limit": "3"}, {"year": "2018"}], ids=str)
def test_search(words: str, more: dict[str, str], site: Any, store: OpenStore) -> None:
    limit = int(more.get("limit", 20))
    found = find_hits(store, words, **{**more, "limit": limit})  # type: ignore[arg-type]
    as_json, as_csv = (site.get(f"/search.{e}", params={"q": words, **more}) for e in ("json", "csv"))
    assert as_json.content == write_json(found.hits).encode()
    assert as_csv.content == write_csv(tabulate_hits(found.hits)).encode()
    assert as_json.headers["inspectgraph-total"] == str(found.total)


REFUSED = [
    ("/letters.json?theme=neglect", 400, "malformed-request"),
    ("/letters.json?authority=Blackpol", 400, "malformed-request"),
    ("/letters.json?file=../../etc/passwd", 400, "malformed-request"),
    ("/letters.json?file=nothing.pdf", 400, "malformed-request"),
    ("/issues.json?status=perpetual", 400, "malformed-request"),
    ("/issues.json?since=2019-13", 400, "malformed-request"),
    ("/letters.xml", 404, "unknown-address"),
    ("/problems.json", 404, "unknown-address"),
    ("/search.json", 400, "malformed-request"),
    ("/search.json?q=", 400, "malformed-request"),
    ("/search.json?q=drift&limit=0", 400, "malformed-request"),
    ("/search.json?q=drift&limit=1001", 400, "malformed-request"),
    ("/search.json?q=drift&limit=%C2%B2", 400, "malformed-request"),
    ("/search.json?q=drift&limit=1e3", 400, "malformed-request"),
    ("/search.json?q=drift&polarity=bad", 400, "malformed-request"),
    ("/search.json?q=drift&year=19", 400, "malformed-request"),
    ("/search.json?q=%22", 400, "malformed-request"),
    ("/search.json?q=" + "a*+" * 300, 400, "malformed-request"),
]


@pytest.mark.parametrize(("address", "status", "kind"), REFUSED)
def test_what_is_refused(site: Any, address: str, status: int, kind: str) -> None:
    assert site.kind_of(site.get(address)) == (status, kind)


@pytest.mark.parametrize(
    "words",
    ["' OR 1=1 --", '"; DROP TABLE words; --', "text:drift", "NEAR(a b)", "{text} : a", "a\x00b", "^drift", "((((", "*"],
)  # fmt: skip
def test_injection_into_the_search(site: Any, words: str) -> None:
    answer = site.get("/search.json", params={"q": words})
    assert answer.status_code in (200, 400)
    assert site.get("/search.json", params={"q": "drift"}).headers["inspectgraph-total"] == "4"


def test_the_front_lists_what_there_is(site: Any) -> None:
    entries = site.get("/").json()
    assert [entry["address"] for entry in entries][:4] == [
        "/sparql",
        "/ask/",
        "/ask/NAME.csv",
        "/search.json",
    ]
    for entry in entries:
        if entry["address"].endswith(".json") and "q" not in entry["parameters"]:
            assert site.get(entry["address"]).status_code == 200
