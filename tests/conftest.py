"""What several rooms' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from inspectgraph.build import build_store

ROOT = Path(__file__).parent.parent

# A loaded machine is slow; a time limit for each example would fail tests for no fault of the code.
settings.register_profile("inspectgraph", deadline=None, derandomize=True)
settings.load_profile("inspectgraph")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five letters."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """A store built from the five letters; tests must not change it."""
    path = tmp_path_factory.mktemp("seed store") / "store"
    build_store(path, [seeds])
    return path
