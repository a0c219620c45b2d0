"""How far a long command is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from threading import Event

_TICK: Final = 1.0  # seconds


class Progress:
    """A counter with rate and time left on stderr, from the first second on; `unit` is what is counted."""

    def __init__(self, unit: str) -> None:
        import time

        self._clock, self._begin, self._unit = time.monotonic, time.monotonic(), unit

    def __call__(self, done: int, total: int) -> None:
        """Show that so many of all are done."""
        passed = self._clock() - self._begin
        if passed < 1:
            return
        left = (total - done) * passed / max(done, 1)
        line = f"{done} of {total} {self._unit}, {done / passed:.1f} a second, {left:.0f} s left"
        click.echo(f"\r{line:<60}", nl=done == total, err=True)


def show_step(what: str) -> None:
    """Say on a terminal what is being done, over what was said before; "" when all is done."""
    if sys.stderr.isatty():
        click.echo(f"\r{what:<60}" + ("" if what else "\r"), nl=False, err=True)


def progress_of(unit: str) -> Progress | None:
    """A Progress where a person sees it, None where standard error goes elsewhere."""
    return Progress(unit) if sys.stderr.isatty() else None


@contextmanager
def seconds_shown(what: str) -> Iterator[None]:
    """Count the seconds on a terminal while something works that can't say how far it is.

    Nothing is shown in the first second, and nothing is left of it at the end.
    """
    if not sys.stderr.isatty():
        yield
        return
    from threading import Event, Thread

    done = Event()
    counting = Thread(target=_count, args=(what, done), daemon=True)
    counting.start()
    try:
        yield
    finally:
        done.set()
        counting.join()


def _count(what: str, done: Event) -> None:
    ticks = 0
    while not done.wait(_TICK):
        ticks += 1
        show_step(f"{what} ... {ticks} s")
    if ticks:
        show_step("")
