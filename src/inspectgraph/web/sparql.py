"""`/sparql`: queries by the SPARQL 1.1 Protocol, and without one the description of the service."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from inspectgraph.ask.refusing import bare_words
from inspectgraph.web.answers import Produced, respond, service_of
from inspectgraph.web.bodies import read_body
from inspectgraph.web.description import describe_service
from inspectgraph.web.media import GRAPHS, ROWS, Offer, choose_offer, name_types
from inspectgraph.web.protocol import ProtocolQuery, find_query, read_fields, read_posted
from inspectgraph.web.refusing import RefusedError
from inspectgraph.web.workers import Worker

_FORMS = ("select", "ask", "construct", "describe")
_EACH_TIME_ANEW = frozenset(("now", "rand", "uuid", "struuid", "bnode"))


async def answer_sparql(request: Request) -> Response:
    """Answer GET, HEAD and POST."""
    fields = read_fields(request.scope["query_string"])
    if request.method == "POST":
        settings = service_of(request).settings
        body = await read_body(request, most=settings.body, seconds=settings.patience)
        query = read_posted(request.headers.get("content-type", ""), body, fields)
    else:
        found = find_query(fields)
        if found is None:
            return await describe_service(request)
        query = found
    return await _answer(request, query)


async def _answer(request: Request, query: ProtocolQuery) -> Response:
    accept = request.headers.getlist("accept")
    words = list(bare_words(query.sparql))
    is_graph = next((word for word in words if word in _FORMS), None) in ("construct", "describe")
    chosen = _acceptable(accept, GRAPHS if is_graph else ROWS)
    offers = {"graph": chosen, "rows": ROWS[0]} if is_graph else {"graph": GRAPHS[0], "rows": chosen}

    def job(worker: Worker) -> Produced:
        return _ask(worker, query, rows=offers["rows"], graph=offers["graph"])

    return await respond(
        request,
        job,
        subject=["sparql", query.sparql, chosen.media_type, query.dataset],
        lasts=_EACH_TIME_ANEW.isdisjoint(words),
    )


def _ask(worker: Worker, query: ProtocolQuery, *, rows: Offer, graph: Offer) -> Produced:
    answer = worker.ask(query.sparql, format=rows.format, graph_format=graph.format, dataset=query.dataset)
    offer = graph if answer.kind == "graph" else rows
    return Produced(
        chunks=answer.chunks,
        content_type=offer.content_type,
        generation=answer.generation,
        rows=answer.rows,
        cut=answer.cut,
    )


def _acceptable(accept: Sequence[str], offers: Sequence[Offer]) -> Offer:
    chosen = choose_offer(accept, offers)
    if chosen is None:
        raise RefusedError(406, "not-acceptable", f"there are {name_types(offers)}")
    return chosen
