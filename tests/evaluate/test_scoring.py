"""The seeds' store against a small gold folder, and against the script that others score with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from inspectgraph.ask.listings import Scope, list_findings, list_issues, list_letters, list_people, list_teams
from inspectgraph.evaluate import evaluate_store, read_gold
from inspectgraph.evaluate.figures import FamilyScore
from inspectgraph.evaluate.scoring import figure_table, miss_table, tabulate_figures
from inspectgraph.export.tables import write_json
from inspectgraph.store import open_store

SHARED_GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
LISTINGS = {
    "letters": list_letters,
    "findings": list_findings,
    "teams": list_teams,
    "people": list_people,
    "issues": list_issues,
}
FAMILIES = {
    "metadata": "letters",
    "statements": "statements",
    "teams": "teams",
    "issues": "threads",
    "pairs": "pairs",
}
"""The script's names for families, and ours."""


def score(store_path: Path, gold: Path, *, present_only: bool = False) -> tuple[FamilyScore, ...]:
    with open_store(store_path) as store:
        return evaluate_store(store, read_gold(gold), present_only=present_only)


def test_the_seeds_against_a_small_gold(seed_store: Path, gold_folder: Path) -> None:
    scores = score(seed_store, gold_folder)
    assert [s.family for s in scores] == ["letters", "statements", "teams", "threads", "pairs"]
    values = {(s.family, figure.name): figure.value for s in scores for figure in s.figures}
    assert values["letters", "letters scored"] == 2
    for name in ("kind", "visit_start", "inspectors", "overall", "improvement items", "judgement cells"):
        assert values["letters", name] == 1, name
    assert values["statements", "evaluative sentences that became findings"] == 1
    assert values["statements", "polarity right"] == 1
    assert values["teams", "teams"] == 1
    counts = {(s.family, figure.name): figure.n for s in scores for figure in s.figures}
    assert counts["threads", "stance of a visit right"] == 2
    assert values["pairs", "pairs with a quote that is no finding"] == 0
    assert {miss.family for miss in scores if miss.misses} <= {"statements", "threads"}


def test_tables(seed_store: Path, gold_folder: Path) -> None:
    scores = score(seed_store, gold_folder)
    assert tabulate_figures(scores).columns == ("family", "figure", "value", "n", "of")
    figures, misses = figure_table(scores), miss_table(scores)
    assert len(figures.rows) == len(tabulate_figures(scores).rows) > 40
    assert len(misses.rows) == sum(len(s.misses) for s in scores)


@pytest.fixture(scope="module")
def listings(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the listing commands print, a file each."""
    folder = tmp_path_factory.mktemp("listings")
    with open_store(seed_store) as store:
        for name, list_ in LISTINGS.items():
            (folder / f"{name}.json").write_text(write_json(list_(store, Scope())), encoding="utf-8")
    return folder


@pytest.mark.parametrize("present_only", [False, True])
@pytest.mark.parametrize("whose", ["shared", "small"])
def test_same_figures_as_the_script(
    whose: str, present_only: bool, listings: Path, seed_store: Path, gold_folder: Path
) -> None:
    if not (SHARED_GOLD / "score.py").is_file():
        pytest.skip("the shared gold is not here")
    gold = SHARED_GOLD / "dev" if whose == "shared" else gold_folder
    words = [str(SHARED_GOLD / "score.py"), str(gold), str(listings), "--json"]
    words += ["--present-only"] if present_only else []
    done = subprocess.run([sys.executable, *words], capture_output=True, encoding="utf-8", check=True)
    theirs = json.loads(done.stdout)
    ours = {
        (s.family, figure.name): figure
        for s in score(seed_store, gold, present_only=present_only)
        for figure in s.figures
    }
    compared = 0
    for family, figures in theirs.items():
        for name, figure in figures.items():
            mine = ours.pop((FAMILIES[family], name))
            for part, value in figure.items():
                assert getattr(mine, "value" if part == "f1" else part) == value, (family, name, part)
            compared += 1
    assert ours == {}
    assert compared > (70 if whose == "shared" else 40)
