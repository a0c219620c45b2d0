"""Errors say what, where and what to do, and carry the exit code of docs/contracts.md."""

from __future__ import annotations

import pytest

from inspectgraph.errors import (
    DataError,
    InspectgraphError,
    MisuseError,
    StoreError,
    UnreadableError,
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MisuseError("x"), 2),
        (StoreError("x"), 3),
        (DataError("x"), 3),
        (UnreadableError("x", code="empty"), 3),
        (InspectgraphError("x"), 3),
    ],
)
def test_exit_codes(error: InspectgraphError, code: int) -> None:
    assert error.exit_code == code


@pytest.mark.parametrize(
    ("where", "remedy", "said"),
    [
        (None, None, "no such thing"),
        ("there", None, "no such thing (there)"),
        (None, "look", "no such thing: look"),
        ("there", "look", "no such thing (there): look"),
    ],
)
def test_words(where: str | None, remedy: str | None, said: str) -> None:
    assert str(InspectgraphError("no such thing", where=where, remedy=remedy)) == said
