"""`search`: findings and letters by their words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspectgraph.cli.options import authority_option, folder_option, format_option
from inspectgraph.cli.progress import seconds_shown

if TYPE_CHECKING:
    from inspectgraph.ask.listings.scope import Record
    from inspectgraph.ask.search import Found

_BEGIN, _END = "\ue000", "\ue001"  # stand for marks while lines are folded; letters of no alphabet
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_WIDTH = 96


class _WordsWithMinus(click.Command):
    """A command to which `-word` is a word to leave out, and no heap of options of one letter each."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(self._read(args)))

    def _read(self, arguments: list[str]) -> Iterator[str]:
        """The arguments with `NOT word` for `-word`, but for those that are the value of an option."""
        takes_value = {name for option in self.params if _takes_value(option) for name in option.opts}
        before = ""
        for argument in arguments:
            is_value = before in takes_value
            yield f"NOT {argument[1:]}" if _leaves_out(argument) and not is_value else argument
            # A value is no option, whatever it looks like; nor is anything that comes after "--".
            before = "" if is_value else argument
            if before == "--":
                takes_value = set()


def _takes_value(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and not parameter.is_flag and not parameter.count


def _leaves_out(argument: str) -> bool:
    return argument.startswith("-") and not argument.startswith("--") and argument not in ("-", "-h")


@click.command(cls=_WordsWithMinus)
@click.argument("words", nargs=-1, required=True)
@authority_option
@click.option("--theme", metavar="THEME", help="Findings on one theme, by id or label.")
@click.option("--kind", metavar="KIND", help="One kind of letter, by id or label.")
@click.option("--polarity", metavar="POLARITY", help="Findings that are a concern, strength, mixed, neutral.")
@click.option("--since", metavar="DATE", help="Visits since then (2019, 2019-08 or 2019-08-14).")
@click.option("--until", metavar="DATE", help="Visits until then, the year, month or day counted in.")
@click.option("--year", metavar="YEAR", help="Visits of one year.")
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=1_000_000),
    default=20,
    show_default=True,
    help="How many hits to show.",
)
@folder_option
@format_option
def search(words: tuple[str, ...], store_path: Path, format_: str, bom: bool, **limits: Any) -> None:
    """Search findings, other passages and headings for WORDS, best first, the words marked.

    All words must occur. '"a phrase"', assess* for a beginning, neglect OR abuse, -word for none of it.

    \b
    Example:
      inspectgraph search "assess*" timely
      inspectgraph search '"core assessments"' OR thresholds --authority Blackpool --polarity concern
    """
    from inspectgraph.ask.search import find_hits, tabulate_hits
    from inspectgraph.cli.output import print_table
    from inspectgraph.store import open_store

    with seconds_shown("reading the store"), open_store(store_path) as store:
        found = find_hits(store, " ".join(words), **limits)
    if format_ == "table":
        _print_hits(found)
    else:
        print_table(tabulate_hits(found.hits), format=format_, bom=bom, records=found.hits)
    _say_total(found)


def _print_hits(found: Found) -> None:
    from inspectgraph.ask.tracking import place_of
    from inspectgraph.cli.output import say, uses_colour

    if not found.hits:
        say("Nothing in the letters of this store matches.")
    begin, end = (_BOLD, _PLAIN) if uses_colour() else ("«", "»")
    for number, hit in enumerate(found.hits):
        if number:
            click.echo()
        say(_heading(hit))
        for line in textwrap.wrap(_marked(hit), width=_WIDTH):
            click.echo(f"  {line.replace(_BEGIN, begin).replace(_END, end)}")
        say(f"    {place_of(hit)}")


def _heading(hit: Record) -> str:
    """What a hit is: the letter, the kind of passage, and its labels.

    >>> _heading({"authority": "Blackpool", "date": "2011-01-19", "kind": "sif", "what": "heading",
    ...     "polarity": None, "themes": []})
    'Blackpool, 2011-01-19 sif: heading'
    """
    letter = ", ".join(filter(None, (_text(hit["authority"]), f"{hit['date'] or 'undated'} {hit['kind']}")))
    themes = hit["themes"] if isinstance(hit["themes"], list) else []
    labels = [str(hit["what"]), *filter(None, [_text(hit["polarity"])]), *map(str, themes)]
    return f"{letter}: {', '.join(labels)}"


def _marked(hit: Record) -> str:
    """The words of a hit with marks, nothing in them that moves the cursor."""
    from inspectgraph.export.terminal import printed

    text = printed(str(hit["text"]))
    marks = hit["marks"] if isinstance(hit["marks"], list) else []
    for start, end in reversed(marks):
        text = f"{text[:start]}{_BEGIN}{text[start:end]}{_END}{text[end:]}"
    return text


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _say_total(found: Found) -> None:
    shown = len(found.hits)
    hits = "hit" if found.total == 1 else "hits"
    all_ = (
        f"{found.total:,} {hits}" if shown == found.total else f"the best {shown:,} of {found.total:,} hits"
    )
    click.echo(f"({all_})", err=True)
