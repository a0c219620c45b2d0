"""Building a store: from files to a live graph, in one step for whoever reads it."""

from inspectgraph.build.building import build_store, remove_letters
from inspectgraph.build.cluster import ClusterError, connect_cluster
from inspectgraph.build.rebuilding import rebuild_store
from inspectgraph.build.report import BuildReport, LetterRead

__all__ = [
    "BuildReport",
    "ClusterError",
    "LetterRead",
    "build_store",
    "connect_cluster",
    "rebuild_store",
    "remove_letters",
]
