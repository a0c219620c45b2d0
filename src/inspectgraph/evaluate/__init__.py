"""How right is a store? Its listings are scored against gold annotations, and sheets make new gold."""

from inspectgraph.evaluate.gold import Gold, read_gold
from inspectgraph.evaluate.scoring import evaluate_store

__all__ = ["Gold", "evaluate_store", "read_gold"]
