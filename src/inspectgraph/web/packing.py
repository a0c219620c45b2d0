"""Compression, for clients that take it (RFC 9110, part 12.5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_WORTH_PACKING = 1_000  # bytes
_CODING = re.compile(r"(?:x-)?gzip(?:\s*;\s*q\s*=\s*([01](?:\.\d{0,3})?))?", re.ASCII | re.IGNORECASE)
_NAME = "accept-encoding"


class PackedAnswers:
    """Sends long answers as gzip. starlette's gzip overlooks that `gzip;q=0` means: anything but that."""

    def __init__(self, app: ASGIApp) -> None:
        self._packing = GZipMiddleware(app, minimum_size=_WORTH_PACKING, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, without a wish that is none."""
        if scope["type"] == "http" and not takes_gzip(Headers(scope=scope).getlist(_NAME)):
            kept = [(name, value) for name, value in scope["headers"] if name != _NAME.encode()]
            scope = {**scope, "headers": kept}
        await self._packing(scope, receive, send)


def takes_gzip(accept_encoding: Iterable[str]) -> bool:
    """Whether the values of a request's Accept-Encoding headers like gzip, by name.

    >>> takes_gzip(["br, gzip"]), takes_gzip(["gzip;q=0.0, identity"]), takes_gzip(["nogzip"])
    (True, False, False)
    """
    codings = [_CODING.fullmatch(part.strip()) for part in ",".join(accept_encoding).split(",")]
    weights = [float(match[1] or 1) for match in codings if match is not None]
    return bool(weights) and min(weights) > 0
