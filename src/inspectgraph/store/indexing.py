"""The search index of the generation to come, made of the last one's and of the letters that changed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from inspectgraph.store.failures import store_failures
from inspectgraph.store.manifest import ManifestEntry
from inspectgraph.store.search_file import (
    SQLITE_FAILURES,
    is_damage,
    letters_in,
    open_to_write,
    writing_failures,
)
from inspectgraph.store.search_rows import LetterRows, RowsOf

_Change = Callable[[sqlite3.Connection], object]

_SPARE = 4  # a file of which more than one page in so many is empty is written anew, smaller
_FORGET_WORDS = """
INSERT INTO words(words, rowid, text) SELECT 'delete', id, text FROM piece WHERE letter = ?
"""
_ADD_WORDS = "INSERT INTO words(rowid, text) SELECT id, text FROM piece WHERE id > ? ORDER BY id"


class SearchIndexing:
    """An index in the making. `put` what is at hand; `finish` adds and removes what is still wrong.

    Letters that the last generation's index (`base`) has unchanged cost nothing but the copying of it. Where
    the copy proves damaged, it is dropped and an empty one begun: `finish` puts in what that lacks.
    """

    def __init__(self, path: Path, *, base: Path | None, rows_of: RowsOf) -> None:
        self._path, self._base, self._rows_of = path, base, rows_of
        self._live = letters_in(base) if base else None
        self._connection: sqlite3.Connection | None = None
        self._letters: dict[str, tuple[int, str]] = {}
        self._gone: list[int] = []
        self._known_letters = self._known_pieces = 0

    def is_behind(self, entries: Iterable[ManifestEntry]) -> bool:
        """Whether the last generation's index is not that of these letters."""
        return self._live != {entry.key: entry.digest for entry in entries}

    def put(self, key: str, *, digest: str, nquads: bytes, rows: LetterRows | None = None) -> None:
        """Let a letter with these N-Quads be found; `rows` are those in them, if known. Raises StoreError."""
        self._try(_nothing)  # opens it: then it is known what is in it
        if not self._has(key, digest):
            letter = rows or self._rows_of(nquads)
            self._make_sure(lambda connection: self._replace(connection, key, digest, letter))

    def finish(self, entries: Iterable[ManifestEntry], read: Callable[[ManifestEntry], bytes]) -> None:
        """Let exactly these letters be found, and close the file. Raises StoreError.

        `read` gives the N-Quads of a letter that was not `put`.
        """
        wanted = {entry.key: entry for entry in entries}
        self._make_sure(lambda connection: self._keep_only(connection, wanted))
        is_finished = False
        while not is_finished:  # a second time where the copy of the last index proves damaged
            while lacking := [e for key, e in sorted(wanted.items()) if not self._has(key, e.digest)]:
                for entry in lacking:
                    self.put(entry.key, digest=entry.digest, nquads=read(entry))
            is_finished = self._try(self._complete)
        self.close()

    def close(self) -> None:
        """Let go of the file; what is not finished is lost."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _make_sure(self, change: _Change) -> None:
        if not self._try(change):
            self._try(change)

    def _try(self, change: _Change) -> bool:
        """Make a change; False where the copy is damaged, so that now (once) there is an empty index."""
        with store_failures(self._path), writing_failures(self._path):
            try:
                change(self._open())
            except SQLITE_FAILURES as error:
                is_full_disk = isinstance(error, sqlite3.OperationalError) and not is_damage(error)
                if self._live is None or is_full_disk:
                    raise
                self._begin_empty()
                return False
        return True

    def _begin_empty(self) -> None:
        self.close()
        self._path.unlink(missing_ok=True)
        self._live = None
        self._letters, self._gone = {}, []
        self._known_letters = self._known_pieces = 0

    def _has(self, key: str, digest: str) -> bool:
        return key in self._letters and self._letters[key][1] == digest

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        if self._base and self._live is not None:
            shutil.copyfile(self._base, self._path)
        connection = self._connection = open_to_write(self._path)
        connection.execute("BEGIN")
        rows = connection.execute("SELECT key, id, digest FROM letter")
        self._letters = {key: (number, digest) for key, number, digest in rows}
        highest = "SELECT (SELECT max(id) FROM letter), (SELECT max(id) FROM piece)"
        letters, pieces = connection.execute(highest).fetchone()
        self._known_letters, self._known_pieces = letters or 0, pieces or 0
        return connection

    def _replace(self, connection: sqlite3.Connection, key: str, digest: str, letter: LetterRows) -> None:
        self._take_out(connection, key)
        values = (key, digest, len(letter.rows), letter.gss, letter.kind, letter.date, letter.file)
        number = connection.execute("INSERT INTO letter VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid
        assert number is not None
        connection.executemany(
            f"INSERT INTO piece VALUES (NULL, {number}, ?, ?, ?, ?, ?, ?, ?, ?)", letter.rows
        )
        self._letters[key] = (number, digest)

    def _keep_only(self, connection: sqlite3.Connection, keys: Collection[str]) -> None:
        for key in sorted(self._letters.keys() - set(keys)):
            self._take_out(connection, key)

    def _take_out(self, connection: sqlite3.Connection, key: str) -> None:
        """Forget a letter: at once if it is new, else when it is known how many go (see `_fill`)."""
        if key not in self._letters:
            return
        number, _ = self._letters.pop(key)
        if number > self._known_letters:
            _delete(connection, number)
        else:
            self._gone.append(number)

    def _complete(self, connection: sqlite3.Connection) -> None:
        self._fill(connection)
        connection.execute("COMMIT")
        _shrink(connection)

    def _fill(self, connection: sqlite3.Connection) -> None:
        """Bring the full-text index up to date: in one go where most of it would be deleted."""
        is_mostly_new = 2 * len(self._gone) > len(self._live or ())
        for number in self._gone:
            if not is_mostly_new:
                connection.execute(_FORGET_WORDS, (number,))
            _delete(connection, number)
        if is_mostly_new:
            connection.execute("INSERT INTO words(words) VALUES ('rebuild')")
        else:
            connection.execute(_ADD_WORDS, (self._known_pieces,))


def _nothing(_: sqlite3.Connection) -> None:
    """No change."""


def _delete(connection: sqlite3.Connection, letter: int) -> None:
    connection.execute("DELETE FROM piece WHERE letter = ?", (letter,))
    connection.execute("DELETE FROM letter WHERE id = ?", (letter,))


def _shrink(connection: sqlite3.Connection) -> None:
    (empty,) = connection.execute("PRAGMA freelist_count").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if _SPARE * empty > pages:
        connection.execute("VACUUM")
