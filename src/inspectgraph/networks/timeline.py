"""One authority in time, and what stands around one thing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from inspectgraph.networks.assembling import assemble
from inspectgraph.networks.concept_nodes import authority_nodes
from inspectgraph.networks.facts import NetworkFacts, Quote
from inspectgraph.networks.issue_nodes import issue_nodes, stance_edges
from inspectgraph.networks.model import Network, network_kind
from inspectgraph.networks.visit_nodes import visit_edges, visit_nodes


def project_timeline(
    facts: NetworkFacts, *, scope: str = "", quotes: Mapping[str, Quote] | None = None
) -> Network:
    """The visits of an authority that have a letter, its issues, and how each visit calls them.

    >>> project_timeline(NetworkFacts()).graph.number_of_nodes()
    0
    """
    reported = {letter.visit for letter in facts.letters}
    facts = replace(facts, visits=tuple(visit for visit in facts.visits if visit.iri in reported))
    return assemble(
        "timeline",
        nodes=[
            *authority_nodes(facts),
            *visit_nodes(facts, of_one=True),
            *issue_nodes(facts, quotes or {}, of_one=True),
        ],
        edges=[*visit_edges(facts), *stance_edges(facts)],
        scope=scope,
        corpus=facts.corpus,
    )


def around(network: Network, things: Collection[str], *, scope: str = "") -> Network:
    """The part of a full network that is some things, what they are linked with, and the links among these.

    >>> from inspectgraph.networks.assembling import Edge, Node
    >>> nodes = [Node(name, name, "theme") for name in "abc"]
    >>> all_ = assemble("full", nodes=nodes, edges=[Edge("a", "b", "x"), Edge("b", "c", "x")])
    >>> list(around(all_, ["a"]).graph)
    ['a', 'b']
    """
    graph = network.graph
    centre = {thing for thing in things if thing in graph}
    near = centre.union(*(set(graph.successors(t)) | set(graph.predecessors(t)) for t in centre))
    part = graph.__class__()
    part.add_nodes_from((node, graph.nodes[node]) for node in graph if node in near)
    part.add_edges_from(
        (one, other, key, cells)
        for one, other, key, cells in graph.edges(keys=True, data=True)
        if one in near and other in near
    )
    return replace(network, kind=network_kind("around"), graph=part, scope=scope)
