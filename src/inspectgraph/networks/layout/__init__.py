"""Positions for the nodes of a network: by forces, in discs where there are many, along years for timelines.

Written without numpy: only + - * / and roots are iterated, so that the places are the same on every machine.
"""

from inspectgraph.networks.layout.placement import FORCE_LIMIT, lay_out, layout_note, marked_years
from inspectgraph.networks.layout.sizes import node_sizes

__all__ = ["FORCE_LIMIT", "lay_out", "layout_note", "marked_years", "node_sizes"]
