"""The five letters and all that is found in them, line for line."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).parents[1]
SEEDS = sorted((TESTS.parent / "seeds").glob("*.txt"))
REMEDY = "read the difference; if it is right, run `python tests/regenerate_letters.py`"


@pytest.fixture(scope="module")
def regenerate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("regenerate_letters", TESTS / "regenerate_letters.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found(regenerate: ModuleType) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for seed in SEEDS:
        texts |= regenerate.expected_texts(seed)
    return texts


@pytest.mark.parametrize("ending", ["json", "labels.csv"])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_everything_that_is_found(seed: Path, ending: str, found: Mapping[str, str]) -> None:
    name = f"{seed.stem}.{ending}"
    expected = (TESTS / "expected" / "letters" / name).read_text(encoding="utf-8")
    assert found[name].split("\n") == expected.split("\n"), REMEDY


def test_nothing_else_is_expected(found: Mapping[str, str]) -> None:
    assert sorted(path.name for path in (TESTS / "expected" / "letters").iterdir()) == sorted(found)
    assert len(SEEDS) == 5
    assert all(json.loads(text) for name, text in found.items() if name.endswith(".json"))
