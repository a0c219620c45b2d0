"""The operating system's errors and Oxigraph's, said so that a person can act on them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspectgraph.errors import StoreError

# Oxigraph hands on RocksDB's errors as text, mostly without a number: so look for both.
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FULL_WORDS = ("No space left", "not enough space", "quota exceeded", "File too large")
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_DENIED_WORDS = ("Permission denied", "Read-only file system", "Access is denied")
_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR}
_DAMAGE_WORDS = ("Corruption", "checksum mismatch")
_AFRESH = "rebuild the store afresh from the letters"


class DamagedStoreError(StoreError):
    """Files of the store are damaged or missing; a fresh build mends it."""

    def __init__(self, what: str, *, where: Path, remedy: str = _AFRESH) -> None:
        super().__init__(what, where=str(where), remedy=remedy)


@contextmanager
def store_failures(path: Path) -> Iterator[None]:
    """Turn what goes wrong while the store at `path` is written into a StoreError.

    RuntimeError is caught because pyoxigraph raises it for damaged files. Put nothing inside but file
    operations and calls of Oxigraph.

    >>> with store_failures(Path("graph")):
    ...     raise OSError(errno.ENOSPC, "No space left on device")
    Traceback (most recent call last):
    ...
    inspectgraph.errors.StoreError: the disk is full (graph): free some space and try again; \
the store is as it was
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise store_error(error, path=path) from error


def store_error(error: OSError | RuntimeError, *, path: Path) -> StoreError:
    """What went wrong in the store at `path`, where, and what to do."""
    number, words = getattr(error, "errno", None), str(error)
    if number in _FULL or _has(words, _FULL_WORDS):
        return _error("the disk is full", path, "free some space and try again; the store is as it was")
    if number in _DENIED or _has(words, _DENIED_WORDS):
        return _error(
            "the store can't be written",
            _place(error, path),
            "check who owns it and that it isn't write-protected, or name another folder; it is as it was",
        )
    if number in _IN_THE_WAY:
        return _error(
            "a file stands where the store needs a folder",
            _place(error, path),
            "move it or name another folder",
        )
    if _has(words, _DAMAGE_WORDS):
        return DamagedStoreError("the store's files are damaged", where=path)
    return _error(f"the store can't be written: {words}", path, "try again; the store is as it was")


def is_from_oxigraph(error: BaseException | None) -> bool:
    """Whether this is an error of RocksDB's that pyoxigraph handed on (they have no type of their own).

    >>> is_from_oxigraph(OSError("IO error: While appending to file: a/1.log: No space left on device"))
    True
    >>> is_from_oxigraph(FileNotFoundError(2, "No such file or directory"))
    False
    """
    return isinstance(error, (OSError, RuntimeError)) and str(error).startswith(("IO error:", "Corruption:"))


def _has(words: str, signs: tuple[str, ...]) -> bool:
    return any(sign in words for sign in signs)


def _place(error: OSError | RuntimeError, path: Path) -> Path | str:
    return getattr(error, "filename", None) or path


def _error(what: str, where: Path | str, remedy: str) -> StoreError:
    return StoreError(what, where=str(where), remedy=remedy)
