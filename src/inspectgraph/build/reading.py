"""Documents into facts as N-Quads, one after another or on many cores, with a time limit for each."""

from __future__ import annotations

import faulthandler
import gc
import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import connection
from pathlib import Path

from inspectgraph.build.ledger_input import findings_in_facts
from inspectgraph.describe.letters import describe_letter
from inspectgraph.errors import Problem, UnreadableError
from inspectgraph.extract import extract_facts
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.ledger import VisitFinding
from inspectgraph.letters import read_letter_bytes
from inspectgraph.store import GraphContent, graph_of_lines
from inspectgraph.version import VERSION

TIME_LIMIT = 120.0
"""Seconds that one letter may take in a worker process before it is refused."""

_AHEAD = 2  # documents that wait for each worker, so that none idles and memory stays flat

_SELDOM = 50_000  # things made between two looks for cycles, of which a letter's facts hold none


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source document: where it lies, the hash of its bytes, and every name under which it was found."""

    path: Path
    sha256: str
    files: tuple[str, ...]

    @property
    def key(self) -> str:
        """The letter's name in IRIs."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRead:
    """What became of a document: its graph and facts to tell, or (`content` None) why it was refused.

    `ledger` are its findings as the ledger weighs them.
    """

    document: Document
    content: GraphContent | None = None
    kind: str = ""
    authority: str = ""
    visit: str | None = None
    findings: int = 0
    teams: int = 0
    ledger: tuple[VisitFinding, ...] = ()
    problems: tuple[Problem, ...] = ()
    refusal: Problem | None = None

    def refusals(self) -> list[Problem]:
        """The refusal under every name of the document."""
        return [replace(self.refusal, where=file) for file in self.document.files] if self.refusal else []


def read_document(document: Document) -> DocumentRead:
    """Read, extract and describe one document. Never raises for what is wrong with it.

    >>> read_document(Document(path=Path("nowhere.txt"), sha256="0" * 64, files=("a.txt",))).refusal.code
    'unreadable'
    """
    try:
        data = document.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise UnreadableError(
                "the file changed while it was read", code="changed", remedy="build again when it is whole"
            )
        facts = extract_facts(read_letter_bytes(data, file=document.files[0]))
    except OSError as error:
        return _refused(document, f"the file can't be read: {error.strerror}", "unreadable", "check the file")
    except UnreadableError as error:
        return _refused(document, error.what, error.code, error.remedy or "leave it out")
    sheet = describe_letter(facts, version=VERSION, files=document.files)
    return DocumentRead(
        document=document,
        content=graph_of_lines(sheet.graph, sheet.about),
        kind=facts.kind.value,
        authority=authority_by_gss(facts.gss).name,
        visit=facts.dates.start if facts.dates else None,
        findings=len(facts.findings),
        teams=len(facts.teams),
        ledger=findings_in_facts(facts),
        problems=facts.problems,
    )


def read_all(
    documents: Iterable[Document], *, jobs: int, limit: float = TIME_LIMIT
) -> Iterator[DocumentRead]:
    """Read documents in their order: in this process (`jobs` 0), or in that many worker processes.

    At most a few documents wait at a time, whatever their number. A document that takes longer than
    `limit` seconds in a worker, or makes it crash, is refused; the others are not harmed.
    """
    if jobs < 1:
        yield from map(read_document, documents)
        return
    rest = iter(documents)
    waiting: list[Document] = []
    while True:
        waiting += islice(rest, max(0, _AHEAD * jobs - len(waiting)))
        if not waiting:
            return
        yield from _read_until_broken(waiting, rest, jobs=jobs, limit=limit)
        if waiting:  # a worker died: find out which of those under way is to blame
            yield from _read_alone(waiting[: _AHEAD * jobs], limit=limit)
            del waiting[: _AHEAD * jobs]


def _read_until_broken(
    waiting: list[Document], rest: Iterator[Document], *, jobs: int, limit: float
) -> Iterator[DocumentRead]:
    """Results in order, each document off `waiting` as its result comes; ends when a worker died."""
    with start_workers(jobs) as executor:
        futures: list[Future[DocumentRead]] = [executor.submit(_read_limited, d, limit) for d in waiting]
        while futures:
            try:
                result = futures[0].result()
            except BrokenProcessPool:
                return
            del futures[0], waiting[0]
            for document in islice(rest, 1):
                waiting.append(document)
                futures.append(executor.submit(_read_limited, document, limit))
            yield result


def _read_alone(documents: Iterable[Document], *, limit: float) -> Iterator[DocumentRead]:
    for document in documents:
        with start_workers(1) as executor:
            try:
                yield executor.submit(_read_limited, document, limit).result()
            except BrokenProcessPool:
                yield _refused(
                    document,
                    f"reading it took longer than {limit:.0f} seconds, or crashed",
                    "too-slow",
                    "leave it out, or report it",
                )


def start_workers(jobs: int) -> Executor:
    """Worker processes that start anew on every system alike.

    >>> with start_workers(1) as executor:
    ...     executor.submit(len, "abc").result()
    3
    """
    return ProcessPoolExecutor(
        max_workers=jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_follow_parent
    )


def _follow_parent() -> None:
    """Let a worker end when the build does, also when that was killed; leave Ctrl-C to the build."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_SELDOM)
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read_limited(document: Document, limit: float) -> DocumentRead:
    """Read a document in a worker that ends itself when it takes too long.

    The watchdog is a thread of the interpreter's own that needs no lock, so that it also ends a worker
    stuck inside a regular expression or a library.
    """
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(limit, exit=True, file=nowhere)
        try:
            return read_document(document)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _refused(document: Document, message: str, code: str, remedy: str) -> DocumentRead:
    problem = Problem(code=code, where=document.files[0], message=message, remedy=remedy)
    return DocumentRead(document=document, refusal=problem)
