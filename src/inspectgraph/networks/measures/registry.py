"""All measures by name: the names are the choices of the command `measure --by`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from inspectgraph.errors import MisuseError
from inspectgraph.networks.measures.backbone import measure_backbone
from inspectgraph.networks.measures.betweenness import measure_betweenness
from inspectgraph.networks.measures.chance import measure_chance
from inspectgraph.networks.measures.communities import measure_communities
from inspectgraph.networks.measures.degree import measure_degree, measure_strength
from inspectgraph.networks.measures.measured import LEVEL, Limits, Measured, Settings
from inspectgraph.networks.measures.pagerank import measure_pagerank
from inspectgraph.networks.model import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure: what it asks in a few words, for a list of choices, and how it is worked out."""

    title: str
    work_out: Callable[[Network, Settings], Measured]


MEASURES: Final[Mapping[str, Measure]] = {
    "degree": Measure(
        title="who is linked with how many others", work_out=lambda network, _: measure_degree(network)
    ),
    "strength": Measure(
        title="who is linked most strongly", work_out=lambda network, _: measure_strength(network)
    ),
    "betweenness": Measure(
        title="who lies between others",
        work_out=lambda network, given: measure_betweenness(network, seed=given.seed, limits=given.limits),
    ),
    "pagerank": Measure(
        title="who is linked by those who are linked themselves",
        work_out=lambda network, _: measure_pagerank(network),
    ),
    "communities": Measure(
        title="which belong together",
        work_out=lambda network, given: measure_communities(network, seed=given.seed, limits=given.limits),
    ),
    "backbone": Measure(
        title="which links are stronger than expected",
        work_out=lambda network, given: measure_backbone(network, level=given.level),
    ),
    "chance": Measure(
        title="which issues go together more than by chance (of the network `issues`)",
        work_out=lambda network, given: measure_chance(
            network, seed=given.seed, draws=given.draws, level=given.level, limits=given.limits
        ),
    ),
}
"""By name, in the order in which they are listed."""


def measure_network(
    network: Network,
    name: str,
    *,
    seed: int = 0,
    level: float = LEVEL,
    draws: int | None = None,
    limits: Limits | None = None,
) -> Measured:
    """A network by the measure of this name; settings that it does not know are left alone.

    The same network and settings give the same table. Raises MisuseError for an unknown name, a setting
    out of range, a network that is too large or of another kind than the measure is for, and
    MissingPackageError where an extra is not installed.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = Network(kind=network_kind("similar"), graph=networkx.MultiDiGraph())
    >>> measure_network(some, "degree").warnings
    ('The network is empty: there is nothing to measure.',)
    """
    if name not in MEASURES:
        raise MisuseError(f"there is no measure {name!r}", remedy=f"it is one of {', '.join(MEASURES)}")
    settings = Settings(seed=seed, level=level, draws=draws, limits=limits or Limits())
    return MEASURES[name].work_out(network, settings)
