"""What a client is told when it gets no answer: problem details (RFC 9457), never a path or a trace."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from inspectgraph.errors import InspectgraphError, MisuseError, QueryEndedError, StoreError

PROBLEM_TYPE = "application/problem+json"
KINDS_AT = "https://w3id.org/inspectgraph/problem/"
"""Before the kind of a problem, this is its `type`; docs/serving.md tells of each."""

TITLES: Mapping[str, str] = {
    "malformed-request": "The request is not as it must be",
    "malformed-query": "The query can't be answered as it stands",
    "read-only": "The store can't be changed here",
    "unknown-address": "There is nothing at this address",
    "unknown-question": "There is no such question",
    "not-acceptable": "The answer is not to be had in such a format",
    "wrong-method": "This address does not take such a request",
    "wrong-content": "A query is not sent like this",
    "too-long": "The request is too long",
    "too-slow": "The request did not arrive in time",
    "query-took-too-long": "The query was ended at the limit of time",
    "query-took-too-much": "The query was ended at the limit of memory",
    "answer-too-long": "The answer is longer than this server gives",
    "engine-failed": "The engine broke down over the query",
    "busy": "The server has too much to do",
    "store-unavailable": "The store can't be read at the moment",
    "no-search-index": "Words can't be looked for in this store",
    "fault": "The server made a mistake",
}
"""Each kind of problem in words."""

_ENDED: Mapping[str, tuple[int, str]] = {
    "time": (504, "query-took-too-long"),
    "memory": (422, "query-took-too-much"),
    "size": (422, "answer-too-long"),
    "cancelled": (503, "busy"),
}
_SOON = {"Retry-After": "5"}

ANY_PAGE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
"""Lets pages of other origins read an answer that goes out past the application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A status, the kind of problem, and what about it; `headers` besides.

    >>> Refusal(status=404, kind="unknown-address", detail="/x").body()["title"]
    'There is nothing at this address'
    """

    status: int
    kind: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        """The members of the problem details."""
        return {
            "type": KINDS_AT + self.kind,
            "title": TITLES[self.kind],
            "status": self.status,
            "detail": self.detail,
        }

    def document(self) -> bytes:
        """The problem details as JSON."""
        return (json.dumps(self.body(), ensure_ascii=False, indent=1) + "\n").encode(errors="replace")

    def raw_response(self) -> bytes:
        """A whole HTTP/1.1 response for a connection on which no request could be read; it ends then."""
        body = self.document()
        lines = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            f"content-type: {PROBLEM_TYPE}",
            f"content-length: {len(body)}",
            *(f"{name.lower()}: {value}" for name, value in {**self.headers, **ANY_PAGE}.items()),
            "connection: close",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + body


class RefusedError(Exception):
    """A request is refused."""

    def __init__(self, status: int, kind: str, detail: str, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.refusal = Refusal(status=status, kind=kind, detail=detail, headers=named)
        super().__init__(status, kind, detail)


class NoSearchIndexError(StoreError):
    """The store has no index of words, or one that this version can't read: waiting does not help."""


def busy_refusal(detail: str) -> Refusal:
    """There is no room at the moment.

    >>> busy_refusal("too many").headers
    {'Retry-After': '5'}
    """
    return Refusal(status=503, kind="busy", detail=detail, headers=_SOON)


def refusal_for(error: InspectgraphError, *, misuse: str = "malformed-request") -> Refusal:
    """What a client is told of an error of ours: without its place, which is a path of the server's.

    `misuse` is the kind of problem where the client's own words were wrong.

    >>> from inspectgraph.errors import StoreError
    >>> refusal_for(StoreError("damaged", where="/home/me/store")).detail
    "the server's store can't be read: tell who runs it"
    """
    if isinstance(error, QueryEndedError):
        status, kind = _ENDED.get(error.code, (500, "engine-failed"))
        headers = _SOON if status == 503 else {}
        return Refusal(status=status, kind=kind, detail=_ended_words(error), headers=headers)
    if isinstance(error, MisuseError):
        return Refusal(status=400, kind=misuse, detail=_words(error))
    if isinstance(error, NoSearchIndexError):
        detail = "the server's store has no index of words that can be used: tell who runs it"
        return Refusal(status=503, kind="no-search-index", detail=detail)
    return Refusal(
        status=503,
        kind="store-unavailable",
        detail="the server's store can't be read: tell who runs it",
        headers=_SOON,
    )


def _words(error: InspectgraphError) -> str:
    return f"{error.what}: {error.remedy}" if error.remedy else error.what


def _ended_words(error: QueryEndedError) -> str:
    """The words, without the options of a command that the client does not run."""
    if error.code == "time":
        return f"{error.what}, which is the limit here: narrow it"
    if error.code == "size":
        return f"{error.what}: ask for less"
    return _words(error)
