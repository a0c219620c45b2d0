"""The issue ledger: findings weighed into stances, stances into statuses. Pure, typed, no store."""

from inspectgraph.ledger.model import Issue, Stance, StatedThere, VisitFinding
from inspectgraph.ledger.weighing import weigh_issues

__all__ = ["Issue", "Stance", "StatedThere", "VisitFinding", "weigh_issues"]
