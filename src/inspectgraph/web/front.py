"""`/`: what there is. Pages for people will stand here."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from inspectgraph.export.tables import write_json
from inspectgraph.web.answers import GENERATION, service_of
from inspectgraph.web.listings import LISTINGS, SEARCH

_EXAMPLE = "/ask/persistent-issues.csv?authority=Blackpool"
_HEADERS = {"Cache-Control": "no-cache"}


async def list_addresses(request: Request) -> Response:
    """Answer with the addresses and what each takes."""
    live = await asyncio.to_thread(service_of(request).versions.live)
    records = [
        _entry("/sparql", "queries by the SPARQL 1.1 Protocol; without one what this service is", "query"),
        _entry("/ask/", "the questions of the library, each with its parameters"),
        _entry("/ask/NAME.csv", f"the answer to one, or .json; such as {_EXAMPLE}"),
        _entry("/search.json", "findings and other passages by their words, or .csv", *SEARCH),
        *(_entry(f"/{name}.json", f"{name}, or .csv", *known) for name, (_, known) in LISTINGS.items()),
    ]
    headers = {**_HEADERS, GENERATION: live.generation}
    return Response(write_json(records), media_type="application/json", headers=headers)


def _entry(address: str, answers: str, *parameters: str) -> dict[str, object]:
    return {"address": address, "answers": answers, "parameters": list(parameters)}
