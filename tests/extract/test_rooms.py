"""What the rooms of letters and facts must not know: IRIs, files of the store, the names of any letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectgraph.extract.model import LetterFacts

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for room in ("letters", "extract") for path in (ROOT / "src/inspectgraph" / room).rglob("*.py")
)
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_iri_is_made_here(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert not re.search(r"\bmint_|w3id\.org|pyoxigraph|rdflib", text)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_facts_hold_no_iri(seed: Path, read_facts: Callable[..., LetterFacts]) -> None:
    facts = read_facts(seed.read_bytes(), f"folder/{seed.name}")
    assert "w3id" not in repr(facts)
    assert facts.letter.file == f"folder/{seed.name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_rule_names_a_person_of_the_letters(module: Path, read_facts: Callable[..., LetterFacts]) -> None:
    """Doctests may quote the seeds; a pattern or a set of words may not."""
    code = re.sub(r'r?""".*?"""', "", module.read_text(encoding="utf-8"), flags=re.DOTALL)
    names = {p.name for seed in SEEDS for p in read_facts(seed.read_bytes()).people}
    assert len(names) >= 8
    assert [name for name in sorted(names) if name in code] == []


def test_number_of_cases() -> None:
    assert len(MODULES) > 35
    assert len(SEEDS) == 5
