"""What commands that draw or measure networks share: which network, of which letters and issues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspectgraph.cli.options import authority_option, store_option
from inspectgraph.cli.progress import show_step

if TYPE_CHECKING:
    from inspectgraph.networks import Network
    from inspectgraph.remote import Address

NETWORKS = ("full", "issues", "co-issues", "similar", "inspectors", "teams", "around", "timeline")
"""The kinds of networks, as in `ontology/networks/networks.csv`: here for `--help`, which loads nothing."""

_OPTIONS = (
    "authority",
    "region",
    "theme",
    "status",
    "since",
    "until",
    "letter_kind",
    "name",
    "without_people",
    "backbone",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkRequest:
    """A network as a command asks for it: the values of its options, None where one is not given."""

    kind: str
    store_path: Path | Address
    name: str | None
    without_people: bool
    backbone: float | None
    filters: dict[str, str | None]

    def project(self, *, quotes: bool = True) -> Network:
        """The network. Raises MisuseError for unknown words, StoreError where there is no store."""
        from inspectgraph.ask.opening import open_for_questions
        from inspectgraph.networks import network_filters, project_network

        filters = network_filters(**self.filters)
        show_step("reading the network from the store ...")
        with open_for_questions(self.store_path) as store:
            return project_network(
                store,
                self.kind,
                filters,
                name=self.name,
                quotes=quotes,
                people=not self.without_people,
                backbone=self.backbone,
            )


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which letters and issues."""
    for decorate in (
        click.option("--kind", "letter_kind", metavar="KIND", help="Letters of one kind, as ilacs-standard."),
        click.option("--until", metavar="DATE", help="Visits until the end of a day, month or year."),
        click.option("--since", metavar="DATE", help="Visits since a day, month or year."),
        click.option("--status", metavar="STATUS", help="persistent, recurring, resolved or single."),
        click.option("--theme", metavar="THEME", help="One theme, by id or label."),
        click.option("--region", metavar="REGION", help="One English region, such as London."),
        authority_option,
    ):
        command = decorate(command)
    return command


def full_network(store_path: Path | Address, *, without_people: bool) -> NetworkRequest:
    """The full network of all letters."""
    return NetworkRequest(
        kind="full",
        store_path=store_path,
        name=None,
        without_people=without_people,
        backbone=None,
        filters={},
    )


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument NETWORK and the options that say which letters and issues: as `request`."""

    @wraps(command)
    def asked_for(*, network: str, store_path: Path | Address, **options: Any) -> Any:
        asked = {name: options.pop(name) for name in _OPTIONS}
        request = NetworkRequest(
            kind=network,
            store_path=store_path,
            name=asked.pop("name"),
            without_people=asked.pop("without_people"),
            backbone=asked.pop("backbone"),
            filters=asked,
        )
        return command(request=request, **options)

    decorated: Callable[..., Any] = asked_for
    for decorate in (
        store_option,
        click.option("--without-people", is_flag=True, help="Leave out everybody who is named."),
        click.option(
            "--backbone",
            metavar="LEVEL",
            type=click.FloatRange(min=0, max=1, min_open=True),
            help="Only edges that stand out at this level, such as 0.3 (docs/networks.md).",
        ),
        filter_options,
        click.option("--name", metavar="NAME", help="For `around`: a team, person, issue, authority ..."),
        click.argument("network", metavar="NETWORK", type=click.Choice(NETWORKS)),
    ):
        decorated = decorate(decorated)
    return decorated
