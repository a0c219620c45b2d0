"""What the examples of the terms quote stands in the seeds."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r'skos:example "((?:[^"\\]|\\.)+)"@en')
QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)")


def plain(text: str) -> str:
    """Small letters and digits with single spaces, so that markup and line breaks do not matter."""
    return " ".join(re.findall(r"[a-z0-9]+", text.replace("’", "'").lower()))


@cache
def seeds() -> str:
    return " | ".join(plain(path.read_text(encoding="utf-8")) for path in sorted(ROOT.glob("seeds/*.txt")))


def quotations() -> list[str]:
    text = (ROOT / "ontology" / "inspectgraph.ttl").read_text(encoding="utf-8")
    quoted = [words for example in EXAMPLE.findall(text) for words in QUOTED.findall(example)]
    return [part for words in quoted for part in re.split(r"\s*(?:\.\.\.|:)\s*", words) if part]


def test_there_are_quotations() -> None:
    assert len(quotations()) >= 35


@pytest.mark.parametrize("words", quotations())
def test_quotation_stands_in_the_seeds(words: str) -> None:
    assert plain(words) in seeds(), f"no seed says {words!r}: mend the skos:example"
