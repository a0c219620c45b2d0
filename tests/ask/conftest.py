"""The seeds' store, opened for questions, and the parameters of the expected tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import inspectgraph
from inspectgraph.door import GraphDoor

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def door(seed_store: Path) -> Iterator[GraphDoor]:
    with inspectgraph.open(seed_store) as door:
        yield door


@pytest.fixture(scope="session")
def parameters() -> Mapping[str, dict[str, str]]:
    """By question, the parameters with which its expected table was made."""
    with (TESTS / "ask" / "parameters.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["question"]: split_parameters(row["parameters"]) for row in rows}


def split_parameters(written: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in written.split(";") if pair.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


@pytest.fixture(scope="session")
def expected() -> Path:
    """The folder of the expected tables."""
    return TESTS / "expected" / "questions"
