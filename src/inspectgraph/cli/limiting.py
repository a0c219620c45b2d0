"""`--timeout` and `--rows`: what a query may cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])
_SECONDS = 30.0  # those of QueryLimits, without importing it: a test says so
_ROWS = 100_000


class _Limit(click.ParamType):  # type: ignore[type-arg]
    """A number, or "none" for no limit. What number is no limit is said by QueryLimits."""

    def __init__(self, number: type[float] | type[int], *, zero_is_none: bool) -> None:
        self.name = "seconds" if number is float else "number"
        self._number = number
        self._zero_is_none = zero_is_none

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float | int | None:
        if str(value).casefold() == "none":
            return None
        try:
            number = self._number(value)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no {'whole ' if self._number is int else ''}number, and not none")
        return None if self._zero_is_none and number == 0 else number


def timeout_option(command: _Command) -> _Command:
    """`--timeout SECONDS`: after them the query is ended."""
    return click.option(
        "--timeout",
        "seconds",
        type=_Limit(float, zero_is_none=True),
        default=_SECONDS,
        show_default=True,
        metavar="SECONDS",
        help="End the query after so many seconds; 0 or none for no limit.",
    )(command)


def rows_option(command: _Command) -> _Command:
    """`--rows NUMBER`: an answer is cut after them."""
    return click.option(
        "--rows",
        type=_Limit(int, zero_is_none=False),
        default=_ROWS,
        show_default=True,
        metavar="NUMBER",
        help="Show no more than so many rows or triples; none for all.",
    )(command)
