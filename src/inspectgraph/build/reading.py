"""One document into facts as N-Quads."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from inspectgraph.build.ledger_input import findings_in_facts
from inspectgraph.build.letters_read import pack_findings, quads_to_join
from inspectgraph.build.pieces import rows_of_facts
from inspectgraph.describe.letters import describe_letter
from inspectgraph.errors import Problem, UnreadableError
from inspectgraph.extract import extract_facts
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.letters import read_letter_bytes
from inspectgraph.store import GraphContent, graph_of_lines
from inspectgraph.store.search_rows import LetterRows
from inspectgraph.version import VERSION

_LARGEST = 200_000_000  # bytes; several are in memory at a time, and no letter comes near


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source document: the hash of its bytes, and every name under which it was found."""

    sha256: str
    files: tuple[str, ...]

    @property
    def key(self) -> str:
        """The letter's name in IRIs."""
        return self.sha256[:16]

    @property
    def bare(self) -> Document:
        """The document without its place on this machine's disk."""
        return Document(sha256=self.sha256, files=self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile(Document):
    """A source document, and where it lies."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRead:
    """What became of a document: its graph and facts to tell, or (`content` None) why it was refused.

    `ledger` are its findings as the ledger weighs them, packed, `to_join` what rules ask for of its graph,
    and `rows` what can be searched of it.
    """

    document: Document
    content: GraphContent | None = None
    kind: str = ""
    authority: str = ""
    visit: str | None = None
    findings: int = 0
    teams: int = 0
    ledger: bytes = b""
    to_join: bytes = b""
    rows: LetterRows | None = None
    problems: tuple[Problem, ...] = ()
    refusal: Problem | None = None

    def refusals(self) -> list[Problem]:
        """The refusal under every name of the document."""
        return [replace(self.refusal, where=file) for file in self.document.files] if self.refusal else []


def read_document(document: DocumentFile) -> DocumentRead:
    """Read, extract and describe one document. Never raises for what is wrong with it.

    >>> read_document(DocumentFile(path=Path("nowhere.txt"), sha256="0" * 64, files=("a.txt",))).refusal.code
    'unreadable'
    """
    try:
        return read_bytes(document.bare, bytes_of(document))
    except UnreadableError as error:
        return refuse(document, error)


def bytes_of(document: DocumentFile) -> bytes:
    """What is in the document's file.

    Raises UnreadableError with the code `unreadable`, `too-large`, or `changed` since its hash was taken.
    """
    try:
        with document.path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UnreadableError(
            f"the file can't be read: {error.strerror}", code="unreadable", remedy="check the file"
        ) from error
    if len(data) > _LARGEST:
        raise UnreadableError(
            f"the file has more than {_LARGEST // 1_000_000} MB",
            code="too-large",
            remedy="no letter is so large",
        )
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise UnreadableError(
            "the file changed while it was read", code="changed", remedy="build again when it is whole"
        )
    return data


def read_bytes(document: Document, data: bytes) -> DocumentRead:
    """Extract and describe a document whose bytes are at hand.

    >>> document = Document(sha256=hashlib.sha256(b"buy milk").hexdigest(), files=("a.txt",))
    >>> read_bytes(document, b"buy milk").refusal.where
    'a.txt'
    """
    try:
        facts = extract_facts(read_letter_bytes(data, file=document.files[0], sha256=document.sha256))
    except UnreadableError as error:
        return refuse(document, error)
    sheet = describe_letter(facts, version=VERSION, files=document.files)
    return DocumentRead(
        document=document,
        content=graph_of_lines(sheet.graph, sheet.about, printed=sheet.printed),
        kind=facts.kind.value,
        authority=authority_by_gss(facts.gss).name,
        visit=facts.dates.start if facts.dates else None,
        findings=len(facts.findings),
        teams=len(facts.teams),
        ledger=pack_findings(findings_in_facts(facts)),
        to_join=quads_to_join(sheet),
        rows=rows_of_facts(facts, passages=sheet.passages, files=document.files),
        problems=facts.problems,
    )


def refuse(document: Document, error: UnreadableError) -> DocumentRead:
    """A document that is left out, and why."""
    problem = Problem(
        code=error.code,
        where=document.files[0],
        message=error.what,
        remedy=error.remedy or "leave it out",
    )
    return DocumentRead(document=document.bare, refusal=problem)
