"""The teams of the five letters in seeds/."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.extract.teams import extract_teams
from inspectgraph.letters import read_letter

SEEDS = Path(__file__).parents[3] / "seeds"
TEAMS = {
    "000_04d0429da905e436.txt": ["MASH", "assessment and support teams", "Getting To Good board"],
    "001_373a6aa0690643a2.txt": [
        "MARAC",
        "children with complex needs team",
        "family support service",
        "multi-agency hub",
        "Awaken team",
        "daily multi-agency exploitation and missing-from-care meetings",
        "virtual school",
        "fostering service",
        "Adoption Lancashire and Blackpool",
        "adoption panel",
        "getting to good improvement board",
        "Just Us",
        "corporate parenting board",
        "strengthening and supporting families' teams",
        "supporting our children teams",
    ],
    "002_903346c6d2940e08.txt": [
        "Catalyst team",
        "emergency duty team",
        "Local Safeguarding Children Board",
        "duty and assessment service",
    ],
    "003_d6466b21c827d6ce.txt": ["MASH", "locality teams"],
    "004_6b6a7fc6866eb5aa.txt": ["family group conference service"],
}


def test_the_table_is_whole() -> None:
    assert sum(len(names) for names in TEAMS.values()) == 25


@pytest.mark.parametrize("file", TEAMS)
def test_teams_of_a_seed(file: str) -> None:
    assert [team.name for team in extract_teams(read_letter(SEEDS / file))] == TEAMS[file]
