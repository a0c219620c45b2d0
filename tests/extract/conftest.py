"""What must not change when a letter comes in another shape: its essence."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from inspectgraph.extract import extract_facts
from inspectgraph.extract.model import LetterFacts
from inspectgraph.letters import read_letter_bytes

Essence = dict[str, Any]


def facts_of(source: str | bytes, file: str = "letter.txt") -> LetterFacts:
    data = source.encode() if isinstance(source, str) else source
    return extract_facts(read_letter_bytes(data, file=file))


def essence_of(source: str | bytes, file: str = "letter.txt") -> Essence:
    """The facts of a letter without offsets, hash and labels; a finding is known by its sentence's hash."""
    return dict(_essence(source, file))


@cache
def _essence(source: str | bytes, file: str) -> Essence:
    facts = facts_of(source, file)
    return {
        "kind": facts.kind.value,
        "authority": facts.gss,
        "dates": (facts.dates.start, facts.dates.end) if facts.dates else None,
        "published": facts.published.value if facts.published else None,
        "ordinal": facts.ordinal.value if facts.ordinal else None,
        "covers": plain(facts.covers.value) if facts.covers else None,
        "people": [
            (p.kind, plain(p.name), plain(p.role), plain(p.organisation), p.is_lead) for p in facts.people
        ],
        "judgements": [(j.area, plain(j.label), j.grade) for j in facts.judgements],
        "earlier": [(e.date, e.kind, e.grade) for e in facts.earlier],
        "findings": [(f.id.split("/")[1], f.kind, f.item, plain(f.heading), f.role) for f in facts.findings],
    }


def plain(words: str | None) -> str | None:
    """Words with curly apostrophes made straight."""
    return words.replace("’", "'") if words is not None else None


@pytest.fixture(scope="session")
def read_facts() -> Callable[..., LetterFacts]:
    """Text or bytes, and a file name, to facts."""
    return facts_of


@pytest.fixture(scope="session")
def essence() -> Callable[..., Essence]:
    """Text or bytes, and a file name, to what must not change."""
    return essence_of
