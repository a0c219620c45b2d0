"""What can go wrong, said so that a person can act on it.

Two shapes of trouble. An `InspectgraphError` ends a command: nothing was changed. A `Problem` is a
value: it costs one letter or one field, is collected, and is shown at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's exit code says.

    >>> int(ExitCode.NOT_DONE)
    3
    """

    FINE = 0
    PROBLEMS_FOUND = 1
    MISUSE = 2
    NOT_DONE = 3


class InspectgraphError(Exception):
    """Base of every error that this package raises on purpose: what, where, what to do.

    >>> print(InspectgraphError("there is no store", where="./graph", remedy="build one first"))
    there is no store (./graph): build one first
    """

    exit_code = ExitCode.NOT_DONE

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        place = f" ({where})" if where else ""
        advice = f": {remedy}" if remedy else ""
        super().__init__(f"{what}{place}{advice}")


class MisuseError(InspectgraphError):
    """The call itself is wrong: an unknown name, a value out of range, a query that does not parse."""

    exit_code = ExitCode.MISUSE


class UnreadableError(InspectgraphError):
    """A source document can't be read as a letter; `code` says why in one word."""

    def __init__(self, what: str, *, code: str, where: str | None = None, remedy: str | None = None) -> None:
        self.code = code
        super().__init__(what, where=where, remedy=remedy)


class StoreError(InspectgraphError):
    """The store can't be opened, read or changed."""


class QueryEndedError(InspectgraphError):
    """A query was ended before its answer was whole; `code` says why in one word.

    `time`, `memory` and `size` are limits, `cancelled` is its asker's wish, `crash` is the engine's fault.
    """

    def __init__(self, what: str, *, code: str, where: str | None = None, remedy: str | None = None) -> None:
        self.code = code
        super().__init__(what, where=where, remedy=remedy)


class MissingPackageError(InspectgraphError):
    """A package is not installed that only this needs.

    >>> print(MissingPackageError("pandas"))
    pandas is not installed: run `pip install pandas`
    """

    def __init__(self, package: str, *, install: str | None = None) -> None:
        super().__init__(f"{package} is not installed", remedy=f"run `pip install {install or package}`")


class DataError(InspectgraphError):
    """A file of domain knowledge in `ontology/` is not as it must be."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Recoverable trouble with a place and a remedy.

    >>> Problem(code="dates-not-found", where="a.txt", message="no visit dates", remedy="look").code
    'dates-not-found'
    """

    code: str
    where: str
    message: str
    remedy: str
