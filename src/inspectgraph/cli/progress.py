"""How far a long command is."""

from __future__ import annotations

import sys

import click


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
