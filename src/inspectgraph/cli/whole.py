"""Files that commands write: whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from inspectgraph.errors import InspectgraphError, MisuseError


def refuse_existing(out: Path, *, force: bool) -> None:
    """Raise MisuseError where something is there already that nobody allowed to be written over."""
    if out.exists() and not force:
        raise MisuseError("this is there already", where=str(out), remedy="name another, or add --force")


@contextmanager
def written_whole(out: Path, *, make_folder: bool = False) -> Iterator[IO[bytes]]:
    """A stream to a file that is there when all is written; a full disk or Ctrl-C leaves what was there.

    `make_folder` makes its folder where that is not there.

    Raises InspectgraphError where it can't be written.
    """
    if not out.name:  # such as "."
        raise InspectgraphError(
            "the file can't be written: this is a folder", where=str(out), remedy="name a file in it"
        )
    part = out.with_name(f".{out.name}.part")
    try:
        if make_folder:
            out.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            yield stream
        part.replace(out)
    except OSError as error:
        raise InspectgraphError(
            f"the file can't be written: {error.strerror or error}",
            where=str(out),
            remedy="name a place with room",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
