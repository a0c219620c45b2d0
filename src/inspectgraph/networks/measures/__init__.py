"""Measures of networks: what is central, what belongs together, and what is more than chance."""

from inspectgraph.networks.measures.backbone import backbone, measure_backbone
from inspectgraph.networks.measures.betweenness import measure_betweenness
from inspectgraph.networks.measures.chance import measure_chance
from inspectgraph.networks.measures.communities import measure_communities
from inspectgraph.networks.measures.degree import measure_degree, measure_strength
from inspectgraph.networks.measures.measured import Limits, Measured, Settings
from inspectgraph.networks.measures.pagerank import measure_pagerank
from inspectgraph.networks.measures.registry import MEASURES, Measure, measure_network

__all__ = [
    "MEASURES",
    "Limits",
    "Measure",
    "Measured",
    "Settings",
    "backbone",
    "measure_backbone",
    "measure_betweenness",
    "measure_chance",
    "measure_communities",
    "measure_degree",
    "measure_network",
    "measure_pagerank",
    "measure_strength",
]
