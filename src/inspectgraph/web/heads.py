"""The length of a request's line and headers, which HTTP itself leaves open."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from inspectgraph.web.answers import ProblemResponse
from inspectgraph.web.refusing import Refusal

LONGEST_HEAD = 1 << 16
"""Bytes that an address may have, and so many all headers together."""


class BoundedHeads:
    """Refuses what is longer. uvicorn's own limit is of what has arrived and is not whole yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or refuse it."""
        refusal = _refusal(scope) if scope["type"] == "http" else None
        await (self._app if refusal is None else ProblemResponse(refusal))(scope, receive, send)


def _refusal(scope: Scope) -> Refusal | None:
    address = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
    if address > LONGEST_HEAD:
        detail = f"an address may have {LONGEST_HEAD} bytes: send long queries by POST"
        return Refusal(status=414, kind="too-long", detail=detail, headers={"Connection": "close"})
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEAD:
        detail = f"headers may have {LONGEST_HEAD} bytes together"
        return Refusal(status=431, kind="too-long", detail=detail, headers={"Connection": "close"})
    return None
