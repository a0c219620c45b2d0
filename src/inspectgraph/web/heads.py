"""A request's line and headers: their length, which HTTP itself leaves open, and the form of the address."""

from __future__ import annotations

import re
from urllib.parse import unquote

from starlette.types import ASGIApp, Receive, Scope, Send

from inspectgraph.web.answers import ProblemResponse
from inspectgraph.web.refusing import Refusal

LONGEST_HEAD = 1 << 16
"""Bytes that an address may have, and so many all headers together."""

_BEFORE_THE_PATH = re.compile(rb"https?://[^/]*", re.IGNORECASE)


class BoundedHeads:
    """Refuses what is longer. uvicorn's own limit is of what has arrived and is not whole yet.

    An address with scheme and host, as proxies are asked, is the path in it (RFC 9112, part 3.2.2).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or refuse it."""
        refusal = _refusal(scope) if scope["type"] == "http" else None
        if refusal is None:
            await self._app(_with_path(scope), receive, send)
        else:
            await ProblemResponse(refusal)(scope, receive, send)


def _with_path(scope: Scope) -> Scope:
    raw = scope.get("raw_path") or b""
    before = _BEFORE_THE_PATH.match(raw) if scope["type"] == "http" else None
    if before is None:
        return scope
    path = raw[before.end() :] or b"/"
    return {**scope, "raw_path": path, "path": unquote(path.decode("ascii"))}


def _refusal(scope: Scope) -> Refusal | None:
    address = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
    if address > LONGEST_HEAD:
        detail = f"an address may have {LONGEST_HEAD} bytes: send long queries by POST"
        return Refusal(status=414, kind="too-long", detail=detail, headers={"Connection": "close"})
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEAD:
        detail = f"headers may have {LONGEST_HEAD} bytes together"
        return Refusal(status=431, kind="too-long", detail=detail, headers={"Connection": "close"})
    return None
