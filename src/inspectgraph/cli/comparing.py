"""`compare`, `common` and `turned`: authorities side by side, how widespread an issue is, who got out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectgraph.cli.options import authority_option, format_option, store_option
from inspectgraph.cli.progress import seconds_shown
from inspectgraph.errors import MisuseError

if TYPE_CHECKING:
    from inspectgraph.remote import Address


_STATUS_HELP = "persistent, recurring, resolved or single at one of them or more."


@click.command()
@click.argument("authorities", nargs=-1, required=True, metavar="AUTHORITY AUTHORITY...")
@click.option("--status", metavar="STATUS", help=_STATUS_HELP)
@click.option("--theme", metavar="THEME", help="One theme, by id or label.")
@store_option
@format_option
def compare(
    authorities: tuple[str, ...],
    status: str | None,
    theme: str | None,
    store_path: Path | Address,
    format_: str,
    bom: bool,
) -> None:
    """Authorities side by side: how each stands on every issue that was raised at one of them.

    "-" means that no letter here raised it there; CSV and JSON have a sentence for each.

    \b
    Example:
      inspectgraph compare Blackpool Lancashire --status persistent
    """
    from inspectgraph.ask.comparison import (
        compare_authorities,
        comparison_records,
        flatten_comparison,
        tabulate_comparison,
    )
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.ask.silence import explain_comparison
    from inspectgraph.cli.output import print_table, say

    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
        comparison = compare_authorities(store, authorities, status=status, theme=theme)
        notes = explain_comparison(store, [council.gss for council in comparison.authorities])
    if format_ == "table" and not comparison.issues:
        say("No such issue was raised at any of them in the letters of this store.")
    elif format_ == "table":
        print_table(tabulate_comparison(comparison), format=format_)
    else:
        print_table(
            flatten_comparison(comparison), format=format_, bom=bom, records=comparison_records(comparison)
        )
    for note in notes:
        say(note, err=format_ != "table")


@click.command()
@click.option(
    "--by", default="theme", metavar="GROUP", help="theme, region, kind or year.", show_default=True
)
@click.option("--theme", metavar="THEME", help="One theme, by id or label.")
@click.option("--evidence", is_flag=True, help="With --theme: each visit that raised it, with a sentence.")
@store_option
@format_option
def common(
    by: str, theme: str | None, evidence: bool, store_path: Path | Address, format_: str, bom: bool
) -> None:
    """How widespread is each issue, and what became of it?

    "councils" are those with a letter in the group, "share" is per cent of them; where fewer than five are
    behind a share, it says "few letters".

    \b
    Example:
      inspectgraph common --by region --theme neglect
      inspectgraph common --theme neglect --evidence
    """
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.ask.silence import theme_label
    from inspectgraph.ask.spread import count_spread, list_raisings
    from inspectgraph.cli.output import print_table, say

    if evidence and theme is None:
        raise MisuseError("--evidence needs one theme", remedy="give --theme too")
    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
        table = count_spread(store, by=by, theme=theme)
        if evidence and theme is not None:
            table = list_raisings(store, theme=theme)
    if format_ == "table" and not table.rows:
        what = "Nothing" if theme is None else theme_label(theme)
        say(f"{what} was never raised in the letters of this store." if theme else "No issue was raised.")
        return
    print_table(table, format=format_, bom=bom)


@click.command()
@click.option("--theme", metavar="THEME", required=True, help="What the issue is about, by id or label.")
@authority_option
@store_option
@format_option
def turned(theme: str, authority: str | None, store_path: Path | Address, format_: str, bom: bool) -> None:
    """Where did an issue become a strength, how long did it take, and in whose words?

    \b
    Example:
      inspectgraph turned --theme consent
    """
    from inspectgraph.ask.listings import scope_of
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.ask.silence import explain_no_turn
    from inspectgraph.ask.turning import find_turns, shorten_turns, turn_quotes, turn_records
    from inspectgraph.cli.output import print_quote, print_table, say

    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
        turns = find_turns(store, theme=theme, authority=authority)
        reason = "" if turns.rows else explain_no_turn(store, scope_of(store, authority=authority), theme)
    if format_ != "table":
        print_table(turns, format=format_, bom=bom, records=turn_records(turns))
        return
    if not turns.rows:
        say(reason)
        return
    print_table(shorten_turns(turns), format=format_)
    for turn in turns.records():
        say("")
        say(f"{turn['issue']}, {turn['council']}")
        for heading, words, place in turn_quotes(turn):
            print_quote(heading, words, place)
