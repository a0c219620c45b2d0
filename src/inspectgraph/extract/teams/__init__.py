"""The teams, boards and services that a letter names."""

from inspectgraph.extract.teams.gathering import extract_teams, teams_mentioned
from inspectgraph.extract.teams.merging import merge_key, same_team

__all__ = ["extract_teams", "merge_key", "same_team", "teams_mentioned"]
