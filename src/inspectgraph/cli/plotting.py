"""`plot`: pictures for a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspectgraph.cli.network_options import filter_options
from inspectgraph.cli.options import store_option
from inspectgraph.cli.progress import seconds_shown
from inspectgraph.cli.whole import refuse_existing, written_whole

if TYPE_CHECKING:
    from inspectgraph.remote import Address

PLOTS = ("issues", "grades", "spread", "co-issues", "regions")
"""The plots, as in `export/plots/`: here for `--help`, which loads nothing."""


@click.command()
@click.argument("name", metavar="PLOT", type=click.Choice(PLOTS))
@click.argument("out", type=click.Path(path_type=Path))
@filter_options
@store_option
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def plot(name: str, out: Path, store_path: Path | Address, force: bool, **filters: Any) -> None:
    """Draw a plot as SVG or PNG: issues and grades of an authority; spread, co-issues and regions of many.

    \b
    Example:
      inspectgraph plot issues blackpool.svg --authority Blackpool
      inspectgraph plot spread spread.png --since 2018
    """
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.export.plots import plot as draw
    from inspectgraph.export.plots.plotting import format_of
    from inspectgraph.networks import network_filters

    format = format_of(out)
    refuse_existing(out, force=force)
    chosen = network_filters(**filters)
    with (
        seconds_shown("drawing"),
        open_for_questions(store_path) as store,
        written_whole(out) as stream,
    ):
        draw(store, name, chosen, stream, format=format)
    click.echo(f"wrote {out}", err=True)
