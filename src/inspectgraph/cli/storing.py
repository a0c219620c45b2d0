"""`problems` and `store`: what is doubtful in a store, and its care."""

from __future__ import annotations

from pathlib import Path

import click

from inspectgraph.cli.options import authority_option, folder_option, format_option
from inspectgraph.cli.progress import seconds_shown
from inspectgraph.errors import ExitCode


@click.command()
@authority_option
@folder_option
@format_option
def problems(authority: str | None, store_path: Path, format_: str, bom: bool) -> None:
    """Which files were refused, which fields are doubtful, which letters are missing?

    \b
    Example:
      inspectgraph problems --authority Blackpool
    """
    from inspectgraph.ask.listings import scope_of
    from inspectgraph.ask.problems import count_letters, list_problems
    from inspectgraph.cli.output import print_table, say
    from inspectgraph.store import open_store

    with seconds_shown("reading the store"), open_store(store_path) as store:
        scope = scope_of(store, authority=authority)
        table, counts = list_problems(store, scope), count_letters(store, scope)
    if format_ == "table":
        say("Letters by kind and year")
        print_table(counts, format="table")
        click.echo()
        say("Problems" if table.rows else "No problem was found.")
    if format_ != "table" or table.rows:
        print_table(table, format=format_, bom=bom)


@click.group()
def store() -> None:
    """Look after the store: info, check, backup, rebuild.

    \b
    Example:
      inspectgraph store check
    """


@store.command()
@folder_option
@format_option
def info(store_path: Path, format_: str, bom: bool) -> None:
    """What is in the store: format, generation, letters, quads.

    \b
    Example:
      inspectgraph store info
    """
    from inspectgraph.ask.table import Table
    from inspectgraph.cli.output import print_table
    from inspectgraph.store import FORMAT_VERSION, open_store

    with open_store(store_path) as opened:
        manifest = opened.manifest
        facts: dict[str, str | int] = {
            "folder": str(opened.path),
            "format": FORMAT_VERSION,
            "generation": opened.generation,
            "letters": len(manifest.entries),
            "quads": sum(e.quads for e in manifest.entries) + sum(g.quads for g in manifest.graphs),
            "files refused": len(manifest.refused),
            "built by": (manifest.fact("stamp") or "").partition(" ")[0],
        }
    print_table(Table(columns=("what", "value"), rows=tuple(facts.items())), format=format_, bom=bom)


@store.command()
@folder_option
@format_option
def check(store_path: Path, format_: str, bom: bool) -> None:
    """Read the whole store and say what is wrong with it, if anything is.

    \b
    Example:
      inspectgraph store check
    """
    from inspectgraph.ask.table import tabulate
    from inspectgraph.cli.output import print_table, say
    from inspectgraph.store import check_store

    with seconds_shown("checking the store"):
        found = check_store(store_path)
    rows = ({"code": p.code, "where": p.where, "message": p.message, "remedy": p.remedy} for p in found)
    if found or format_ != "table":
        print_table(tabulate(("code", "where", "message", "remedy"), rows), format=format_, bom=bom)
    else:
        say("The store is whole.")
    if found:
        raise click.exceptions.Exit(ExitCode.PROBLEMS_FOUND)


@store.command()
@click.argument("destination", type=click.Path(path_type=Path))
@folder_option
def backup(destination: Path, store_path: Path) -> None:
    """Copy the whole store into a new folder, from which it opens.

    \b
    Example:
      inspectgraph store backup graph-of-today
    """
    from inspectgraph.cli.output import say
    from inspectgraph.store import backup_store

    with seconds_shown("copying the store"):
        backup_store(store_path, destination)
    say(f"copied to {destination}")


@store.command()
@folder_option
@click.option("--wait", is_flag=True, help="Wait while another build holds the store's lock.")
def rebuild(store_path: Path, wait: bool) -> None:
    """Build the store anew from what it keeps of each letter; the letters themselves are not needed.

    \b
    Example:
      inspectgraph store rebuild
    """
    from inspectgraph.build import rebuild_store
    from inspectgraph.cli.output import say

    with seconds_shown("building the store"):
        letters = rebuild_store(store_path, wait=None if wait else 0)
    say(f"rebuilt from {letters} letters")
