"""Networks as files for Gephi, Gephi Lite, Cytoscape and yEd, and as a page."""

from inspectgraph.export.gephi.folder import write_folder, write_styled_gexf

__all__ = ["write_folder", "write_styled_gexf"]
