"""Networks: networkx graphs projected from the store."""

from inspectgraph.networks.filters import NetworkFilters, network_filters
from inspectgraph.networks.model import Network, NetworkKind, load_kinds
from inspectgraph.networks.projecting import project_network

__all__ = ["Network", "NetworkFilters", "NetworkKind", "load_kinds", "network_filters", "project_network"]
