"""The file of the search index: SQLite with its full-text index FTS5, one file a generation.

`letter` has a row a letter, `piece` one for all that can be found, `words` the full-text index over
`piece.text`, whose words it does not keep a second time. SQLite leaves `piece` without a special order:
who reads sorts by letter and place.

Why so, measured with SQLite 3.40 on 108,000 pieces of 285 letters (12 MB of words): the index takes 0.3 s
if it is filled by one statement, 0.7 s by one a letter; 28 MB. An index of beginnings (`prefix='2 3'`)
would take 10 MB and 0.7 s more and answers `assess*` no sooner (20 ms).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

from inspectgraph.errors import StoreError
from inspectgraph.store.failures import DamagedStoreError
from inspectgraph.store.search_rows import SEARCH_VERSION

REMEDY = "`inspectgraph store rebuild` restores it from what the store keeps of the letters"

SQLITE_FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What `sqlite3` raises; the second where damage is such that it can't even quote what is wrong."""

TOKENIZER = "unicode61 remove_diacritics 2"
"""How words are told apart: letters and digits, capitals and accents do not matter (Máire is Maire)."""

_SCHEMA = f"""
CREATE TABLE letter(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, digest TEXT NOT NULL, pieces INTEGER NOT NULL,
  gss TEXT, kind TEXT, date TEXT, file TEXT NOT NULL
);
CREATE TABLE piece(
  id INTEGER PRIMARY KEY, letter INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  what TEXT NOT NULL, page INTEGER, text TEXT NOT NULL, polarity TEXT, themes TEXT NOT NULL, name TEXT
);
CREATE INDEX piece_of_letter ON piece(letter);
CREATE VIRTUAL TABLE words USING fts5(text, content='piece', content_rowid='id', tokenize='{TOKENIZER}');
PRAGMA user_version = {SEARCH_VERSION};
"""
# The first is that of tables which are not there: what is asked of an index is always the same.
_DAMAGED = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# The file is thrown away if a build fails, so it needs no journal; what is deleted is no secret.
_FOR_WRITING = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF;
PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;
"""


@cache
def has_full_text_search() -> bool:
    """Whether this Python's SQLite can search texts (most can: FTS5 is part of the usual builds)."""
    try:
        with open_in_memory():
            return True
    except sqlite3.OperationalError:
        return False


def refuse_missing_full_text_search() -> None:
    """Raise StoreError where this Python's SQLite can't search texts."""
    if not has_full_text_search():
        raise StoreError(
            f"this Python's SQLite {sqlite3.sqlite_version} was built without full-text search (FTS5)",
            remedy="use a Python whose SQLite has it, such as that of python.org; then build again",
        )


@contextmanager
def open_in_memory() -> Iterator[sqlite3.Connection]:
    """An empty full-text index `words` that is in no file."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, tokenize='{TOKENIZER}')")
        yield connection
    finally:
        connection.close()


def open_to_write(path: Path) -> sqlite3.Connection:
    """Open an index to change it, made if it is not there. Nobody else may have it open."""
    is_new = not path.exists()
    # A build may end in another thread than it began in.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    with ExitStack() as undo:
        undo.callback(connection.close)
        connection.executescript(_FOR_WRITING + (_SCHEMA if is_new else ""))
        undo.pop_all()
    return connection


@contextmanager
def open_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an index that nobody changes any more, without taking a lock or writing beside it.

    Raises DamagedStoreError for one that is missing, cut short or no index, StoreError for one that can't be
    read for another reason. What is done with it within the block must raise nothing else of SQLite's.
    """
    with reading_failures(path):
        connection = sqlite3.connect(f"{file_uri(path)}?mode=ro&immutable=1", uri=True)
    try:
        with reading_failures(path):
            yield connection
    finally:
        connection.close()


def file_uri(path: Path) -> str:
    """A path as SQLite's URIs write it; nothing in a name is taken for a parameter.

    Source: https://www.sqlite.org/uri.html (a path on Windows begins with a slash before the drive).

    >>> file_uri(Path("/a b/50%?#")), file_uri(Path("c"))[:8]
    ('file:///a%20b/50%25%3F%23', 'file:///')
    """
    absolute = path.absolute()
    slash = "" if absolute.as_posix().startswith("/") else "/"
    return f"file://{slash}{quote(str(absolute.as_posix()).encode(errors='surrogateescape'), safe='/:')}"


def letters_in(path: Path) -> dict[str, str] | None:
    """Key and digest of the letters that an index has; None for one that is missing, damaged or older."""
    if not path.is_file():
        return None
    try:
        with open_to_read(path) as connection:
            if connection.execute("PRAGMA user_version").fetchone() != (SEARCH_VERSION,):
                return None
            letters = connection.execute("SELECT key, digest FROM letter").fetchall()
    except StoreError:
        return None
    return dict(letters) if all(isinstance(value, str) for row in letters for value in row) else None


def is_damage(error: Exception) -> bool:
    """Whether an error of SQLite's is the file's fault, and not that of the call, the disk or the memory.

    >>> is_damage(sqlite3.DatabaseError("database disk image is malformed"))
    True
    >>> is_damage(sqlite3.OperationalError("database or disk is full"))
    False
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _DAMAGED
    # Errors that `sqlite3` raises by itself have no code: of these, texts that are no UTF-8.
    return not isinstance(error, sqlite3.OperationalError) or str(error).startswith("Could not decode")


@contextmanager
def writing_failures(path: Path) -> Iterator[None]:
    """Turn SQLite's errors while the index at `path` is made into a StoreError."""
    try:
        yield
    except SQLITE_FAILURES as error:
        if is_damage(error):
            raise damaged_index(path) from error
        is_full = "is full" in str(error)
        first = "free some space" if is_full else "look after the disk"
        raise StoreError(
            "the disk is full" if is_full else f"the search index can't be written: {error}",
            where=str(path),
            remedy=f"{first} and try again; the store is as it was",
        ) from error


@contextmanager
def reading_failures(path: Path) -> Iterator[None]:
    """Turn SQLite's errors while the index at `path` is read into a StoreError: most often a damaged one."""
    try:
        yield
    except SQLITE_FAILURES as error:
        if is_damage(error) or not path.is_file():
            raise damaged_index(path) from error
        raise StoreError(
            f"the search index can't be read: {error}",
            where=str(path),
            remedy=f"try again; if it stays so, {REMEDY}",
        ) from error


def damaged_index(path: Path) -> DamagedStoreError:
    """The error for an index at `path` that is missing or not what was written."""
    what = "is damaged" if path.is_file() else "is missing"
    return DamagedStoreError(f"the search index {what}", where=path, remedy=REMEDY)
