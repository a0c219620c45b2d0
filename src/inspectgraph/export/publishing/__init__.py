"""Publishing: the graph, graph by graph, into a triple store of whatever make, and only what changed."""

from inspectgraph.export.publishing.plan import LocalGraph, PublishingPlan
from inspectgraph.export.publishing.publishing import (
    CREDENTIALS,
    PartlyPublishedError,
    PublishingState,
    compare_with_server,
    publish_store,
)
from inspectgraph.export.publishing.targets import GraphStore, Target, UpdateStore, open_target

__all__ = [
    "CREDENTIALS",
    "GraphStore",
    "LocalGraph",
    "PartlyPublishedError",
    "PublishingPlan",
    "PublishingState",
    "Target",
    "UpdateStore",
    "compare_with_server",
    "open_target",
    "publish_store",
]
