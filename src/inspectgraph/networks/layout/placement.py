"""Where the nodes of a network stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING

from inspectgraph.networks.layout.bodies import Bodies, Place, merge_bodies, pick_bodies, read_bodies
from inspectgraph.networks.layout.components import find_components
from inspectgraph.networks.layout.forces import settle
from inspectgraph.networks.layout.grouping import (
    Bands,
    group_by_council,
    group_leaves,
    has_councils,
    reading_order,
)
from inspectgraph.networks.layout.labels import label_width
from inspectgraph.networks.layout.packing import Part, pack, place_in_block
from inspectgraph.networks.layout.rings import arrange_disc
from inspectgraph.networks.layout.sizes import node_sizes
from inspectgraph.networks.layout.spreading import spread
from inspectgraph.networks.layout.timeline import place_in_time, year_marks
from inspectgraph.networks.model import Network

if TYPE_CHECKING:
    import networkx as nx

FORCE_LIMIT = 2500
"""The most nodes that are placed by forces alone: some seconds, and the eye still finds its way."""


def lay_out(network: Network, *, seed: int = 0) -> dict[str, Place]:
    """A place for each node, in sorted order, rounded to 1 decimal; y grows upwards.

    The same network and seed give the same places on every machine, in whatever order its nodes and edges
    were added. No two nodes overlap, as `node_sizes` has their radii. A timeline has years along x; in other
    networks forces place what hangs together, parts stand beside each other, and above FORCE_LIMIT nodes what
    belongs to one council stands in a disc of its own.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph()
    >>> some.add_node("a", label="Neglect", type="theme")
    >>> lay_out(Network(kind=network_kind("co-issues"), graph=some))
    {'a': (0.0, 0.0)}
    """
    sizes = node_sizes(network.graph)
    if is_timeline(network):
        placed = place_in_time(network.graph, sizes)
    else:
        placed = _place_by_links(network.graph, sizes, seed=seed)
    # Adding 0.0 makes 0.0 of -0.0.
    return {node: (round(placed[node][0], 1) + 0.0, round(placed[node][1], 1) + 0.0) for node in sizes}


def marked_years(network: Network) -> list[tuple[int, float]]:
    """Where each year begins along x; none where years do not run along it."""
    return year_marks(network.graph) if is_timeline(network) else []


def is_timeline(network: Network) -> bool:
    """Whether years run along x in this network's layout."""
    return network.kind.name == "timeline"


def layout_note(network: Network) -> str | None:
    """How a network too large for forces alone was placed, in a sentence; None for others."""
    count = network.graph.number_of_nodes()
    if count <= FORCE_LIMIT or is_timeline(network):
        return None
    too_many = f"{count:,} nodes are more than the {FORCE_LIMIT:,} that forces alone place well"
    if has_councils(network.graph):
        return (
            f"{too_many}: each council has a disc with its visits, issues and teams on rings, "
            "and forces placed the discs and what councils share"
        )
    return f"{too_many}: only their rough places were found by forces, so filter for a finer picture"


def _place_by_links(graph: nx.MultiDiGraph, sizes: Mapping[str, float], *, seed: int) -> dict[str, Place]:
    names = sorted(graph)
    bodies = read_bodies(graph, sizes)
    components = find_components(bodies)
    by_council = len(names) > FORCE_LIMIT and has_councils(graph)
    members, parts = [], []
    for component in (component for component in components if len(component) > 1):
        own, own_names = pick_bodies(bodies, component), [names[body] for body in component]
        groups = (group_by_council if by_council else group_leaves)(graph, own_names, own)
        members.append(component)
        parts.append(Part(own.radii, place_groups(own, groups, chance=Random(seed))))
    if alone := [component[0] for component in components if len(component) == 1]:
        alone.sort(key=lambda body: (reading_order(graph.nodes[names[body]]), body))
        members.append(alone)
        parts.append(_block(graph, [names[body] for body in alone], sizes))
    return {
        names[body]: place
        for part, places in zip(members, pack(parts), strict=True)
        for body, place in zip(part, places, strict=True)
    }


def place_groups(bodies: Bodies, groups: Sequence[Bands], *, chance: Random) -> list[Place]:
    """The places of bodies: each group in a disc, the discs by forces."""
    discs = [arrange_disc(bands, bodies.radii) for bands in groups]
    group_of = [0] * len(bodies.radii)
    for number, disc in enumerate(discs):
        for body in disc.members:
            group_of[body] = number
    joint = merge_bodies(bodies, group_of=group_of, radii=[disc.radius for disc in discs])
    middles = spread(joint.radii, settle(joint, chance=chance))
    places = [(0.0, 0.0)] * len(bodies.radii)
    for disc, (x, y) in zip(discs, middles, strict=True):
        for body, (across, up) in zip(disc.members, disc.places, strict=True):
            places[body] = (x + across, y + up)
    return places


def _block(graph: nx.MultiDiGraph, nodes: Sequence[str], sizes: Mapping[str, float]) -> Part:
    """Nodes without links, in rows."""
    radii = [sizes[node] for node in nodes]
    return Part(
        radii, place_in_block(radii, [label_width(str(graph.nodes[node]["label"])) for node in nodes])
    )
