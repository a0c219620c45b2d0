"""The listings that are a contract with other programs (docs/contracts.md): one module each."""

from inspectgraph.ask.listings.findings import list_findings
from inspectgraph.ask.listings.issues import list_issues
from inspectgraph.ask.listings.letters import list_letters
from inspectgraph.ask.listings.people import list_people
from inspectgraph.ask.listings.scope import Scope, scope_of
from inspectgraph.ask.listings.teams import list_teams
from inspectgraph.ask.listings.visits import list_visits

__all__ = [
    "Scope",
    "list_findings",
    "list_issues",
    "list_letters",
    "list_people",
    "list_teams",
    "list_visits",
    "scope_of",
]
