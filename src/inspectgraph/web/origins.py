"""What pages of other origins may do: ask. The letters are public, and nothing here changes anything."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

from inspectgraph.web.answers import EXPOSED, ProblemResponse
from inspectgraph.web.refusing import Refusal

_METHODS = ("GET", "HEAD", "POST")


class OpenToAnyPage(CORSMiddleware):
    """CORS for every origin, without credentials; a refusal is said as all others are."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            app,
            allow_origins=["*"],
            allow_methods=_METHODS,
            allow_headers=["*"],
            allow_private_network=True,
            expose_headers=EXPOSED,
            max_age=86_400,
        )

    def preflight_response(self, request_headers: Headers) -> Response:
        """Whether a page may send what it announces, which depends on the method alone."""
        response = super().preflight_response(request_headers)
        method = request_headers["access-control-request-method"]
        if method in _METHODS:
            return response
        kept = {
            name: value for name, value in response.headers.items() if not name.lower().startswith("content-")
        }
        detail = f"{method[:20]} is not for pages of other origins; there are {', '.join(_METHODS)}"
        return ProblemResponse(Refusal(status=400, kind="malformed-request", detail=detail, headers=kept))
