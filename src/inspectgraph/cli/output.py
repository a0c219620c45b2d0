"""Printing: tables to people, CSV and JSON to programs."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence

import click

from inspectgraph.ask.table import Table
from inspectgraph.export.tables import write_csv, write_json
from inspectgraph.export.terminal import printed, write_text


def uses_colour() -> bool:
    """Whether to colour: only on a terminal, and not where NO_COLOR asks for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


PIPED_WIDTH = 160
"""Characters to which a table is folded when its reader's width is not known."""


def terminal_width() -> int:
    """The terminal's width in characters, `PIPED_WIDTH` when the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED_WIDTH


def say(line: str, *, err: bool = False) -> None:
    """Print a line of which a part comes from a letter or a file's name: nothing in it moves the cursor."""
    click.echo(printed(line), err=err)


def print_quote(heading: str, words: str, place: str) -> None:
    """Print a sentence of a letter: when and how, the words, and where they stand."""
    say(f"  {heading}")
    for line in textwrap.wrap(f"“{words}”", width=96):
        say(f"    {line}")
    say(f"      {place}")


def print_table(
    table: Table, *, format: str, bom: bool = False, records: Sequence[Mapping[str, object]] | None = None
) -> None:
    """Print a Table; as JSON its `records` if they say more than its rows."""
    if format == "json":
        click.echo(write_json(table.records() if records is None else records), nl=False)
    elif format == "csv":
        write_raw(write_csv(table, bom=bom))
    else:
        click.echo(write_text(table, width=terminal_width(), colour=uses_colour()), nl=False)
        click.echo(f"({len(table.rows)} {'row' if len(table.rows) == 1 else 'rows'})", err=True)


def write_raw(text: str) -> None:
    """Write text with its own line ends, whatever the system's are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
