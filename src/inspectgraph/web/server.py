"""Listening: the socket, uvicorn on it, and an end that leaves no process behind."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import socket
from collections.abc import Callable
from contextlib import suppress

from starlette.applications import Starlette
from uvicorn import Config, Server

from inspectgraph.errors import InspectgraphError
from inspectgraph.web.answers import Service
from inspectgraph.web.connections import BoundedProtocol
from inspectgraph.web.heads import LONGEST_HEAD

_LAST_WORDS = 3  # seconds that answers on their way have when the server is to end
_KEPT_OPEN = 5  # seconds that a connection without a request stays open
_BACKLOG = 256


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Raises InspectgraphError where the port is taken or there is no such address on this machine.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        raise _no_socket(error, host, port) from error


def _no_socket(error: OSError, host: str, port: int) -> InspectgraphError:
    where = f"{host}:{port}"
    if error.errno == errno.EADDRINUSE:
        return InspectgraphError(
            "the port is taken", where=where, remedy=f"give another, such as --port {port % 65535 + 1}"
        )
    if error.errno == errno.EACCES:
        return InspectgraphError(
            "the port is not for everybody", where=where, remedy="give one above 1023, such as --port 8000"
        )
    return InspectgraphError(
        f"nobody can listen there: {error.strerror or error}",
        where=where,
        remedy="give an address of this machine as --host",
    )


def is_loopback(listening: socket.socket) -> bool:
    """Whether only this machine reaches it.

    >>> with listen("127.0.0.1", 0) as listening:
    ...     is_loopback(listening)
    True
    """
    return ipaddress.ip_address(str(listening.getsockname()[0]).partition("%")[0]).is_loopback


def address_of(listening: socket.socket) -> str:
    """Where it listens, as an address for a browser on this machine."""
    host, port = listening.getsockname()[:2]
    ip = ipaddress.ip_address(str(host).partition("%")[0])
    if ip.is_unspecified:
        host = "127.0.0.1" if ip.version == 4 else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class QuietServer(Server):
    """uvicorn, which says when it listens, and at its end stops the queries that run."""

    def __init__(self, app: Starlette, *, on_ready: Callable[[], None]) -> None:
        super().__init__(_config(app))
        self._service: Service = app.state.service
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets=sockets)
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        self._service.workers.stop()
        await super().shutdown(sockets=sockets)


def _config(app: Starlette) -> Config:
    logging.getLogger("uvicorn.error").addFilter(_is_worth_saying)
    return Config(
        app,
        loop="asyncio",
        http=BoundedProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        timeout_keep_alive=_KEPT_OPEN,
        timeout_graceful_shutdown=_LAST_WORDS,
    )


def _is_worth_saying(record: logging.LogRecord) -> bool:
    """Not that answers were cut off because the server was told to end."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, asyncio.CancelledError) or record.msg.startswith("Cancel "))


def run_server(app: Starlette, listening: socket.socket, *, on_ready: Callable[[], None]) -> None:
    """Answer until Ctrl-C, or until the process is told to end; `on_ready` is called when it answers."""
    server = QuietServer(app, on_ready=on_ready)
    with suppress(KeyboardInterrupt):  # uvicorn has ended in good order, and hands the signal on
        server.run(sockets=[listening])
