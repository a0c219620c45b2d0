"""Search: findings, other passages and headings of letters by their words, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypedDict, Unpack, cast

from inspectgraph.ask.dates import checked_date
from inspectgraph.ask.listings.scope import Record
from inspectgraph.ask.questions import concept_term
from inspectgraph.ask.search_words import match_expression, read_words
from inspectgraph.ask.table import Cell, Table, tabulate
from inspectgraph.describe.iris import last_part, mint_thing
from inspectgraph.errors import MisuseError
from inspectgraph.knowledge.authorities import authority_by_gss, find_authority
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.store import OpenStore
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.search_file import damaged_index
from inspectgraph.store.searching import PieceFilter, PieceFound, find_pieces

LIMIT = 20
"""How many hits are given unless more are asked for."""

MOST = 1_000_000
"""How many hits may be asked for."""

COLUMNS = tuple(
    "id what score authority gss kind date file page start end text marks polarity themes letter".split()
)
"""The fields of a hit (docs/search.md)."""


class SearchFilters(TypedDict, total=False):
    """What a search is limited to, as a person types it; None, or left out, for no limit.

    `theme` may also be one of the heads of the scheme; `kind` is that of letters, not of hits. Dates are
    those of visits: days, months or years, both ends counted in; `year` stands for both ends.
    """

    authority: str | None
    theme: str | None
    kind: str | None
    polarity: str | None
    since: str | None
    until: str | None
    year: int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many pieces of letters match, and the best of them as records with the fields `COLUMNS`."""

    total: int
    hits: tuple[Record, ...]


def find_hits(store: OpenStore, words: str, *, limit: int = LIMIT, **filters: Unpack[SearchFilters]) -> Found:
    """The pieces of letters in which all `words` occur (see docs/search.md for how to write them).

    Raises MisuseError for words that are none or too many, an unknown filter or name, a date that is none or
    a `limit` that is no whole number from 1 to `MOST`; StoreError for a store without an index or with a
    damaged one.
    """
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= MOST:
        raise MisuseError(f"{limit!r} is no number of hits", remedy=f"give a whole number from 1 to {MOST:,}")
    match = match_expression(read_words(words))
    total, pieces = find_pieces(store, match, wanted=_filter(filters), limit=limit)
    try:
        return Found(total=total, hits=tuple(map(_record, pieces)))
    except (ValueError, MisuseError) as error:  # no IRI can be made of a key or name, a code is unknown
        raise damaged_index(StoreLayout(store.path).search(store.generation)) from error


def search_words(
    store: OpenStore, words: str, *, limit: int = LIMIT, **filters: Unpack[SearchFilters]
) -> Table:
    """The same as a Table: `themes` with "; " between, `marks` as "3-9 15-20". Raises as `find_hits`."""
    return tabulate_hits(find_hits(store, words, limit=limit, **filters).hits)


def tabulate_hits(hits: Iterable[Record]) -> Table:
    """Hits as a Table with a cell for each field.

    >>> tabulate_hits([{"text": "Good.", "marks": [[0, 4]], "themes": ["neglect"]}]).records()[0]["marks"]
    '0-4'
    """
    return tabulate(COLUMNS, ({**cast("Mapping[str, Cell]", hit), **_flat(hit)} for hit in hits))


def _flat(hit: Record) -> dict[str, Cell]:
    marks = cast("list[list[int]]", hit["marks"])
    themes = cast("list[str]", hit["themes"])
    return {"marks": " ".join(f"{start}-{end}" for start, end in marks), "themes": "; ".join(themes)}


def _filter(filters: SearchFilters) -> PieceFilter:
    _refuse_unknown(filters.keys())
    authority, theme, year = filters.get("authority"), filters.get("theme"), filters.get("year")
    since, until = filters.get("since"), filters.get("until")
    if year is not None:
        if since is not None or until is not None:
            raise MisuseError(
                "a year and dates are too many limits", remedy="give the year, or since and until"
            )
        if not re.fullmatch(r"\d{4}", str(year), re.ASCII):
            raise MisuseError(f"{str(year)!r} is no year", remedy="write 2019")
        since = until = str(year)
    return PieceFilter(
        gss=None if authority is None else find_authority(authority).gss,
        themes=None if theme is None else _themes(theme),
        kind=_concept("kind", filters.get("kind")),
        polarity=_concept("polarity", filters.get("polarity")),
        since=checked_date(since),
        until=checked_date(until),
    )


def _refuse_unknown(names: Iterable[str]) -> None:
    known = tuple(SearchFilters.__annotations__)
    for name in names:
        if name not in known:
            near = get_close_matches(name[:80], known, n=3, cutoff=0.5)
            meant = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(known)}"
            raise MisuseError(f"a search has no filter {name!r}", remedy=meant)


def _concept(scheme: str, value: str | None) -> str | None:
    return None if value is None else last_part(concept_term(scheme, value).value)


def _themes(value: str) -> tuple[str, ...]:
    """A theme, or a head and the themes below it."""
    named = last_part(concept_term("theme", value).value)
    below = (concept.id for concept in load_scheme("theme").values() if concept.broader == named)
    return (named, *below)


def _record(piece: PieceFound) -> Record:
    return {
        "id": _iri(piece),
        "what": piece.what,
        "score": piece.score,
        "authority": authority_by_gss(piece.gss).name if piece.gss else None,
        "gss": piece.gss,
        "kind": piece.kind,
        "date": piece.date,
        "file": piece.file,
        "page": piece.page,
        "start": piece.start,
        "end": piece.end,
        "text": piece.text,
        "marks": [list(mark) for mark in piece.marks],
        "polarity": piece.polarity,
        "themes": list(piece.themes),
        "letter": mint_thing("letter", piece.key).value,
    }


def _iri(piece: PieceFound) -> str:
    """The IRI of the finding, passage or section."""
    if piece.what == "heading":
        return mint_thing("letter", piece.key, "section", str(piece.name)).value
    if piece.what == "passage":
        return mint_thing("letter", piece.key, "passage", f"{piece.start}-{piece.end}").value
    return mint_thing("finding", piece.key, str(piece.name)).value
