"""The teams, boards and services that a letter names."""

from inspectgraph.extract.teams.gathering import Mentions, extract_teams
from inspectgraph.extract.teams.merging import merge_key, same_team

__all__ = ["Mentions", "extract_teams", "merge_key", "same_team"]
