"""The listings that are a contract: `letters`, `visits`, `findings`, `teams`, `people`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspectgraph.cli.options import authority_option, file_option, format_option, store_option
from inspectgraph.cli.progress import seconds_shown

if TYPE_CHECKING:
    from inspectgraph.ask.asked import AskedStore
    from inspectgraph.ask.listings import Scope
    from inspectgraph.remote import Address

    Lister = Callable[[AskedStore, Scope], list[dict[str, object]]]


def run_listing(
    name: str,
    list_: Lister,
    *,
    store_path: Path | Address,
    authority: str | None,
    file: str | None,
    format_: str,
    bom: bool,
) -> None:
    """Open the store, list, print: what every listing command does."""
    from inspectgraph.ask.columns import flatten_records
    from inspectgraph.ask.listings import scope_of
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.cli.output import print_table

    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
        records = list_(store, scope_of(store, authority=authority, file=file))
    print_table(
        flatten_records(name, records, narrow=format_ == "table"), format=format_, bom=bom, records=records
    )


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    return authority_option(file_option(store_option(format_option(command))))


@click.command()
@_with_options
def letters(**options: Any) -> None:
    """List the letters and what each says of itself: kind, dates, people, grades, earlier visits.

    \b
    Example:
      inspectgraph letters --authority Blackpool
    """
    from inspectgraph.ask.listings import list_letters

    run_listing("letters", list_letters, **options)


@click.command()
@_with_options
def visits(**options: Any) -> None:
    """List the visits, those with a letter and those that letters refer to.

    \b
    Example:
      inspectgraph visits --authority Lancashire
    """
    from inspectgraph.ask.listings import list_visits

    run_listing("visits", list_visits, **options)


@click.command()
@click.option("--explain", is_flag=True, help="Say which rules and cues gave each finding its labels.")
@_with_options
def findings(explain: bool, **options: Any) -> None:
    """List what was found, sentence by sentence, with polarity, change, themes and teams.

    \b
    Example:
      inspectgraph findings --file 004_6b6a7fc6866eb5aa.txt --format csv
      inspectgraph findings --file 004_6b6a7fc6866eb5aa.txt --explain
    """
    from functools import partial

    from inspectgraph.ask.listings import list_findings

    name = "findings-explained" if explain else "findings"
    run_listing(name, partial(list_findings, explain=explain), **options)


@click.command()
@click.option(
    "--concerns", is_flag=True, help="Which teams carry which issues, those with most concerns first."
)
@_with_options
def teams(concerns: bool, **options: Any) -> None:
    """List the teams that letters name, with their other names and where they are mentioned.

    \b
    Example:
      inspectgraph teams --authority Blackpool
      inspectgraph teams --authority Blackpool --concerns
    """
    from inspectgraph.ask.listings import list_teams

    if concerns:
        _print_carried(**options)
        return
    run_listing("teams", list_teams, **options)


def _print_carried(
    *, store_path: Path | Address, authority: str | None, file: str | None, format_: str, bom: bool
) -> None:
    from inspectgraph.ask.carrying import carried_records, flatten_carried, list_carried, tabulate_carried
    from inspectgraph.ask.listings import scope_of
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.cli.output import print_table, say

    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
        carried = list_carried(store, scope_of(store, authority=authority, file=file))
        records = [] if format_ == "table" else carried_records(store, carried)
    if format_ != "table":
        print_table(flatten_carried(records), format=format_, bom=bom, records=records)
    elif carried:
        print_table(tabulate_carried(carried), format=format_)
    else:
        say("No finding in the letters asked about names a team.")


@click.command()
@_with_options
def people(**options: Any) -> None:
    """List the people whom letters name in a public role.

    \b
    Example:
      inspectgraph people --format json
    """
    from inspectgraph.ask.listings import list_people

    run_listing("people", list_people, **options)
