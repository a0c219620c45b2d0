"""Credentials: from the environment alone, and never shown."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspectgraph.errors import MisuseError

HIDDEN = "***"


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

    def hide(self, text: str) -> str:
        """A server's words without these credentials, should it repeat them.

        >>> Credentials(user="ann", password="secret", names="").hide("no ann with secret (YW5uOnNlY3JldA==)")
        'no *** with *** (***)'
        """
        for secret in self._secrets():
            text = text.replace(secret, HIDDEN)
        return text

    def _secrets(self) -> list[str]:
        pair = b64encode(f"{self.user}:{self.password or ''}".encode()).decode() if self.user else None
        known = (pair, pair and pair.rstrip("="), self.token, self.password, self.user)
        return sorted((secret for secret in known if secret), key=len, reverse=True)


def read_credentials(prefix: str, environment: Mapping[str, str] | None = None) -> Credentials:
    """Credentials from PREFIX_USER and PREFIX_PASSWORD, or PREFIX_TOKEN, of the environment.

    Raises MisuseError for a user without a password, a password without a user, both kinds at once, or
    signs that no header may hold.

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
    if (user and ":" in user) or (token and not token.isascii()):
        raise MisuseError("the credentials hold a sign that HTTP can't carry", remedy=f"set {names}")
    return Credentials(user=user, password=password, token=token, names=names)
