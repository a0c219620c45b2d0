"""The search index of the generation to come, made of the last one's and of the letters that changed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from inspectgraph.store.failures import store_failures
from inspectgraph.store.manifest import ManifestEntry
from inspectgraph.store.search_file import letters_in, open_to_write, writing_failures
from inspectgraph.store.search_rows import RowsOf

_SPARE = 4  # a file of which more than one page in so many is empty is written anew, smaller
_FORGET_WORDS = """
INSERT INTO words(words, rowid, text) SELECT 'delete', id, text FROM piece WHERE letter = ?
"""
_ADD_WORDS = "INSERT INTO words(rowid, text) SELECT id, text FROM piece WHERE id > ? ORDER BY id"


class SearchIndexing:
    """An index in the making. `put` what is at hand; `finish` adds and removes what is still wrong.

    Letters that the last generation's index (`base`) has unchanged cost nothing but the copying of it.
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

    def put(self, key: str, *, digest: str, nquads: bytes) -> None:
        """Let a letter with these N-Quads be found. Raises StoreError."""
        with store_failures(self._path), writing_failures(self._path):
            connection = self._open()
            if key in self._letters and self._letters[key][1] == digest:
                return
            self._take_out(connection, key)
            self._insert(connection, key, digest, nquads)

    def finish(self, entries: Iterable[ManifestEntry], read: Callable[[ManifestEntry], bytes]) -> None:
        """Let exactly these letters be found, and close the file. Raises StoreError.

        `read` gives the N-Quads of a letter that was not `put`.
        """
        wanted = {entry.key: entry for entry in entries}
        with store_failures(self._path), writing_failures(self._path):
            connection = self._open()
            for key in sorted(self._letters.keys() - wanted.keys()):
                self._take_out(connection, key)
        for key, entry in sorted(wanted.items()):
            if self._letters.get(key, (0, ""))[1] != entry.digest:
                self.put(key, digest=entry.digest, nquads=read(entry))
        with writing_failures(self._path):
            self._fill(connection)
            connection.execute("COMMIT")
            _shrink(connection)
        self.close()

    def close(self) -> None:
        """Let go of the file; what is not finished is lost."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

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

    def _insert(self, connection: sqlite3.Connection, key: str, digest: str, nquads: bytes) -> None:
        letter = self._rows_of(nquads)
        values = (key, digest, len(letter.rows), letter.gss, letter.kind, letter.date, letter.file)
        number = connection.execute("INSERT INTO letter VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values).lastrowid
        assert number is not None
        connection.executemany(
            f"INSERT INTO piece VALUES (NULL, {number}, ?, ?, ?, ?, ?, ?, ?, ?)", letter.rows
        )
        self._letters[key] = (number, digest)

    def _take_out(self, connection: sqlite3.Connection, key: str) -> None:
        """Forget a letter: at once if it is new, else when it is known how many go (see `_fill`)."""
        if key not in self._letters:
            return
        number, _ = self._letters.pop(key)
        if number > self._known_letters:
            _delete(connection, number)
        else:
            self._gone.append(number)

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


def _delete(connection: sqlite3.Connection, letter: int) -> None:
    connection.execute("DELETE FROM piece WHERE letter = ?", (letter,))
    connection.execute("DELETE FROM letter WHERE id = ?", (letter,))


def _shrink(connection: sqlite3.Connection) -> None:
    (empty,) = connection.execute("PRAGMA freelist_count").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if _SPARE * empty > pages:
        connection.execute("VACUUM")
