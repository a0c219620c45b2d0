"""What answers at which address, and how a refusal is said."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inspectgraph.ask.questions import Question
from inspectgraph.errors import InspectgraphError, MisuseError, QueryEndedError
from inspectgraph.web.answers import ClientGoneError, ProblemResponse, Service
from inspectgraph.web.front import list_addresses
from inspectgraph.web.heads import BoundedHeads
from inspectgraph.web.listings import answer_listing
from inspectgraph.web.origins import OpenToAnyPage
from inspectgraph.web.packing import PackedAnswers
from inspectgraph.web.questions import answer_question, list_questions
from inspectgraph.web.refusing import ANY_PAGE, Refusal, RefusedError, refusal_for
from inspectgraph.web.settings import ServeSettings
from inspectgraph.web.sparql import answer_sparql

SPARQL = "/sparql"

_log = logging.getLogger(__name__)  # on the server's standard error, where nobody says otherwise


def make_app(settings: ServeSettings, questions: Mapping[str, Question]) -> Starlette:
    """The application that serves a store and a question library, for any ASGI server.

    Its lifespan ends the processes that answer; nothing is started before the first request without it.
    """
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(OpenToAnyPage), Middleware(BoundedHeads), Middleware(PackedAnswers)],
        exception_handlers={
            RefusedError: _refuse,
            InspectgraphError: _explain,
            HTTPException: _say_status,
            ClientGoneError: _say_nothing,
            Exception: _admit,
        },
        lifespan=_lifespan,
    )
    app.router.redirect_slashes = False  # a redirect would repeat the Host that a client made up
    app.state.service = Service(settings)
    app.state.questions = questions
    return app


def _routes() -> list[Route]:
    return [
        Route("/", list_addresses),
        Route(SPARQL, answer_sparql, methods=["GET", "POST"]),
        Route("/ask", list_questions),
        Route("/ask/", list_questions),
        Route("/ask/{file}", answer_question),
        Route("/{file}", answer_listing),
    ]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    service: Service = app.state.service
    service.workers.start()
    try:
        yield
    finally:
        await service.workers.close()


async def _refuse(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return ProblemResponse(error.refusal)


async def _explain(request: Request, error: Exception) -> Response:
    assert isinstance(error, InspectgraphError)
    if not isinstance(error, (MisuseError, QueryEndedError)):
        _note(request, error)
    misuse = "malformed-query" if request.url.path == SPARQL else "malformed-request"
    return ProblemResponse(refusal_for(error, misuse=misuse))


def _note(request: Request, error: InspectgraphError) -> None:
    """Tell who runs the server what the client is not told: where it is, and what to do."""
    because = "" if error.__cause__ is None else f" [{error.__cause__!r}]"
    _log.error("no answer to %s %.200r: %s%s", request.method, request.scope["path"], error, because)


async def _say_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = headers.get("Allow", "GET, HEAD")
        headers["Allow"] = f"{allowed}, OPTIONS"
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
        detail = f"{request.method[:20]} is not for this address; there are {headers['Allow']}"
        return _problem(error.status_code, "wrong-method", detail, headers)
    if error.status_code == HTTPStatus.NOT_FOUND:
        return _problem(
            error.status_code, "unknown-address", "nothing is there; / lists what there is", headers
        )
    return _problem(error.status_code, "malformed-request", HTTPStatus(error.status_code).phrase, headers)


def _problem(status: int, kind: str, detail: str, headers: Mapping[str, str]) -> Response:
    return ProblemResponse(Refusal(status=status, kind=kind, detail=detail, headers=headers))


async def _say_nothing(request: Request, error: Exception) -> Response:
    """Nobody is there to read it."""
    return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Connection": "close"})


async def _admit(request: Request, error: Exception) -> Response:
    """A fault of ours; the server's own log has the rest."""
    detail = "it was noted where the server runs: tell who runs it"
    # this answer passes by all that would add what pages of other origins need
    return ProblemResponse(Refusal(status=500, kind="fault", detail=detail, headers=ANY_PAGE))
