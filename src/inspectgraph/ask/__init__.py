"""Questions to the store: stored queries and free ones, answered as Tables and records."""

from inspectgraph.ask.query import Answer, run_query, run_rows
from inspectgraph.ask.table import Table

__all__ = ["Answer", "Table", "run_query", "run_rows"]
