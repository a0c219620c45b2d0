"""A connection to one server: credentials on demand, bounded waits, no redirects, answers of bounded size."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspectgraph.closing import ClosedAtExit
from inspectgraph.remote.address import Address
from inspectgraph.remote.answers import RemoteError, ServerAnswer, first_line, refusal
from inspectgraph.remote.credentials import Credentials

if TYPE_CHECKING:
    import httpx

_AGAIN = {429, 502, 503, 504}
_LONGEST_WAIT = 30.0  # seconds, whatever a server asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a server is waited for, in seconds, and how many bytes it may answer.

    `connect` is for the connection, `silence` for each sign of life, `whole` for the whole answer; `waits`
    are the pauses before a request is made again.
    """

    connect: float = 10.0
    silence: float = 120.0
    whole: float = 600.0
    waits: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0)
    largest: int = 512 * 1024 * 1024


PUBLISHING = Patience()
"""For writing: a server may take its time over a graph, and a run is worth waiting for."""

ASKING = Patience(waits=(0.5, 1.0, 2.0))
"""For questions, with somebody waiting."""


class Connection(ClosedAtExit):
    """Requests to one address. A context manager.

    Credentials are sent only to the address itself, and only once its server asks for them (a token from
    the start): as Digest where it asks for that, else as Basic. Redirects are not followed.
    """

    def __init__(
        self,
        address: Address,
        *,
        credentials: Credentials,
        patience: Patience = PUBLISHING,
        pause: Callable[[float], None] | None = None,
    ) -> None:
        import httpx

        self.address, self._credentials = address, credentials
        self._patience, self._pause = patience, pause or time.sleep
        self._auth: httpx.Auth | None = None
        self._reached = False
        self._client = httpx.Client(
            timeout=httpx.Timeout(patience.silence, connect=patience.connect),
            follow_redirects=False,
            # the environment may name a proxy or certificates; what is on this machine needs neither
            trust_env=not address.is_loopback,
            headers={"user-agent": "inspectgraph", **_token_header(credentials)},
        )

    def send(
        self,
        method: str,
        *,
        parameters: Mapping[str, str] | None = None,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        allowed: Iterable[int] = (),
    ) -> ServerAnswer:
        """Make a request, again after a pause where the server is busy or the connection is lost.

        Raises RemoteError unless the answer is 2xx or `allowed`.
        """
        answer = self._insist(self._request(method, parameters or {}, content, headers or {}))
        if 200 <= answer.status < 300 or answer.status in allowed:
            return answer
        raise refusal(answer, self.address, self._credentials)

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _request(
        self, method: str, parameters: Mapping[str, str], content: bytes, headers: Mapping[str, str]
    ) -> httpx.Request:
        import httpx

        try:
            url = httpx.URL(self.address.url).copy_merge_params(dict(parameters))
            return self._client.build_request(method, url, content=content or None, headers=dict(headers))
        except (httpx.InvalidURL, UnicodeError) as error:
            raise self._unsendable() from error

    def _insist(self, request: httpx.Request) -> ServerAnswer:
        """The answer, or the last of them if the server stays busy."""
        unheard = True
        for wait in (*self._patience.waits, None):
            try:
                answer = self._authorized(request)
            except _LostConnectionError as lost:
                unheard = unheard and lost.before_sending
                if wait is None or (lost.before_sending and not self._reached):
                    raise RemoteError(
                        lost.what,
                        where=str(self.address),
                        remedy=lost.remedy,
                        changed_nothing=unheard,
                    ) from lost
                self._pause(wait)
                continue
            self._reached, unheard = True, False
            if answer.status not in _AGAIN or wait is None:
                return answer
            self._pause(_asked_wait(answer, wait))
        raise AssertionError("the last attempt returns or raises")

    def _authorized(self, request: httpx.Request) -> ServerAnswer:
        answer = self._once(request)
        if answer.status in (401, 403) and self._auth is None and self._credentials.user:
            self._auth = _auth_for(answer, self._credentials)
            answer = self._once(request)
        return answer

    def _once(self, request: httpx.Request) -> ServerAnswer:
        import httpx

        limit = time.monotonic() + self._patience.whole
        try:
            response = self._client.send(request, auth=self._auth, stream=True)
            try:
                content = self._read(response, limit)
            finally:
                response.close()
        except httpx.TransportError as error:
            raise self._failure(error) from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise RemoteError(
                "the server's answer can't be read", where=str(self.address), remedy="check the address"
            ) from error
        return ServerAnswer(
            status=response.status_code,
            headers={name.casefold(): value for name, value in response.headers.items()},
            content=content,
        )

    def _read(self, response: httpx.Response, limit: float) -> bytes:
        content = bytearray()
        for part in response.iter_bytes():
            content += part
            if len(content) > self._patience.largest:
                size = self._patience.largest // (1024 * 1024)
                raise RemoteError(
                    f"the server's answer is larger than {size} MB",
                    where=str(self.address),
                    remedy="ask for less",
                )
            if time.monotonic() > limit:
                raise self._too_slow(f"{self._patience.whole:g} seconds")
        return bytes(content)

    def _failure(self, error: httpx.TransportError) -> Exception:
        """What a failure of the transport is: fatal, or worth another attempt."""
        import httpx

        if isinstance(error, httpx.LocalProtocolError):  # its words quote what could not be sent
            return self._unsendable()
        words = first_line(str(error).encode(errors="replace"), hide=self._credentials)
        if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError):
            return _LostConnectionError(words or "it does not answer", before_sending=True)
        if isinstance(error, httpx.TimeoutException):
            return self._too_slow(f"{self._patience.silence:g} seconds")
        if isinstance(error, httpx.NetworkError) or str(error).startswith(_HUNG_UP):
            return _LostConnectionError(words)
        said = f": {words}" if words else ""
        return RemoteError(
            f"the server's answer is no HTTP{said}", where=str(self.address), remedy="check the address"
        )

    def _unsendable(self) -> RemoteError:
        return RemoteError(
            "HTTP can't carry this request",
            where=str(self.address),
            remedy=f"check the address, and {self._credentials.names}",
            changed_nothing=True,
        )

    def _too_slow(self, how_long: str) -> RemoteError:
        return RemoteError(
            f"the server did not answer within {how_long}",
            where=str(self.address),
            remedy="try again when it is less busy, or ask for less",
        )


_HUNG_UP = ("Server disconnected", "peer closed connection")


class _LostConnectionError(Exception):
    """No whole answer came, and another attempt may bring one."""

    def __init__(self, words: str, *, before_sending: bool = False) -> None:
        self.before_sending = before_sending
        if before_sending:
            self.what = f"the server can't be reached: {words}"
            self.remedy = "check the address, and whether the server runs"
        else:
            self.what, self.remedy = "the connection was lost", "see whether the server runs, and try again"
        super().__init__(words)


def _asked_wait(answer: ServerAnswer, wait: float) -> float:
    """The pause that a busy server asks for in seconds, ours where it does not, within bounds."""
    asked = answer.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_WAIT) if asked.isascii() and asked.isdecimal() else wait


def _token_header(credentials: Credentials) -> dict[str, str]:
    return {"authorization": f"Bearer {credentials.token}"} if credentials.token else {}


def _auth_for(answer: ServerAnswer, credentials: Credentials) -> httpx.Auth:
    import httpx

    user, password = credentials.user or "", credentials.password or ""
    if re.search(r"\bdigest\b", answer.headers.get("www-authenticate", ""), re.IGNORECASE):
        return httpx.DigestAuth(user, password)
    return httpx.BasicAuth(user, password)
