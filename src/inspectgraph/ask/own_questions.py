"""The question library with a folder of one's own joined to it."""

from __future__ import annotations

from pathlib import Path

from inspectgraph.ask.questions import Question, load_questions
from inspectgraph.errors import DataError, MisuseError


def join_library(own: Path | None = None) -> dict[str, Question]:
    """The questions by name, in alphabetical order: those shipped and those of the folder `own`.

    Raises MisuseError where there is no such folder or no question in it, DataError for a file that can't be
    read, has no proper head, or has the name of a question that is there already.

    >>> "persistent-issues" in join_library()
    True
    """
    shipped = load_questions()
    if own is None:
        return shipped
    added = _load_own(own)
    for name in added:
        if name in shipped:
            raise DataError(
                f"the library has a question {name!r} already",
                where=str(own / f"{name}.rq"),
                remedy=f"give the file another name, such as my-{name}.rq",
            )
    joined = shipped | added
    return {name: joined[name] for name in sorted(joined)}


def _load_own(folder: Path) -> dict[str, Question]:
    try:
        questions = load_questions(folder)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            "a question can't be read", where=str(folder), remedy="save its files as UTF-8 text"
        ) from error
    if not questions:
        raise MisuseError(
            "there is no question in this folder",
            where=str(folder),
            remedy="name a folder with .rq files, see docs/querying.md",
        )
    return questions
