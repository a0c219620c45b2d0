"""Connections whose clients are slow, silent or too many: what uvicorn leaves open is bounded here."""

from __future__ import annotations

import asyncio
import socket

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from inspectgraph.web.heads import LONGEST_HEAD
from inspectgraph.web.refusing import Refusal, busy_refusal

MOST_CONNECTIONS = 250
"""Connections that may be open at once."""
HEAD_SECONDS = 10.0
"""How long a client may take to send a request's line and headers."""
UNREAD_SECONDS = 30.0
"""How long a client may leave unread what is written to it."""


class BoundedProtocol(H11Protocol):
    """HTTP/1.1 by uvicorn, with limits of time for heads that arrive slowly and answers that are read slowly.

    uvicorn knows neither: a client that sends a byte a second, or reads nothing, would be there for ever.
    """

    head_seconds = HEAD_SECONDS
    unread_seconds = UNREAD_SECONDS
    most_connections = MOST_CONNECTIONS

    _head_timer: asyncio.TimerHandle | None = None
    _unread_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, unless too many connections are open."""
        super().connection_made(transport)
        line = transport.get_extra_info("socket")
        if line is not None:  # asyncio does so for some sockets only; without it each answer waits 40 ms
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > self.most_connections:
            self._refuse(busy_refusal("too many connections are open: ask again in a few seconds"))
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        super().connection_lost(exc)
        for timer in (self._head_timer, self._unread_timer):
            if timer is not None:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Take what the client sent."""
        super().data_received(data)
        if self._is_answering() and self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def on_response_complete(self) -> None:
        """Wait for the next request; one that is there already is answered."""
        super().on_response_complete()
        if not self.transport.is_closing() and not self._is_answering():
            self._await_head()

    def pause_writing(self) -> None:
        """The client does not read: wait a while."""
        super().pause_writing()
        if self._unread_timer is None:
            self._unread_timer = self.loop.call_later(self.unread_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client reads again."""
        super().resume_writing()
        if self._unread_timer is not None:
            self._unread_timer.cancel()
            self._unread_timer = None

    def timeout_keep_alive_handler(self) -> None:
        """End a connection on which nothing more comes, be it that the last answer is not read."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(self.unread_seconds, self.transport.abort)

    def send_400_response(self, msg: str) -> None:
        """Say that no request could be read, which is all that is known here."""
        detail = f"this is no HTTP/1.1, or its line and headers have more than {LONGEST_HEAD} bytes"
        self._refuse(Refusal(status=400, kind="malformed-request", detail=detail))

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _await_head(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
        self._head_timer = self.loop.call_later(self.head_seconds, self._refuse_slow_head)

    def _refuse_slow_head(self) -> None:
        if self.transport.is_closing() or self._is_answering():
            return
        if self.conn.trailing_data[0]:
            detail = f"the request's line and headers were not there after {self.head_seconds:g} seconds"
            self._refuse(Refusal(status=408, kind="too-slow", detail=detail))
        else:
            self.transport.close()

    def _refuse(self, refusal: Refusal) -> None:
        """Answer outside h11, which has no request to answer, and end the connection."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE, h11.ERROR):
            self.transport.write(refusal.raw_response())
        self.transport.close()
        self.loop.call_later(self.unread_seconds, self.transport.abort)
