"""What makes an answer good HTTP: HEAD, OPTIONS, tags, compression, other origins, refusals of methods."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

ADDRESSES = ["/", "/ask/", "/ask/how-common.json", "/letters.json", "/search.csv?q=drift", "/sparql", "/sparql?query=ASK%7B%7D"]  # fmt: skip
TAGGED = ADDRESSES[2:]


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_get_without_a_body(site: Any, address: str) -> None:
    head, whole = site.send("HEAD", address).result(), site.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "nonsense"])
def test_other_methods(site: Any, method: str, address: str) -> None:
    answer = site.send(method, address).result()
    assert site.kind_of(answer) == (405, "wrong-method")
    assert "GET" in answer.headers["allow"]
    assert ("POST" in answer.headers["allow"]) is address.startswith("/sparql")


@pytest.mark.parametrize("address", ADDRESSES)
def test_options(site: Any, address: str) -> None:
    answer = site.send("OPTIONS", address).result()
    assert (answer.status_code, answer.content) == (204, b"")
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["allow"].split(", "))


@pytest.mark.parametrize("address", TAGGED)
def test_what_a_client_has_is_not_sent_again(site: Any, address: str) -> None:
    first = site.get(address)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    assert first.headers["cache-control"] == "no-cache"
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = site.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "cache-control", "inspectgraph-generation"):
            assert again.headers[name] == first.headers[name]
        assert "content-type" not in again.headers
    for unknown in ('W/"other"', "nonsense", '"', ""):
        assert site.get(address, headers={"if-none-match": unknown}).status_code == 200


def test_tags_tell_answers_apart(site: Any, open_site: Any) -> None:
    asked = [
        ("ASK {}", "application/json"),
        ("ASK {}", "application/sparql-results+json"),
        ("ASK {}", "text/csv"),
        ("ASK { }", "text/csv"),
    ]
    tags = [site.query(*words).headers["etag"] for words in asked]
    assert len(set(tags)) == len(tags)
    assert site.query(*asked[0]).headers["etag"] == tags[0]
    assert open_site(rows=7).query(*asked[0]).headers["etag"] not in tags


def test_a_wrong_query_is_never_unchanged(site: Any) -> None:
    answer = site.query("ASK", **{"if-none-match": "*"})
    assert site.kind_of(answer) == (400, "malformed-query")


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "uuid()", "StrUUID()", "BNODE()"])
def test_what_differs_each_time_has_no_tag(site: Any, function: str) -> None:
    answer = site.query(f"SELECT ({function} AS ?new) {{}}")
    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_a_name_is_no_function(site: Any) -> None:
    assert "etag" in site.query("SELECT ?now { BIND('rand' AS ?now) }").headers


def test_post_has_no_tag(site: Any) -> None:
    answer = site.post("/sparql", data={"query": "ASK {}"}, headers={"if-none-match": "*"})
    assert answer.status_code == 200
    assert "etag" not in answer.headers


NOT_GZIP = (
    "identity",
    "",
    "gzip;q=0",
    "gzip; q=0.000, identity",
    "x-gzip;q=0",
    "nogzip",
    "br, gzip ;Q = 0.0",
)


@pytest.mark.parametrize("accept_encoding", NOT_GZIP)
def test_long_answers_are_compressed(site: Any, accept_encoding: str) -> None:
    plain = site.get("/findings.json", headers={"accept-encoding": accept_encoding})
    packed = site.get("/findings.json", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.content == packed.content
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert packed.num_bytes_downloaded < len(packed.content) / 4
    assert packed.headers["etag"] == plain.headers["etag"]  # a weak one
    for answer in (plain, packed):
        assert answer.headers["vary"].split(", ")[:2] == ["Accept", "Accept-Encoding"]


def test_tiny_answers_are_not(site: Any) -> None:
    answer = site.query("ASK {}", **{"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("accept_encoding", ["gzip;q=0.001", "br;q=0, gzip", "gzip, identity;q=0"])
def test_whoever_likes_it_a_little_gets_it(site: Any, accept_encoding: str) -> None:
    packed = site.get("/findings.json", headers={"accept-encoding": accept_encoding})
    assert packed.headers["content-encoding"] == "gzip"


def test_compressed_bytes_are_gzip(site: Any) -> None:
    async def raw() -> bytes:
        headers = {"accept-encoding": "gzip"}
        async with site._client.stream("GET", "/letters.json", headers=headers) as answer:
            return b"".join([part async for part in answer.aiter_raw()])

    packed = site.begin(raw()).result()
    assert packed[:2] == b"\x1f\x8b"
    assert (
        gzip.decompress(packed) == site.get("/letters.json", headers={"accept-encoding": "identity"}).content
    )


@pytest.mark.parametrize("address", [*ADDRESSES, "/nothing", "/ask/nothing.csv", "/sparql?query=ASK"])
def test_any_page_may_ask(site: Any, address: str) -> None:
    answer = site.get(address, headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    exposed = answer.headers["access-control-expose-headers"]
    assert {"ETag", "Inspectgraph-Generation", "Inspectgraph-Cut"} <= set(exposed.split(", "))


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("POST", 200), ("PUT", 400), ("DELETE", 400)])
def test_preflight(site: Any, method: str, status: int) -> None:
    headers = {
        "origin": "https://example.org",
        "access-control-request-method": method,
        "access-control-request-headers": "content-type, accept",
        "access-control-request-private-network": "true",
    }
    answer = site.send("OPTIONS", "/sparql", headers=headers).result()
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-headers"] == "content-type, accept"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST"
    assert answer.headers["access-control-allow-private-network"] == "true"
    if status != 200:
        assert site.kind_of(answer) == (400, "malformed-request")
        assert method in answer.json()["detail"]
    del headers["access-control-request-private-network"]
    public = site.send("OPTIONS", "/sparql", headers=headers).result()
    assert (public.status_code, "access-control-allow-private-network" in public.headers) == (status, False)


@pytest.mark.parametrize("address", [*TAGGED, "/nothing"])
def test_nothing_is_run_by_a_browser(site: Any, address: str) -> None:
    answer = site.get(address)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


PATHS = [
    "/ask/..%2f..%2fetc%2fpasswd",
    "/ask/%2e%2e/%2e%2e/etc/passwd",
    "/ask/..%252f..%252fetc%252fpasswd.csv",
    "/ask/..%5c..%5cetc%5cpasswd.csv",
    "/ask/%00.csv",
    "/ask/persistent-issues%00.csv",
    "/ask/C:%5Cboot.ini",
    "/ask//etc/passwd",
    "//etc/passwd",
    "/..;/etc/passwd",
    "/%c0%ae%c0%ae/etc/passwd",
    "/ask/" + "a" * 5000 + ".csv",
    "/sparql/",
    "/generations/000001/manifest.json",
    "/current.json",
    "/.git/config",
    "/letters.json/",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_way_to_a_file(site: Any, path: str) -> None:
    status, kind = site.kind_of(site.get(path))
    assert status == 404
    assert kind in ("unknown-address", "unknown-question")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_any_page_may_read_of_a_fault(open_site: Any, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    site = open_site()
    monkeypatch.delattr("inspectgraph.web.workers.Worker.ask")
    words = {"params": {"query": "ASK {}"}} if method == "GET" else {"data": {"query": "ASK {}"}}
    headers = {"origin": "https://example.org"}
    answer = site.send(method, "/sparql", headers=headers, **words).result(timeout=60)
    assert site.kind_of(answer) == (500, "fault")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_fault_of_ours_tells_nothing(open_site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    site = open_site()

    def broken(*words: object, **named: object) -> None:
        raise ZeroDivisionError("/home/secret/path.py")

    monkeypatch.setattr("inspectgraph.web.workers.Worker.ask", broken)
    answer = site.query("ASK {}")
    assert site.kind_of(answer) == (500, "fault")
    assert "secret" not in answer.text
