"""Content negotiation (RFC 9110, part 12.5.1): which of the formats that there are a client likes best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)((?:\s*;[^;]*)*)", re.ASCII)
_WEIGHT = re.compile(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", re.ASCII | re.IGNORECASE)
_LONGEST = 20_000  # characters of Accept that are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A format that there is, by the media type that a client asks for and our name of it."""

    media_type: str
    format: str

    @property
    def content_type(self) -> str:
        """The media type with its charset; the types of JSON have none, it is always UTF-8 (RFC 8259).

        >>> Offer(media_type="text/csv", format="csv").content_type
        'text/csv; charset=utf-8'
        """
        return self.media_type if "json" in self.media_type else f"{self.media_type}; charset=utf-8"


def _offers(**types: str) -> tuple[Offer, ...]:
    """The offers of each format, the proper types of all before the other names of any."""
    named = [(format, words.split()) for format, words in types.items()]
    longest = max(len(words) for _, words in named)
    return tuple(
        Offer(media_type=words[place], format=format)
        for place in range(longest)
        for format, words in named
        if place < len(words)
    )


ROWS = _offers(
    json="application/sparql-results+json application/json",
    xml="application/sparql-results+xml application/xml text/xml",
    csv="text/csv",
    tsv="text/tab-separated-values",
)
"""The formats of SELECT and ASK, the one for those who take anything first."""

GRAPHS = _offers(
    turtle="text/turtle application/x-turtle",
    ntriples="application/n-triples text/plain",
    rdfxml="application/rdf+xml application/xml text/xml",
    jsonld="application/ld+json application/json",
    trig="application/trig",
    nquads="application/n-quads",
)
"""The formats of CONSTRUCT and DESCRIBE."""

TABLES = (
    Offer(media_type="application/json", format="json"),
    Offer(media_type="text/csv", format="csv"),
)
"""The formats of questions and listings."""


def choose_offer(accept: Iterable[str], offers: Sequence[Offer]) -> Offer | None:
    """The offer that the values of a request's Accept headers like best; None where they like none.

    Of equals the first offered. Without the header everything is liked; what can't be read in it is not
    there. The most exact range that fits an offer counts: `text/*;q=0.1, text/csv` likes CSV.

    >>> choose_offer(["text/*;q=0.5, application/xml;q=0.4"], ROWS).format
    'csv'
    >>> choose_offer(["image/png"], ROWS) is None
    True
    """
    weights = dict(_ranges(",".join(accept)))
    if not weights:
        return offers[0]
    best = max(offers, key=lambda offer: _weight(offer.media_type, weights))
    return best if _weight(best.media_type, weights) > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept[:_LONGEST].split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is not None:
            weights = [w[1] for word in match[2].split(";") if (w := _WEIGHT.fullmatch(word))]
            yield match[1].lower(), min(float(weights[0]), 1.0) if weights else 1.0


def _weight(media_type: str, weights: dict[str, float]) -> float:
    family = media_type.partition("/")[0]
    for range_ in (media_type, f"{family}/*", "*/*"):
        if range_ in weights:
            return weights[range_]
    return 0.0


def name_types(offers: Iterable[Offer]) -> str:
    """The media types of offers in a sentence.

    >>> name_types(TABLES)
    'application/json, text/csv'
    """
    return ", ".join(offer.media_type for offer in offers)
