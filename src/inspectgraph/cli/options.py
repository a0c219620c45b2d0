"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inspectgraph.errors import MisuseError

if TYPE_CHECKING:
    from inspectgraph.remote import Address

_Command = TypeVar("_Command", bound=Callable[..., Any])

DEFAULT_STORE = "inspectgraph-store"


class _Place(click.ParamType):  # type: ignore[type-arg]
    """Where a store is: a folder, or where that will do the address of a server's queries."""

    def __init__(self, *, takes_address: bool) -> None:
        self.name = "path|url" if takes_address else "path"
        self._takes_address = takes_address

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | Address:
        if isinstance(value, Path) or ":/" not in str(value):  # a folder, for which nothing more is loaded
            return Path(value)
        from inspectgraph.remote import is_address, read_address

        if not is_address(str(value)):
            return Path(value)
        address = read_address(str(value))
        if self._takes_address:
            return address
        raise MisuseError(
            f"`{ctx.command_path if ctx else 'this'}` needs a store in a folder, not one on a server",
            where=str(address),
            remedy="give --store FOLDER",
        )


def store_option(command: _Command) -> _Command:
    """`--store PATH|URL`, else $INSPECTGRAPH_STORE, else ./inspectgraph-store: of commands that ask."""
    return _store_option(
        command,
        takes_address=True,
        help="The folder of the store, or the address of the queries of a server that it was published to.",
    )


def folder_option(command: _Command) -> _Command:
    """`--store PATH`, else the same: of commands that change the store, or need the whole of it."""
    return _store_option(command, takes_address=False, help="The folder of the store.")


def _store_option(command: _Command, *, takes_address: bool, help: str) -> _Command:
    return click.option(
        "--store",
        "store_path",
        type=_Place(takes_address=takes_address),
        default=lambda: os.environ.get("INSPECTGRAPH_STORE") or DEFAULT_STORE,
        show_default=f"$INSPECTGRAPH_STORE or ./{DEFAULT_STORE}",
        help=help,
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
