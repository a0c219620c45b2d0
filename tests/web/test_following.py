"""The server follows the store: each answer is of one generation, which it names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.ask.query import run_rows
from inspectgraph.build import build_store, remove_letters
from inspectgraph.store import backup_store, open_store
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.search_rows import SEARCH_FACT
from inspectgraph.web.one_generation import OneGenerationStore, read_one_generation
from inspectgraph.web.refusing import RefusedError
from inspectgraph.web.settings import ServeSettings
from inspectgraph.web.versions import StoreVersions
from inspectgraph.web.workers import Worker

LETTERS = "SELECT (COUNT(*) AS ?n) { ?l a ig:Letter }"
GONE = "003_d6466b21c827d6ce.txt"


@pytest.fixture
def changing(seed_store: Path, tmp_path: Path) -> Path:
    """A copy of the store of the seeds."""
    backup_store(seed_store, tmp_path / "store")
    return tmp_path / "store"


def count(site: Any) -> tuple[int, str]:
    answer = site.query(LETTERS)
    (row,) = answer.json()["results"]["bindings"]
    return int(row["n"]["value"]), answer.headers["inspectgraph-generation"]


def test_a_build_goes_live(open_site: Any, changing: Path) -> None:
    site = open_site(store=changing)
    before, was = count(site)
    addresses = ["/letters.json", "/ask/letters-by-kind.json", "/search.json?q=drift", "/sparql"]
    tags = {address: site.get(address).headers["etag"] for address in addresses}
    remove_letters(changing, [GONE])
    after, now = count(site)
    assert (before, after) == (5, 4)
    assert int(now) > int(was)
    for address, tag in tags.items():
        answer = site.get(address, headers={"if-none-match": tag})
        assert (answer.status_code, answer.headers["inspectgraph-generation"]) == (200, now)
        assert answer.headers["etag"] != tag
    assert len(site.get("/letters.json").json()) == 4


def test_another_store_in_the_same_place(open_site: Any, changing: Path, seeds: Path) -> None:
    """A generation of the same name with other things in it has other tags."""
    site = open_site(store=changing)
    tag = site.query(LETTERS).headers["etag"]
    shutil.rmtree(changing)
    gone = site.query(LETTERS)
    assert site.kind_of(gone) == (503, "store-unavailable")
    assert gone.headers["retry-after"] == "5"
    build_store(changing, [seeds / "000_04d0429da905e436.txt"])
    answer = site.query(LETTERS, **{"if-none-match": tag})
    assert (answer.status_code, answer.headers["inspectgraph-generation"]) == (200, "000001")
    assert count(site) == (1, "000001")


def cut_short(store: Path) -> None:
    for file in (store / "generations").glob("*/graph/*.sst"):
        file.write_bytes(file.read_bytes()[:100])


def test_who_runs_it_is_told_what_the_client_is_not(
    open_site: Any, changing: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cut_short(changing)
    site = open_site(store=changing)
    refused = site.query(LETTERS)
    assert site.kind_of(refused) == (503, "store-unavailable")
    assert str(changing) not in refused.text
    (said,) = caplog.messages
    assert said.startswith("no answer to GET '/sparql': ")
    assert str(changing) in said


def test_what_the_client_did_wrong_is_not_noted(open_site: Any, caplog: pytest.LogCaptureFixture) -> None:
    site = open_site(workers=1, seconds=0.3)
    addresses = {"/sparql?query=ASK": 400, "/nothing": 404, "/ask/how-common.csv?a=b": 400}
    for address, status in addresses.items():
        assert site.get(address).status_code == status
    assert site.query(site.HEAVY).status_code == 504
    assert caplog.messages == []


def test_the_log_is_what_the_server_says(serve: Callable[..., Any], changing: Path) -> None:
    server = serve(store=changing)
    cut_short(changing)
    answer = server.talk(
        b"GET /sparql?query=ASK%7B?a?b?c%7D HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 503 ")
    code, said = server.end()
    assert (code, said.count("\n"), str(changing) in said) == (0, 1, True), said


@pytest.mark.parametrize("version", [None, "0"])
def test_a_store_without_a_search_index(
    open_site: Any, changing: Path, caplog: pytest.LogCaptureFixture, version: str | None
) -> None:
    (path,) = (changing / "generations").glob("*/manifest.json")
    manifest = json.loads(path.read_bytes())
    del manifest["facts"][SEARCH_FACT]
    if version is not None:
        manifest["facts"][SEARCH_FACT] = version
    path.write_text(json.dumps(manifest), encoding="utf-8")
    site = open_site(store=changing)
    refused = site.get("/search.json?q=drift")
    assert site.kind_of(refused) == (503, "no-search-index")
    assert "retry-after" not in refused.headers
    assert "store rebuild" in caplog.text
    assert site.get("/letters.json").status_code == 200


def test_a_search_index_that_is_gone(open_site: Any, changing: Path) -> None:
    """The manifest knows of one: a build may be about to put things right."""
    with open_store(changing) as store:
        StoreLayout(changing).search(store.generation).unlink()
    site = open_site(store=changing)
    refused = site.get("/search.json?q=drift")
    assert site.kind_of(refused) == (503, "store-unavailable")
    assert refused.headers["retry-after"] == "5"


def test_the_same_store_built_anew_has_the_same_tags(open_site: Any, changing: Path, tmp_path: Path) -> None:
    backup_store(changing, tmp_path / "other")
    sites = [open_site(store=changing), open_site(store=tmp_path / "other")]
    assert len({site.query(LETTERS).headers["etag"] for site in sites}) == 1


def test_what_is_asked_in_several_queries_is_of_one_generation(changing: Path) -> None:
    worker = Worker(ServeSettings(store=changing))
    tries = []

    def read(store: OneGenerationStore) -> tuple[int, int, int]:
        tries.append(store.generation)
        first = rows(store)
        if len(tries) == 1:
            remove_letters(changing, [GONE])
        return first, rows(store), len(store.manifest.entries)

    counts, generation = read_one_generation(changing, worker, read)
    worker.close()
    assert counts == (4, 4, 4)
    assert len(tries) == 2
    assert generation == tries[1] > tries[0]


def rows(store: OneGenerationStore) -> int:
    return len(list(run_rows(store.graph, "SELECT ?l { ?l a ig:Letter }")))


def test_a_store_that_never_rests(changing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(ServeSettings(store=changing))
    ask, names = worker.ask, iter(range(100))

    def restless(*words: Any, **named: Any) -> Any:
        from dataclasses import replace

        return replace(ask(*words, **named), generation=f"{next(names):06d}")

    monkeypatch.setattr(worker, "ask", restless)
    with pytest.raises(RefusedError) as refused:
        read_one_generation(changing, worker, lambda store: (rows(store), rows(store)))
    worker.close()
    assert refused.value.refusal.status == 503


def test_versions_forget(changing: Path) -> None:
    versions = StoreVersions(changing)
    live = versions.live()
    assert live.generation == "000001"
    assert versions.of("000001") is live
    remove_letters(changing, [GONE])
    assert versions.live().digest != live.digest


def test_the_server_holds_no_generation_that_nobody_reads(
    open_site: Any, changing: Path, seeds: Path
) -> None:
    """Old generations are swept by later builds though the server lives on."""
    site = open_site(store=changing, workers=1)
    build: list[Callable[[], object]] = [
        lambda: remove_letters(changing, [GONE]),
        lambda: build_store(changing, [seeds / GONE]),
    ]
    for step in [*build, *build]:
        step()
        assert site.get("/letters.json").status_code == 200
    left = sorted(path.name for path in (changing / "generations").iterdir())
    assert len(left) <= 3
    with open_store(changing) as store:
        assert store.generation in left
