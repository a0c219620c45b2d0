"""Answers on their way to a client: what stands in their headers, and how they are sent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from inspectgraph.web.refusing import KINDS_AT, PROBLEM_TYPE, Refusal, busy_refusal
from inspectgraph.web.settings import ServeSettings
from inspectgraph.web.versions import StoreVersion, StoreVersions, entity_tag, is_matched
from inspectgraph.web.workers import QueryWorkers, Worker

if TYPE_CHECKING:
    from inspectgraph.web.figures import Figures

T = TypeVar("T")

GENERATION, ROWS, CUT, TOTAL = (f"Inspectgraph-{word}" for word in ("Generation", "Rows", "Cut", "Total"))
EXPOSED = ("ETag", "Link", "Retry-After", GENERATION, ROWS, CUT, TOTAL)
"""The headers that scripts of other origins may read."""

_SAFE = {
    "X-Content-Type-Options": "nosniff",
    # an answer in XML can be made to hold what a browser would run as a script of this site
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
_PIECE = 1 << 17  # bytes that are sent at once; what starlette's gzip compresses in a thread


class ClientGoneError(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Produced:
    """A whole answer: its bytes, media type with charset, and the generation that it is of."""

    chunks: tuple[bytes, ...]
    content_type: str
    generation: str
    rows: int | None = None
    cut: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


class Service:
    """What the addresses of a server share."""

    def __init__(self, settings: ServeSettings) -> None:
        self.settings = settings
        self.workers = QueryWorkers(settings)
        self.versions = StoreVersions(settings.store)
        self.on_the_way = 0
        """Bytes of answers that are being sent."""
        self.counting = asyncio.Lock()
        self.counted: tuple[StoreVersion, Figures] | None = None
        """The figures of the description that were counted last, and of which version."""


def service_of(request: Request) -> Service:
    """The service that a request is put to."""
    service = request.app.state.service
    assert isinstance(service, Service)
    return service


async def respond(
    request: Request, job: Callable[[Worker], Produced], *, subject: Iterable[object], lasts: bool = True
) -> Response:
    """The response to a request that a worker's `job` answers.

    `subject` is all that the answer depends on besides the store. A client that has it already is told so
    without asking anything; `lasts` is false for an answer that is another one each time.
    """
    service = service_of(request)
    tagged = [*subject, service.settings.limits.rows] if lasts and request.method in ("GET", "HEAD") else None
    known = request.headers.getlist("if-none-match")
    if tagged is not None and known:
        version = await asyncio.to_thread(service.versions.live)
        if is_matched(entity_tag(version, tagged), known):
            return _unchanged(version, tagged)

    def produce(worker: Worker) -> tuple[Produced, StoreVersion]:
        produced = job(worker)
        # within the thread: until its next query the worker holds the generation, and so the manifest
        return produced, service.versions.of(produced.generation)

    produced, version = await unless_gone(request, service.workers.run(produce))
    if tagged is not None and "*" in known:
        return _unchanged(version, tagged)
    headers = {**_headers(version, tagged), **_notices(produced), "Content-Type": produced.content_type}
    return PacedResponse(produced.chunks, headers=headers, service=service)


def _headers(version: StoreVersion, tagged: Iterable[object] | None) -> dict[str, str]:
    tag = {} if tagged is None else {"ETag": entity_tag(version, tagged)}
    kept = "no-store" if tagged is None else "no-cache"
    return {GENERATION: version.generation, "Cache-Control": kept, "Vary": "Accept", **_SAFE, **tag}


def _unchanged(version: StoreVersion, tagged: Iterable[object]) -> Response:
    """The client has it. What compresses adds its word to Vary of whole answers alone."""
    headers = {**_headers(version, tagged), "Vary": "Accept, Accept-Encoding"}
    return Response(status_code=304, headers=headers)


def _notices(produced: Produced) -> dict[str, str]:
    notices = dict(produced.headers)
    if produced.rows is not None:
        notices[ROWS] = str(produced.rows)
    if produced.cut:
        notices[CUT] = "true"
        notices["Link"] = f'<{KINDS_AT}cut>; rel="help"; title="there are more rows than this server gives"'
    return notices


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """What the work comes to; it is cancelled if the client goes away.

    Raises ClientGoneError then. The body of the request must have been read.
    """
    task = asyncio.ensure_future(work)
    watch = asyncio.ensure_future(_wait_until_gone(request.receive))
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientGoneError
        return task.result()
    finally:
        task.cancel()
        watch.cancel()
        await asyncio.gather(task, watch, return_exceptions=True)


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class PacedResponse(Response):
    """A whole answer, sent in pieces at the client's pace; no more bytes than agreed wait for slow ones."""

    def __init__(self, chunks: tuple[bytes, ...], *, headers: Mapping[str, str], service: Service) -> None:
        self._chunks = chunks
        self._length = sum(map(len, chunks))
        self._service = service
        super().__init__(status_code=200, headers={**headers, "content-length": str(self._length)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or say that too many answers are on their way."""
        service = self._service
        if service.on_the_way + self._length > service.settings.held:
            detail = "too many long answers are on their way: ask again in a few seconds"
            await ProblemResponse(busy_refusal(detail))(scope, receive, send)
            return
        service.on_the_way += self._length
        try:
            await self._send(send)
        finally:
            service.on_the_way -= self._length

    async def _send(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        await send(start)
        if self._length <= _PIECE:
            await send({"type": "http.response.body", "body": b"".join(self._chunks)})
            return
        for piece in _pieces(self._chunks):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            await asyncio.sleep(0)  # a client that reads fast must not keep the others waiting
        await send({"type": "http.response.body", "body": b""})


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for place in range(0, len(chunk), _PIECE):
            yield chunk[place : place + _PIECE]


class ProblemResponse(Response):
    """Why there is no answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(
            refusal.document(),
            status_code=refusal.status,
            media_type=PROBLEM_TYPE,
            headers={"Cache-Control": "no-store", **_SAFE, **refusal.headers},
        )
