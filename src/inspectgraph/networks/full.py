"""The full network: every thing of the store that a person would draw, and how they are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Store

from inspectgraph.ask.query import run_rows
from inspectgraph.knowledge.places import ontology_folder

if TYPE_CHECKING:
    import networkx as nx


def project_full(graph: Store) -> nx.MultiDiGraph:
    """A typed multigraph of authorities, visits, letters, teams, people, issues and themes.

    Nodes are IRIs with `label` and `type`; edges have the predicate's local name as key and `kind`, and
    `weight`, how many facts say so. Nodes and edges come in a fixed order.

    >>> project_full(Store()).number_of_nodes()
    0
    """
    import networkx as nx

    network = nx.MultiDiGraph()
    for row in run_rows(graph, _query("full-nodes")):
        attributes = {name: row[name] for name in ("date", "status", "grade") if name in row}
        network.add_node(row["node"], label=row["label"], type=row["type"], **attributes)
    for row in run_rows(graph, _query("full-edges")):
        if row["source"] in network and row["target"] in network:
            network.add_edge(
                row["source"], row["target"], key=row["kind"], kind=row["kind"], weight=float(row["weight"])
            )
    return network


def _query(name: str) -> str:
    return (ontology_folder() / "networks" / f"{name}.rq").read_text(encoding="utf-8")
