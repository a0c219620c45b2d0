"""`/letters.json` and its like: the listings that are a contract (docs/contracts.md), and the search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from starlette.requests import Request
from starlette.responses import Response

from inspectgraph.ask.columns import flatten_records
from inspectgraph.ask.dates import checked_date
from inspectgraph.ask.listings import (
    Scope,
    list_findings,
    list_issues,
    list_letters,
    list_people,
    list_teams,
    list_visits,
    scope_of,
)
from inspectgraph.ask.search import find_hits, tabulate_hits
from inspectgraph.errors import StoreError
from inspectgraph.store import OpenStore, open_store
from inspectgraph.store.search_file import has_full_text_search
from inspectgraph.store.search_rows import SEARCH_FACT, SEARCH_VERSION
from inspectgraph.web.answers import TOTAL, Produced, respond, service_of
from inspectgraph.web.one_generation import OneGenerationStore, read_one_generation
from inspectgraph.web.parameters import read_count, read_parameters
from inspectgraph.web.refusing import NoSearchIndexError, RefusedError
from inspectgraph.web.tables import offer_for, produce_table, unknown_address
from inspectgraph.web.workers import Worker

if TYPE_CHECKING:
    from inspectgraph.ask.listings.scope import Record
    from inspectgraph.ask.search import Found, SearchFilters
    from inspectgraph.web.media import Offer

    Values = Mapping[str, str]
    Lister = Callable[[OneGenerationStore, Values], list[Record]]

_SCOPE = ("authority", "file")
_MOST_HITS = 1_000


def _list_issues(store: OneGenerationStore, values: Values) -> list[Record]:
    return list_issues(
        store,
        _scope(store, values),
        status=values.get("status"),
        theme=values.get("theme"),
        since=checked_date(values.get("since")),
    )


def _scope(store: OneGenerationStore, values: Values) -> Scope:
    return scope_of(store, authority=values.get("authority"), file=values.get("file"))


LISTINGS: Mapping[str, tuple[Lister, tuple[str, ...]]] = {
    "letters": (lambda store, values: list_letters(store, _scope(store, values)), _SCOPE),
    "visits": (lambda store, values: list_visits(store, _scope(store, values)), _SCOPE),
    "findings": (lambda store, values: list_findings(store, _scope(store, values)), _SCOPE),
    "teams": (lambda store, values: list_teams(store, _scope(store, values)), _SCOPE),
    "people": (lambda store, values: list_people(store, _scope(store, values)), _SCOPE),
    "issues": (_list_issues, (*_SCOPE, "status", "theme", "since")),
}
"""Each listing with its parameters."""

SEARCH = ("q", "authority", "theme", "kind", "polarity", "since", "until", "year", "limit")
"""The parameters of the search."""


async def answer_listing(request: Request) -> Response:
    """Answer `/letters.json` and the others."""
    name, _, ending = str(request.path_params["file"]).partition(".")
    if name == "search":
        return await _answer_search(request, offer_for(request, ending))
    if name not in LISTINGS:
        raise unknown_address("nothing is there; / lists what there is")
    offer = offer_for(request, ending)
    list_, known = LISTINGS[name]
    values = read_parameters(request.scope["query_string"], known=known)
    path = service_of(request).settings.store

    def job(worker: Worker) -> Produced:
        records, generation = read_one_generation(path, worker, lambda store: list_(store, values))
        table = flatten_records(name, records)
        return produce_table(table, offer, generation=generation, records=records)

    return await respond(request, job, subject=[name, offer.media_type, sorted(values.items())])


async def _answer_search(request: Request, offer: Offer) -> Response:
    values = read_parameters(request.scope["query_string"], known=SEARCH)
    if "q" not in values:
        raise RefusedError(400, "malformed-request", "there are no words: add ?q=... to look for some")
    words, limit = values.pop("q"), read_count(values.pop("limit", "20"), most=_MOST_HITS)
    path = service_of(request).settings.store

    def job(worker: Worker) -> Produced:
        with open_store(path) as store:
            found = _find(store, words, limit, values)
            return produce_table(
                tabulate_hits(found.hits),
                offer,
                generation=store.generation,
                records=found.hits,
                headers={TOTAL: str(found.total)},
            )

    return await respond(
        request, job, subject=["search", words, limit, offer.media_type, sorted(values.items())]
    )


def _find(store: OpenStore, words: str, limit: int, values: Values) -> Found:
    try:
        return find_hits(store, words, limit=limit, **cast("SearchFilters", values))
    except StoreError as error:
        if has_full_text_search() and store.manifest.fact(SEARCH_FACT) == str(SEARCH_VERSION):
            raise  # there is one, so this may pass
        raise NoSearchIndexError(error.what, where=error.where, remedy=error.remedy) from None
