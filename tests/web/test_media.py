"""Which format a client gets."""

from __future__ import annotations

import pytest

from inspectgraph.web.media import GRAPHS, ROWS, TABLES, choose_offer

# what the Accept headers say; the media type for rows; that for graphs
ACCEPTED: list[tuple[list[str], str | None, str | None]] = [
    ([], "application/sparql-results+json", "text/turtle"),
    ([""], "application/sparql-results+json", "text/turtle"),
    (["*/*"], "application/sparql-results+json", "text/turtle"),
    (["*/*;q=0.1"], "application/sparql-results+json", "text/turtle"),
    (["text/*"], "text/csv", "text/turtle"),
    (["application/*"], "application/sparql-results+json", "application/n-triples"),
    (["text/csv"], "text/csv", None),
    (["TEXT/CSV"], "text/csv", None),
    (["text/csv; charset=utf-8"], "text/csv", None),
    (["text/csv;header=present;q=0.5, text/tab-separated-values"], "text/tab-separated-values", None),
    (["text/csv;q=0.9, application/sparql-results+xml;q=0.91"], "application/sparql-results+xml", None),
    (["text/csv;q=0"], None, None),
    (["text/csv;q=0, */*"], "application/sparql-results+json", "text/turtle"),
    (["*/*;q=0"], None, None),
    (["text/*;q=0.2, text/csv;q=0.1, */*;q=0.05"], "text/tab-separated-values", "text/turtle"),
    (["application/json"], "application/json", "application/json"),
    (["application/json, */*;q=0.1"], "application/json", "application/json"),
    (["application/sparql-results+json, application/json;q=0.9"], "application/sparql-results+json", "application/json"),
    (["application/xml"], "application/xml", "application/xml"),
    (["text/xml"], "text/xml", "text/xml"),
    (["application/rdf+xml"], None, "application/rdf+xml"),
    (["application/ld+json"], None, "application/ld+json"),
    (["application/n-quads, application/trig;q=0.9"], None, "application/n-quads"),
    (["application/trig"], None, "application/trig"),
    (["application/n-triples"], None, "application/n-triples"),
    (["text/plain"], None, "text/plain"),
    (["application/x-turtle"], None, "application/x-turtle"),
    (["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], "application/xml", "application/xml"),
    (["image/png"], None, None),
    (["image/png", "text/csv"], "text/csv", None),
    (["text/turtle;q=0.5", "application/sparql-results+xml;q=0.4"], "application/sparql-results+xml", "text/turtle"),
    (["nonsense"], "application/sparql-results+json", "text/turtle"),
    (["nonsense, text/csv"], "text/csv", None),
    (["text/csv;q=2"], "text/csv", None),
    (["text/csv;q=nan, text/tab-separated-values;q=0.9"], "text/csv", None),
    (["text/csv;q=0.1234"], "text/csv", None),
    (["*/csv"], None, None),
]  # fmt: skip


@pytest.mark.parametrize(("accept", "rows", "graphs"), ACCEPTED, ids=str)
def test_each_accept(accept: list[str], rows: str | None, graphs: str | None) -> None:
    chosen = [choose_offer(accept, offers) for offers in (ROWS, GRAPHS)]
    assert [offer.media_type if offer else None for offer in chosen] == [rows, graphs]


def test_number_of_cases() -> None:
    assert len(ACCEPTED) == 37


def test_a_huge_accept_is_read_at_once() -> None:
    assert choose_offer([",".join(["a/b;q=0.1"] * 100_000)], TABLES) is None
    assert choose_offer(["text/csv" + ";q=0" * 100_000], TABLES) is None
    assert choose_offer([";" * 1_000_000], TABLES) == TABLES[0]


@pytest.mark.parametrize("offers", [ROWS, GRAPHS, TABLES])
def test_charset_is_said_but_of_json(offers: tuple[object, ...]) -> None:
    for offer in ROWS + GRAPHS + TABLES:
        assert offer.content_type.endswith("; charset=utf-8") is ("json" not in offer.media_type)
