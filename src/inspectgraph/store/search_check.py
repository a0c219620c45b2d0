"""Whether a search index is whole and that of its generation's letters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from inspectgraph.errors import Problem, StoreError
from inspectgraph.store.failures import DamagedStoreError
from inspectgraph.store.manifest import Manifest
from inspectgraph.store.search_file import REMEDY, SQLITE_FAILURES, has_full_text_search, open_to_read

_COUNTS = "SELECT key, digest, pieces, (SELECT count(*) FROM piece WHERE letter = letter.id) FROM letter"


def check_search(path: Path, manifest: Manifest) -> Iterator[Problem]:
    """What is wrong with the index at `path`: missing, damaged, or of other letters.

    Reads all of it, into memory (0.8 s for 285 letters).
    """
    if not has_full_text_search():
        return
    try:
        with open_to_read(path) as connection:
            letters = connection.execute(_COUNTS).fetchall()
            fault = _fault_within(connection)
    except StoreError as error:
        is_damage = isinstance(error, DamagedStoreError)
        wrong = "missing" if not path.is_file() else "damaged" if is_damage else "unreadable"
        yield _problem(f"search-index-{wrong}", path, error.what, remedy=error.remedy or REMEDY)
        return
    if fault:
        yield _problem("search-index-damaged", path, f"the search index is damaged: {fault}")
    elif {key: digest for key, digest, _, _ in letters} != {e.key: e.digest for e in manifest.entries}:
        yield _problem("search-index-stale", path, "the search index is of other letters than the store")
    elif any(said != found for _, _, said, found in letters):
        yield _problem("search-index-incomplete", path, "the search index lacks pieces of a letter")


def _fault_within(connection: sqlite3.Connection) -> str | None:
    """What SQLite and FTS5 say of the file; FTS5 checks only what it may write, so that is a copy."""
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        return str(said)
    copy = sqlite3.connect(":memory:")
    try:
        connection.backup(copy)
        copy.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    except SQLITE_FAILURES as error:
        return str(error)
    finally:
        copy.close()
    return None


def _problem(code: str, path: Path, message: str, *, remedy: str = REMEDY) -> Problem:
    return Problem(code=code, where=str(path), message=message, remedy=remedy)
