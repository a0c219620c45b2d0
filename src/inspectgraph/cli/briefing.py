"""`before`: what to know before the next visit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectgraph.cli.options import store_option
from inspectgraph.cli.progress import seconds_shown

if TYPE_CHECKING:
    from inspectgraph.ask.briefing import Briefing
    from inspectgraph.remote import Address


@click.command()
@click.argument("authority")
@click.option("--on", metavar="DATE", help="Count the ages of issues to this day, not to the last visit.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "markdown"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte-order mark, for Excel.")
@store_option
def before(authority: str, on: str | None, store_path: Path | Address, format_: str, bom: bool) -> None:
    """What is open before the next visit, how much it weighs, and what similar authorities did about it?

    Weight is points: what the last visit said of it (4 a concern, 2 good and bad together, three times as
    much in a recommendation, half where it is touched besides), 4 for each visit that raised it, 8 where
    inspectors state that it was raised before. Similar is who shares most open issues. See docs/ledger.md.

    \b
    Example:
      inspectgraph before Blackpool
      inspectgraph before Blackpool --format markdown
    """
    from inspectgraph.ask.briefing import brief, briefing_record, flatten_briefing
    from inspectgraph.ask.dates import checked_date
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.cli.output import print_table, write_raw

    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
        briefing = brief(store, authority, on=checked_date(on))
    if format_ == "markdown" and briefing.visits:
        from inspectgraph.export.markdown import write_markdown

        write_raw(write_markdown(briefing))
    elif format_ in ("table", "markdown"):
        _print_briefing(briefing)
    else:
        print_table(flatten_briefing(briefing), format=format_, bom=bom, records=[briefing_record(briefing)])


def _print_briefing(briefing: Briefing) -> None:
    from inspectgraph.ask.asking import place_words
    from inspectgraph.ask.briefing import briefing_quotes, silence_words, tabulate_briefing
    from inspectgraph.cli.output import print_quote, print_table, say

    if not briefing.visits:
        say("No letter of this store is on a visit to this authority that makes issues.")
        return
    if briefing.visits == 1:
        say("One visit only: nothing can persist yet.")
    if not briefing.issues:
        say("No issue is open.")
        return
    print_table(tabulate_briefing(briefing), format="table")
    if briefing.alike:
        alike = ", ".join(f"{name} ({per_cent} %)" for name, per_cent in briefing.alike)
        say("")
        say(f"Most alike in what is open: {alike}.")
    for issue in briefing.issues:
        say("")
        standing = f"{issue.status}, weight {issue.weight}, {issue.years:g} years{silence_words(issue)}"
        say(f"{issue.label} ({standing})")
        for heading, quote in briefing_quotes(issue):
            print_quote(heading, str(quote["text"]), place_words(quote))
