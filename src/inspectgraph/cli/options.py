"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

DEFAULT_STORE = "inspectgraph-store"


def store_option(command: _Command) -> _Command:
    """`--store PATH`, else $INSPECTGRAPH_STORE, else ./inspectgraph-store."""
    return click.option(
        "--store",
        "store_path",
        type=click.Path(path_type=Path),
        default=lambda: Path(os.environ.get("INSPECTGRAPH_STORE") or DEFAULT_STORE),
        show_default=f"$INSPECTGRAPH_STORE or ./{DEFAULT_STORE}",
        help="The folder of the store.",
    )(command)


def format_option(command: _Command) -> _Command:
    """`--format table|csv|json` and `--bom`."""
    command = click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, for Excel.")(
        command
    )
    return click.option(
        "--format",
        "format_",
        type=click.Choice(["table", "csv", "json"]),
        default="table",
        show_default=True,
        help="How to print the answer.",
    )(command)


def authority_option(command: _Command) -> _Command:
    """`--authority NAME|CODE`."""
    return click.option("--authority", metavar="NAME|CODE", help="One council, by name or GSS code.")(command)


def file_option(command: _Command) -> _Command:
    """`--file NAME`."""
    return click.option("--file", "file", metavar="NAME", help="One letter, by its file.")(command)
