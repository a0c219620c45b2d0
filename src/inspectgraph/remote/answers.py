"""What a server answers, and its refusals said so that a person can act on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from inspectgraph.errors import StoreError
from inspectgraph.remote.address import Address, shown_address
from inspectgraph.remote.credentials import Credentials

_LINE = 160  # characters of a server's own words that are shown
_MARKUP = re.compile(r"<[^<>]{0,200}>")


class RemoteError(StoreError):
    """A server could not be reached, did not understand, refused, or answered something else.

    `status` is that of its answer, None where it gave none; `changed_nothing` says that the server refused
    the request or never got it.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        remedy: str | None = None,
        status: int | None = None,
        changed_nothing: bool = False,
    ) -> None:
        self.status, self.changed_nothing = status, changed_nothing
        super().__init__(what, where=where, remedy=remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAnswer:
    """A whole answer: its status, headers (names in lower case) and content."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def media_type(self) -> str:
        """The type of the content without its parameters, in lower case; empty where none is said.

        >>> ServerAnswer(status=200, headers={"content-type": "Text/HTML; a=b"}, content=b"").media_type
        'text/html'
        """
        return self.headers.get("content-type", "").partition(";")[0].strip().casefold()


def refusal(answer: ServerAnswer, address: Address, credentials: Credentials) -> RemoteError:
    """The error that an answer other than 2xx is."""
    status, place = answer.status, str(address)
    if 300 <= status < 400:
        return RemoteError(
            f"the server points elsewhere, to {_target(answer, credentials)}, and nothing was sent there",
            where=place,
            remedy="give that address if you trust it",
            status=status,
            changed_nothing=True,
        )
    return RemoteError(
        f"the server answered {status}{_phrase(status)}{_quoted(answer, credentials)}",
        where=place,
        remedy=_remedy(status, credentials),
        status=status,
        changed_nothing=400 <= status < 500,
    )


def _target(answer: ServerAnswer, credentials: Credentials) -> str:
    given = answer.headers.get("location", "")
    if given and not credentials.can_be_hidden:
        return "an address that is not shown"
    return shown_address(credentials.hide(given)) or "nowhere"


def first_line(content: bytes, *, hide: Credentials) -> str:
    """The first words of a server's text: one line, nothing unprintable, no markup, at most 160 characters.

    Empty where the credentials are too short to be hidden.

    >>> first_line(b"<h1>Out\\x1b[2J of memory</h1>\\nat line 7", hide=Credentials(names=""))
    'Out [2J of memory'
    """
    if not hide.can_be_hidden:
        return ""
    # the secrets go first, then what would tear one apart could not hide it
    text = hide.hide(content[:20_000].decode(errors="replace"))
    plain = _MARKUP.sub(" ", text[:16_000])
    lines = (_printable(line) for line in plain.splitlines())
    line = next((line for line in lines if line), "")
    return hide.hide(line if len(line) <= _LINE else f"{line[:_LINE]}...")


def _printable(line: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in line).split())


def _phrase(status: int) -> str:
    try:
        return f" {HTTPStatus(status).phrase}"
    except ValueError:
        return ""


def _quoted(answer: ServerAnswer, credentials: Credentials) -> str:
    line = first_line(answer.content, hide=credentials)
    return f': "{line}"' if line else ""


def _remedy(status: int, credentials: Credentials) -> str:
    if status in (401, 403):
        return f"check {credentials.names}" if credentials.are_given else f"set {credentials.names}"
    if status in (404, 405):
        return "check the address: it must be that of the service itself, see docs/publishing.md"
    if status == 413:
        return "let the server take larger requests, or publish with --update, which sends smaller ones"
    if status == 429 or status >= 500:
        return "look at the server's log, and try again later"
    return "look at the server's log"
