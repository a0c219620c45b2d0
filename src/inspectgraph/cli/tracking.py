"""`issues` and `timeline`: what persists, and what happened when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectgraph.cli.options import authority_option, file_option, format_option, store_option
from inspectgraph.cli.progress import seconds_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectgraph.ask.tracking import Quote
    from inspectgraph.remote import Address

_QUOTES = 3


@click.command()
@authority_option
@file_option
@click.option("--status", metavar="STATUS", help="persistent, recurring, resolved or single.")
@click.option("--theme", metavar="THEME", help="One theme, by id or label.")
@click.option(
    "--since", metavar="DATE", help="Only issues that a visit since then speaks of (2019, 2019-08)."
)
@click.option("--evidence", is_flag=True, help="Show the sentences behind each stance.")
@store_option
@format_option
def issues(
    authority: str | None,
    file: str | None,
    status: str | None,
    theme: str | None,
    since: str | None,
    evidence: bool,
    store_path: Path | Address,
    format_: str,
    bom: bool,
) -> None:
    """Which issues were raised, at which visits, and how do they stand?

    \b
    Example:
      inspectgraph issues --authority Blackpool --status persistent --evidence
    """
    from inspectgraph.ask.columns import flatten_records
    from inspectgraph.ask.dates import checked_date
    from inspectgraph.ask.listings import list_issues, scope_of
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.ask.silence import explain_no_issue
    from inspectgraph.ask.tracking import quotes_of, track_issues
    from inspectgraph.cli.output import print_table, say

    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
        scope = scope_of(store, authority=authority, file=file)
        records = list_issues(store, scope, status=status, theme=theme, since=checked_date(since))
        silence = "" if records else explain_no_issue(store, scope, status=status, theme=theme)
    if format_ != "table":
        print_table(flatten_records("issues", records), format=format_, bom=bom, records=records)
        return
    if not records:
        say(silence)
        return
    print_table(track_issues(records), format=format_)
    if evidence:
        for record in records:
            _print_quotes(list(quotes_of(record, most=_QUOTES)))


@click.command()
@click.argument("authority")
@store_option
@format_option
def timeline(authority: str, store_path: Path | Address, format_: str, bom: bool) -> None:
    """The visits to one authority in time: grades, what was raised and what was settled.

    \b
    Example:
      inspectgraph timeline Blackpool
    """
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.ask.tracking import trace_timeline
    from inspectgraph.cli.output import print_table
    from inspectgraph.knowledge.authorities import find_authority

    gss = find_authority(authority).gss
    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
        table = trace_timeline(store, gss)
    if not table.rows and format_ == "table":
        click.echo("No letter of this store tells of a visit to this authority.")
        return
    print_table(table, format=format_, bom=bom)


def _print_quotes(quotes: Sequence[Quote]) -> None:
    import textwrap

    from inspectgraph.cli.output import say

    before: tuple[str, str] | None = None
    for quote in quotes:
        if before is None:
            click.echo()
            say(quote.issue)
        if before != (quote.date, quote.family):
            say(f"  {quote.date} {quote.family}: {quote.stance}")
        before = (quote.date, quote.family)
        lines = textwrap.wrap(f"“{quote.text}”", width=96)
        for line in lines:
            say(f"    {line}")
        stated = f" [stated: {quote.stated}]" if quote.stated else ""
        say(f"      {quote.place}{stated}")
