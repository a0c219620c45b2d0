"""Free queries answered in a process of their own, which can be ended: the same for all who ask."""

from inspectgraph.ask.limited.dataset import QueryDataset
from inspectgraph.ask.limited.limits import QueryLimits
from inspectgraph.ask.limited.queries import LimitedAnswer, LimitedQueries
from inspectgraph.ask.limited.tables import TABLE_FORMATS, tabulate_answer

__all__ = [
    "TABLE_FORMATS",
    "LimitedAnswer",
    "LimitedQueries",
    "QueryDataset",
    "QueryLimits",
    "tabulate_answer",
]
