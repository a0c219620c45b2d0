"""Networks: networkx graphs projected from the store."""

from inspectgraph.networks.full import project_full

__all__ = ["project_full"]
