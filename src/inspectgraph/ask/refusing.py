"""What is refused before the engine sees it: updates, calls to other servers, queries of enormous length.

A query is only lexed here, never parsed: strings, IRIs and comments are told from code. All patterns read
their text once, however hostile it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspectgraph.errors import MisuseError

LONGEST_QUERY = 1_000_000
"""Characters that a query may have."""

SKIPPED = re.compile(
    r"'''(?:[^'\\]++|\\.|'(?!''))*+'''|\"\"\"(?:[^\"\\]++|\\.|\"(?!\"\"))*+\"\"\""
    r"|'(?:[^'\\\n\r]++|\\.)*+'|\"(?:[^\"\\\n\r]++|\\.)*+\"|<[^<>{}|^`\"\x00-\x20]*+>|#[^\n\r]*+|\\.",
    re.DOTALL,
)
"""What is no code: strings, IRIs, comments, escaped characters of names."""

_NAME = re.compile(r"[?$]\w+|(?<=:)[\w-]+|@[A-Za-z-]+")
_WORD = re.compile(r"(?<![\w:?$-])[A-Za-z]+(?![\w:-])")
_UPDATES = frozenset("insert delete load clear drop create copy move add with".split())
_FORMS = frozenset("select ask construct describe".split())
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U00([01][0-9A-Fa-f]{5})")
_FROM = re.compile(r"(?<![\w:?$@.%-])(?:ask)?from(?:named)?(?=[\s<:])", re.IGNORECASE)
_PREFIX_FROM = re.compile(r"\bprefix\s+(?:from|fromnamed|askfrom|askfromnamed):", re.IGNORECASE)
_NAME_OR_SERVICE = re.compile(rf"{_NAME.pattern}|(s)(?=ervice)", re.IGNORECASE)


def bare_words(sparql: str) -> Iterator[str]:
    """The words of a query outside strings, IRIs and comments, in lower case.

    >>> list(bare_words('SELECT ?insert { ?s :load "drop" } # clear'))
    ['select']
    """
    for match in _WORD.finditer(SKIPPED.sub(" ", sparql)):
        yield match[0].casefold()


def refuse_long(sparql: str) -> None:
    """Refuse a query of more than `LONGEST_QUERY` characters, or with halves of some. Raises MisuseError.

    >>> refuse_long("ASK {}")
    """
    if len(sparql) > LONGEST_QUERY:
        raise MisuseError(
            f"the query is longer than {LONGEST_QUERY} characters",
            remedy="put long lists of values into several queries",
        )
    try:
        sparql.encode()
    except UnicodeEncodeError as error:
        raise MisuseError("the query is no Unicode text", remedy="check its encoding") from error


def refuse_unfit(sparql: str) -> None:
    """Refuse what is no query of this store: an update, or a call to another server.

    Raises MisuseError.

    >>> refuse_unfit("SELECT * { ?s ?p ?o }")
    """
    words = bare_words(sparql)
    first = next((word for word in words if word in _UPDATES | _FORMS), None)
    if first in _UPDATES:
        raise MisuseError(
            f"{first.upper()} is an update, and the store is changed by `build` and `remove` alone",
            remedy="ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    if _calls_a_server(sparql) or _calls_a_server(_ESCAPED.sub(_unescaped, sparql)):
        raise MisuseError(
            "SERVICE would ask another server, and inspectgraph works offline",
            remedy="take the SERVICE part out",
        )


def _calls_a_server(sparql: str) -> bool:
    """Whether SERVICE stands outside strings, IRIs, comments and names; it needs no space round it."""
    if "service" not in sparql.casefold():
        return False
    return "service" in _NAME.sub(" ", SKIPPED.sub(" ", sparql)).casefold()


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def disarm(sparql: str) -> str:
    """The same query without the word SERVICE in it, for an engine that would ask other servers.

    A lexer can be fooled: `?a<?b)SERVICE#>` may be an IRI or a comparison. So the word is written with an
    escape wherever it is not part of a name: strings and IRIs mean the same, and a call that was
    overlooked is a syntax error.

    >>> print(disarm("ASK { ?service ?p 'Service' }"))
    ASK { ?service ?p '\\u0053ervice' }
    """
    if "service" not in sparql.casefold():
        return sparql
    return _NAME_OR_SERVICE.sub(lambda m: f"\\u{ord(m[1]):04x}" if m[1] else m[0], sparql)


def names_graphs(sparql: str) -> bool:
    """Whether a query says by FROM or FROM NAMED which graphs it is about, instead of all letters.

    >>> names_graphs("SELECT * FROM <urn:g> { ?s ?p ?o }"), names_graphs("ASK { ?from ?p 'from ' }")
    (True, False)
    """
    code = SKIPPED.sub(_blank, sparql)
    return any(code[match.end()] != ":" or not _PREFIX_FROM.search(code) for match in _FROM.finditer(code))


def _blank(match: re.Match[str]) -> str:
    """A space in the place of what is no code; an escaped character is part of a name."""
    return "_" if match[0].startswith("\\") else " "
