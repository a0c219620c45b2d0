"""Plots: what a report or a slide needs, as SVG or PNG."""

from inspectgraph.export.plots.plotting import PLOTS, plot, write_plot

__all__ = ["PLOTS", "plot", "write_plot"]
