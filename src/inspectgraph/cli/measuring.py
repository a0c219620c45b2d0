"""`measure`: what can be counted of a network."""

from __future__ import annotations

import click

from inspectgraph.cli.network_options import NetworkRequest, network_options
from inspectgraph.cli.options import format_option
from inspectgraph.cli.progress import show_step

MEASURES = ("degree", "strength", "betweenness", "pagerank", "communities", "backbone", "chance")
"""The measures, as in `networks/measures/`: here for `--help`, which loads nothing."""


_IRIS = ("id", "source", "target")
"""Columns that are for programs: a terminal shows the labels beside them."""


@click.command()
@network_options
@click.option(
    "--by",
    "measure_name",
    type=click.Choice(MEASURES),
    default="degree",
    show_default=True,
    help="What to measure; docs/networks.md says what each means.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="What chance begins with."
)
@click.option(
    "--level",
    type=click.FloatRange(min=0, max=1, min_open=True),
    default=0.05,
    show_default=True,
    help="Of `backbone` and `chance`: how unlikely by chance a link must be to stand out.",
)
@click.option(
    "--draws", type=click.IntRange(min=1), help="Of `chance`: tables drawn; else as many as needed."
)
@format_option
def measure(
    request: NetworkRequest,
    measure_name: str,
    seed: int,
    level: float,
    draws: int | None,
    format_: str,
    bom: bool,
) -> None:
    """Measure a network: who is linked most, what lies between, what goes together more than by chance.

    \b
    Example:
      inspectgraph measure inspectors --by degree
      inspectgraph measure co-issues --by communities
      inspectgraph measure issues --by chance
    """
    from inspectgraph.ask.table import without_columns
    from inspectgraph.cli.output import print_table
    from inspectgraph.networks.measures import measure_network

    network = request.project(quotes=False)
    show_step("measuring ...")
    measured = measure_network(network, measure_name, seed=seed, level=level, draws=draws)
    show_step("")
    table = measured.table if format_ != "table" else without_columns(measured.table, _IRIS)
    print_table(table, format=format_, bom=bom)
    for sentence in (measured.meaning, *measured.warnings):
        click.echo(sentence, err=True)
