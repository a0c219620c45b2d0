"""Addresses of servers: http(s) URLs without credentials, shown without what may be secret in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from inspectgraph.errors import MisuseError

_LOOPBACK = ("localhost", "::1")
_SCHEME = re.compile(r"https?:/|\w{2,}://", re.IGNORECASE)  # one letter is a drive


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) URL. As text it is shown without its query, in which a secret may stand.

    >>> str(Address("https://graph.example/sparql?key=abc"))
    'https://graph.example/sparql'
    """

    url: str

    def __str__(self) -> str:
        return shown_address(self.url)

    @property
    def host(self) -> str:
        """The name or number of the host."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Whether the server is on this machine.

        >>> Address("http://127.0.0.1:7878/query").is_loopback, Address("http://127.example/").is_loopback
        (True, False)
        """
        return self.host in _LOOPBACK or _is_loopback_number(self.host)

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read along."""
        return urlsplit(self.url).scheme == "https"


def is_address(text: str) -> bool:
    """Whether this is meant as the address of a server, right or wrong, and not as a folder.

    >>> [is_address(text) for text in ("https://graph.example/sparql", "HTTP:/x", "ftp://x/y")]
    [True, True, True]
    >>> [is_address(text) for text in ("graph", "a/b", "C:/graph", "C://graph", "http")]
    [False, False, False, False, False]
    """
    return _SCHEME.match(text) is not None


def read_address(text: str) -> Address:
    """The address that a person typed.

    Raises MisuseError for what is no http(s) URL with a host that can be looked up, and for one with a user
    or password in it, neither of which is shown.

    >>> read_address("https://ann:secret@graph.example/sparql")
    Traceback (most recent call last):
    ...
    inspectgraph.errors.MisuseError: an address must not hold a user or password \
(https://graph.example/sparql): give them in the environment, see docs/publishing.md
    """
    parts = _split(text)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise _no_address(text)
    if "@" in parts.netloc:
        raise MisuseError(
            "an address must not hold a user or password",
            where=shown_address(text),
            remedy="give them in the environment, see docs/publishing.md",
        )
    url = parts._replace(fragment="").geturl()
    if not _can_be_called(url):
        raise _no_address(text)
    return Address(url)


def shown_address(url: str) -> str:
    """A URL as it may be shown: without user, password, query and fragment, nothing unprintable in it.

    >>> shown_address("https://ann:secret@graph.example:8080/login?back=token#x")
    'https://graph.example:8080/login'
    """
    parts = _split(url)
    if parts is None:
        return "an address that can't be read"
    host = parts.netloc.rpartition("@")[2]
    shown = f"{parts.scheme}://{host}{parts.path}" if host else parts.path
    return "".join(character for character in shown if character.isprintable())[:200]


def _no_address(text: str) -> MisuseError:
    shown = "".join(character for character in text.partition("?")[0] if character.isprintable())
    return MisuseError(
        "this is no address of a server",
        where=None if "@" in text else shown[:200],
        remedy="begin it with http:// or https://, like https://graph.example/sparql",
    )


def _can_be_called(url: str) -> bool:
    """Whether the host has a name that the network knows how to look up."""
    import httpx  # takes long, and is needed next

    try:
        asked = httpx.URL(url)
        _ = asked.host  # decoded here, and wrong then
        asked.raw_host.decode("ascii").encode("idna")
    except (httpx.InvalidURL, UnicodeError):
        return False
    return True


def _split(text: str) -> SplitResult | None:
    """The parts of a URL, None where it is none."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # read when it is asked for, and wrong then
    except ValueError:
        return None
    is_plain = text.isprintable() and " " not in text
    return parts if is_plain or not parts.scheme else None


def _is_loopback_number(host: str) -> bool:
    parts = host.split(".")
    return len(parts) == 4 and parts[0] == "127" and all(part.isdecimal() for part in parts)
