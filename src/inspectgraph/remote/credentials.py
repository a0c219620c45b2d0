"""Credentials: from the environment alone, and never shown."""

from __future__ import annotations

import html
import json
import os
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from inspectgraph.errors import MisuseError

HIDDEN = "***"
_SHORTEST = 4  # characters of a secret that can be told from the words around it
_TOKEN = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A user and a password, or a token; neither where a server asks for none. They have no repr.

    `names` are the variables of the environment that they come from, for messages.

    >>> Credentials(user="ann", password="secret", names="X_USER")
    Credentials(names='X_USER')
    """

    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    names: str

    @property
    def are_given(self) -> bool:
        """Whether there are any."""
        return bool(self.token or self.user)

    @property
    def can_be_hidden(self) -> bool:
        """Whether each is long enough to be found in a server's words; else none of them may be shown.

        >>> Credentials(user="e", password="secret", names="").can_be_hidden
        False
        """
        return all(len(secret) >= _SHORTEST for secret in (self.user, self.password, self.token) if secret)

    def hide(self, text: str) -> str:
        """A server's words without these credentials, should it repeat them, as they are or encoded.

        Nothing is left of the words where the credentials are too short to be told from them.

        >>> ann = Credentials(user="anne", password="pass word", names="")
        >>> ann.hide("no anne with pass+word, pass%20word (YW5uZTpwYXNzIHdvcmQ=)")
        'no *** with ***, *** (***)'
        """
        if not self.can_be_hidden:
            return ""
        secrets = "|".join(map(re.escape, self._secrets()))
        # without case, since %2F may be written %2f
        return re.sub(secrets, HIDDEN, text, flags=re.IGNORECASE) if secrets else text

    def _secrets(self) -> list[str]:
        """The credentials as a server may repeat them, the longest first."""
        pair = b64encode(f"{self.user}:{self.password or ''}".encode()).decode() if self.user else None
        known = (pair, pair and pair.rstrip("="), self.token, self.password, self.user)
        forms = {form for secret in known if secret for form in _written(secret)}
        return sorted(forms, key=lambda form: (-len(form), form))


def _written(secret: str) -> tuple[str, ...]:
    """A secret as it is, and as it stands in an address, in HTML and in JSON."""
    marked = html.escape(secret)
    quoted = [json.dumps(secret, ensure_ascii=ascii)[1:-1] for ascii in (True, False)]
    return (
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        marked,
        marked.replace("&#x27;", "&#39;"),
        html.escape(secret, quote=False),
        *quoted,
        *(text.replace("/", "\\/") for text in quoted),
    )


def read_credentials(prefix: str, environment: Mapping[str, str] | None = None) -> Credentials:
    """Credentials from PREFIX_USER and PREFIX_PASSWORD, or PREFIX_TOKEN, of the environment.

    Raises MisuseError for a user without a password, a password without a user, both kinds at once, or
    signs that no header may hold; a token has neither blanks nor accents.

    >>> read_credentials("X", {"X_TOKEN": "abc"}).are_given, read_credentials("X", {}).are_given
    (True, False)
    """
    known = os.environ if environment is None else environment
    user, password, token = (known.get(f"{prefix}_{name}") or None for name in ("USER", "PASSWORD", "TOKEN"))
    names = f"{prefix}_USER and {prefix}_PASSWORD, or {prefix}_TOKEN"
    if (user is None) != (password is None) or (user and token):
        raise MisuseError("the credentials in the environment are not clear", remedy=f"set {names}")
    if not all(text.isprintable() for text in (user, password, token) if text):
        raise MisuseError(
            "the credentials hold a line end or another control character", remedy=f"set {names}"
        )
    if (user and ":" in user) or (token and not _TOKEN.fullmatch(token)):
        raise MisuseError("the credentials hold a sign that HTTP can't carry", remedy=f"set {names}")
    return Credentials(user=user, password=password, token=token, names=names)
