"""The store: a folder on disk with the graph in it, built in one step and read while it is built.

The one place that opens Oxigraph's files. Reading is `open_store`, building `begin_build`.
"""

from inspectgraph.store.check import check_store
from inspectgraph.store.copying import backup_store
from inspectgraph.store.failures import DamagedStoreError
from inspectgraph.store.keeping import kept_letters
from inspectgraph.store.layout import FORMAT_VERSION
from inspectgraph.store.manifest import Manifest, ManifestEntry, ManifestGraph
from inspectgraph.store.nquads import (
    GraphContent,
    canonical_graph,
    dump_nquads,
    graph_of_lines,
    sorted_nquads,
)
from inspectgraph.store.reading import OpenStore, open_store
from inspectgraph.store.transaction import BuildTransaction, begin_build

__all__ = [
    "FORMAT_VERSION",
    "BuildTransaction",
    "DamagedStoreError",
    "GraphContent",
    "Manifest",
    "ManifestEntry",
    "ManifestGraph",
    "OpenStore",
    "backup_store",
    "begin_build",
    "canonical_graph",
    "check_store",
    "dump_nquads",
    "graph_of_lines",
    "kept_letters",
    "open_store",
    "sorted_nquads",
]
