"""What a letter comes to, whatever the file that it was read from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.extract.facts import extract_facts
from inspectgraph.letters.compose import compose_letter
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.readers.plain_text import read_plain_text


def _essence(drafts: list[Draft]) -> dict[str, Any]:
    """What the extractors find, without offsets and hashes of the file."""
    facts = extract_facts(compose_letter(drafts, file="letter", sha256="0" * 64))
    return {
        "kind": facts.kind.value,
        "authority": facts.gss,
        "dates": (facts.dates.start, facts.dates.end) if facts.dates else None,
        "published": facts.published.value if facts.published else None,
        "title": facts.title.value if facts.title else None,
        "people": [(p.kind, p.name, p.role, p.organisation, p.is_lead) for p in facts.people],
        "judgements": [(j.area, j.label, j.grade) for j in facts.judgements],
        "earlier": [(e.date, e.kind, e.grade) for e in facts.earlier],
        "findings": [(f.id.split("/")[1], f.kind, f.item, f.heading, f.role) for f in facts.findings],
    }


@cache
def _seed_essence(path: Path) -> dict[str, Any]:
    return _essence(list(read_plain_text(path.read_bytes(), path.name)))


@pytest.fixture
def essence() -> Callable[[list[Draft]], dict[str, Any]]:
    """What the extractors find in drafts, without offsets and hashes of the file."""
    return _essence


@pytest.fixture
def seed_essence() -> Callable[[Path], dict[str, Any]]:
    """The same of a seed, read from its text."""
    return _seed_essence
