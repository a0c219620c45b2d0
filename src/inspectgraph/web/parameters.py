"""Parameters in an address, as a person types them."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from inspectgraph.web.protocol import read_fields
from inspectgraph.web.refusing import RefusedError

_LONGEST = 1_000  # characters of a value; names of councils and words to look for are shorter


def read_parameters(query_string: bytes, *, known: Collection[str]) -> dict[str, str]:
    """The parameters by name, `-` in names as good as `_`; those left empty, as forms do, are not there.

    Raises RefusedError for a name that is not known, given twice, or with a value of more than 1,000
    characters.

    >>> read_parameters(b"team-type=front-door&theme=", known=["team_type", "theme"])
    {'team_type': 'front-door'}
    """
    values: dict[str, str] = {}
    for given, value in read_fields(query_string):
        name = given.replace("-", "_")
        if name not in known:
            raise _malformed(f"there is no parameter {given[:80]!r}: {near(name, known)}")
        if name in values:
            raise _malformed(f"the parameter {name!r} is given twice")
        if len(value) > _LONGEST:
            raise _malformed(f"the value of {name!r} has more than {_LONGEST} characters")
        values[name] = value
    return {name: value for name, value in values.items() if value}


def near(name: str, known: Collection[str]) -> str:
    """Advice on an unknown name: what was perhaps meant, else all that there are.

    >>> near("autority", ["authority", "theme"])
    'did you mean authority?'
    """
    close = get_close_matches(name[:80], list(known), n=3, cutoff=0.5)
    if close:
        return f"did you mean {' or '.join(close)}?"
    return f"there are {', '.join(known)}" if known else "there are none"


def read_count(text: str, *, most: int) -> int:
    """A number from 1 to `most`. Raises RefusedError for another.

    >>> read_count("20", most=1000)
    20
    """
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= most):
        raise _malformed(f"{text[:20]!r} is no number from 1 to {most}")
    return int(text)


def _malformed(detail: str) -> RefusedError:
    return RefusedError(400, "malformed-request", detail)
