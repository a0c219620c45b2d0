"""`publish`: the graph into a triple store of one's organisation."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectgraph.cli.options import folder_option
from inspectgraph.cli.progress import Progress, progress_of
from inspectgraph.errors import ExitCode

if TYPE_CHECKING:
    from inspectgraph.export.publishing import PublishingPlan, Target
    from inspectgraph.remote import Address
    from inspectgraph.store import OpenStore

_SHOWN = 20
_NO_INDEX = "the server has no index: nothing was published there yet, or this is not its address"


@click.command()
@click.argument("url")
@click.option(
    "--update",
    metavar="URL",
    help="Write by SPARQL Update, to this address; URL is then for queries.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@folder_option
def publish(url: str, update: str | None, dry_run: bool, store_path: Path) -> None:
    """Write the graph to a server: each of its graphs that changed; those that are gone are removed.

    URL is that of the server's Graph Store HTTP Protocol. Credentials are taken from the environment:
    INSPECTGRAPH_PUBLISH_USER and INSPECTGRAPH_PUBLISH_PASSWORD, or INSPECTGRAPH_PUBLISH_TOKEN. Wherever it
    stops, run it again and it goes on.

    \b
    Example:
      inspectgraph publish http://127.0.0.1:7878/store
      inspectgraph publish https://graph.example/query --update https://graph.example/update
    """
    from inspectgraph.export.publishing import CREDENTIALS, compare_with_server, open_target
    from inspectgraph.remote import read_address, read_credentials
    from inspectgraph.store import open_store

    address, updates = read_address(url), None if update is None else read_address(update)
    credentials = read_credentials(CREDENTIALS)
    if credentials.are_given:
        _warn_of_readers(place for place in (address, updates) if place is not None)
    with (
        open_store(store_path) as store,
        open_target(address, update=updates, credentials=credentials) as target,
    ):
        if dry_run:
            state = compare_with_server(store, target)
            if not state.lines:
                click.echo(_NO_INDEX, err=True)
            _print_plan(state.plan)
        else:
            _publish(store, target)


def _publish(store: OpenStore, target: Target) -> None:
    from inspectgraph.export.publishing import publish_store

    counter = _Counter()
    try:
        plan = publish_store(store, target, progress=counter)
    except KeyboardInterrupt:
        if not counter.begun:
            raise
        click.echo(
            f"inspectgraph: interrupted; {counter.done} of {counter.total} graphs were published: "
            "run it again to go on",
            err=True,
        )
        raise click.exceptions.Exit(ExitCode.PROBLEMS_FOUND) from None
    if plan.steps:
        _say_count(plan, "published {write} with {quads} quads, removed {remove}; {same} unchanged")
    else:
        _say_count(plan, "nothing changed: {same} there already")


def _print_plan(plan: PublishingPlan) -> None:
    lines = [f"write    {graph.graph} ({graph.quads} quads)" for graph in plan.write]
    lines += [f"remove   {graph}" for graph in plan.remove]
    for line in lines[:_SHOWN]:
        click.echo(line)
    if len(lines) > _SHOWN:
        click.echo(f"... and {len(lines) - _SHOWN} more")
    _say_count(plan, "would publish {write} with {quads} quads, remove {remove}; {same} unchanged")


def _say_count(plan: PublishingPlan, words: str) -> None:
    click.echo(
        words.format(
            write=_graphs(len(plan.write)),
            quads=plan.quads,
            remove=len(plan.remove),
            same=_graphs(len(plan.unchanged)),
        )
    )


def _graphs(number: int) -> str:
    return f"{number} graph" if number == 1 else f"{number} graphs"


def _warn_of_readers(addresses: Iterable[Address]) -> None:
    """Say so where credentials go over a network for all to read."""
    for address in addresses:
        if not (address.is_encrypted or address.is_loopback):
            click.echo(f"warning: credentials go to {address.host} unencrypted: use https", err=True)


class _Counter:
    """How many graphs are done, shown where a person sees it, and whether the writing has begun."""

    def __init__(self) -> None:
        self.begun, self.done, self.total = False, 0, 0
        self._shown: Progress | None = progress_of("graphs")

    def __call__(self, done: int, total: int) -> None:
        self.begun, self.done, self.total = True, done, total
        if self._shown is not None:
            self._shown(done, total)
