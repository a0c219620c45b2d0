"""The body of a request, read within bounds of length and time."""

from __future__ import annotations

import asyncio

from starlette.requests import Request

from inspectgraph.web.answers import ClientGoneError
from inspectgraph.web.refusing import RefusedError


async def read_body(request: Request, *, most: int, seconds: float) -> bytes:
    """The body, at most so many bytes that are there after so many seconds.

    Raises RefusedError as soon as it is seen to be longer, or when the time is up; ClientGoneError where the
    client leaves in between.
    """
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or len(announced) > 12 or int(announced) > most:
        raise _too_long(most)
    try:
        async with asyncio.timeout(seconds):
            return await _read(request, most)
    except TimeoutError:
        detail = f"the request's body was not there after {seconds:g} seconds"
        raise RefusedError(408, "too-slow", detail, Connection="close") from None


async def _read(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    length, is_more = 0, True
    while is_more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        parts.append(message.get("body", b""))
        length += len(parts[-1])
        if length > most:
            raise _too_long(most)
        is_more = message.get("more_body", False)
    return b"".join(parts)


def _too_long(most: int) -> RefusedError:
    detail = f"a request's body may have {most} bytes"
    # what is still on its way is not read: the connection ends
    return RefusedError(413, "too-long", detail, Connection="close")
