"""A build: sources are read, described and put into the store, and what follows from them is derived."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from inspectgraph.build.derive import DERIVED, authorities_of_letters, derive
from inspectgraph.build.report import BuildReport, LetterRead
from inspectgraph.build.sources import SourceFile, find_sources
from inspectgraph.describe.iris import mint_graph
from inspectgraph.describe.letters import describe_letter
from inspectgraph.describe.ontology import describe_ontology
from inspectgraph.errors import MisuseError, Problem, UnreadableError
from inspectgraph.extract import extract_facts
from inspectgraph.extract.model import LetterFacts
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.knowledge.places import knowledge_digest
from inspectgraph.letters import read_letter_bytes
from inspectgraph.store import BuildTransaction, ManifestEntry, begin_build
from inspectgraph.version import VERSION

Progress = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""

_STAMP = "stamp"
_ONTOLOGY = mint_graph("ontology").value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    """The bytes of one letter and every path under which they lie."""

    sha256: str
    data: bytes
    files: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.sha256[:16]


def build_store(
    path: Path, sources: Iterable[Path], *, wait: float | None = 0, progress: Progress | None = None
) -> BuildReport:
    """Read letters into the store at `path`, which is created if it is not there.

    Letters that are in the store already and unchanged cost nothing; a file whose content has changed
    replaces its letter, unless it is no letter any more. Raises MisuseError for a path that is not there,
    StoreError where the store can't be built; then it is as it was.
    """
    files = list(find_sources(sources))
    with begin_build(path, wait=wait) as build:
        return _Building(build, progress=progress).run(files)


def remove_letters(path: Path, files: Sequence[str], *, wait: float | None = 0) -> tuple[str, ...]:
    """Take letters out of the store, by file, key or IRI; the files that went.

    Raises MisuseError if one of them is not in the store; then nothing is removed.
    """
    with begin_build(path, wait=wait) as build:
        entries = [_entry_of(build, name) for name in files]
        for entry in dict.fromkeys(entries):
            build.remove_letter(entry.key)
        _finish(build, refused=())
    return tuple(sorted({file for entry in entries for file in entry.files}))


def _entry_of(build: BuildTransaction, name: str) -> ManifestEntry:
    wanted = name.replace("\\", "/")
    found = [
        entry
        for entry in build.manifest.entries
        if wanted.rpartition("/")[2] == entry.key
        or any(f == wanted or f.endswith(f"/{wanted}") for f in entry.files)
    ]
    if len(found) != 1:
        what = "no letter" if not found else f"{len(found)} letters"
        raise MisuseError(
            f"{what} of the store is {name!r}", remedy="`inspectgraph letters` lists their files"
        )
    return found[0]


class _Building:
    """One run of a build: what it has read, refused and found so far."""

    def __init__(self, build: BuildTransaction, *, progress: Progress | None) -> None:
        self._build, self._progress = build, progress
        self._stamp = f"{VERSION} {knowledge_digest()}"
        self._read: list[LetterRead] = []
        self._refused: list[Problem] = []
        self._kept: set[str] = set()
        self._now: defaultdict[str, set[str]] = defaultdict(set)

    def run(self, files: Sequence[SourceFile]) -> BuildReport:
        documents = self._documents(files)
        self._take_all(documents)
        replaced = self._drop_replaced()
        is_changed = _finish(self._build, refused=self._all_refused(files))
        entries = self._build.manifest_so_far.entries
        return BuildReport(
            read=tuple(self._read),
            unchanged=len(self._kept),
            replaced=replaced,
            refused=tuple(self._refused),
            problems=tuple(p for entry in entries for p in entry.problems),
            letters=len(entries),
            quads=sum(e.quads for e in entries) + sum(g.quads for g in self._build.manifest_so_far.graphs),
            is_changed=is_changed,
        )

    def _documents(self, files: Sequence[SourceFile]) -> list[_Document]:
        """Letters by content, in the order of their first file; those in the store keep their other files."""
        found: dict[str, tuple[bytes, list[str]]] = {}
        for source in files:
            try:
                data = source.path.read_bytes()
            except OSError as error:
                self._refuse(
                    source.name, f"the file can't be read: {error.strerror}", "unreadable", "check it"
                )
                continue
            digest = hashlib.sha256(data).hexdigest()
            found.setdefault(digest, (data, []))[1].append(source.name)
        return [_Document(sha256=d, data=data, files=tuple(names)) for d, (data, names) in found.items()]

    def _take_all(self, documents: Sequence[_Document]) -> None:
        """New letters first: only then is it known which files of the old ones hold another letter now."""
        old = [d for d in documents if self._build.manifest.entry(d.key)]
        new = [d for d in documents if not self._build.manifest.entry(d.key)]
        for document in old:
            self._note_files(document)
        for done, document in enumerate([*new, *old], start=1):
            self._take(document)
            if self._progress:
                self._progress(done, len(documents))

    def _note_files(self, document: _Document) -> None:
        for file in document.files:
            self._now[file].add(document.sha256)

    def _drop_replaced(self) -> tuple[str, ...]:
        """Remove letters of the store all of whose files now hold another letter about their authority.

        Files of two folders may have one name; a letter about another authority is no newer version.
        """
        gone = [e for e in self._build.manifest.entries if not self._still_there(e)]
        about = authorities_of_letters(self._build.graph) if gone else {}
        replaced: list[str] = []
        for entry in gone:
            keys = {sha256[:16] for file in entry.files for sha256 in self._now[file]}
            if any(about[key] == about[entry.key] for key in keys):
                self._build.remove_letter(entry.key)
                replaced += entry.files
        return tuple(sorted(replaced))

    def _still_there(self, entry: ManifestEntry) -> list[str]:
        """The files of a letter of the store that do not hold another letter now."""
        return [f for f in entry.files if f not in self._now or entry.sha256 in self._now[f]]

    def _take(self, document: _Document) -> None:
        known = self._build.manifest.entry(document.key)
        files = sorted({*document.files, *(self._still_there(known) if known else ())})
        if known and known.stamp == self._stamp and list(known.files) == files:
            self._build.keep_letter(document.key)
            self._kept.add(document.key)
            return
        try:
            letter = read_letter_bytes(document.data, file=files[0])
            facts = extract_facts(letter)
        except UnreadableError as error:
            for file in document.files:
                self._refuse(file, error.what, error.code, error.remedy or "leave it out")
            return
        self._note_files(document)
        self._put(facts, files, state="changed" if known else "new")

    def _put(self, facts: LetterFacts, files: Sequence[str], *, state: str) -> None:
        letter = facts.letter
        quads = describe_letter(facts, version=VERSION, files=files)
        self._build.put_letter(
            key=letter.key,
            sha256=letter.sha256,
            files=files,
            stamp=self._stamp,
            graph=mint_graph(letter.key).value,
            nquads=_nquads(quads),
            problems=facts.problems,
        )
        self._read.append(
            LetterRead(
                file=files[0],
                key=letter.key,
                kind=facts.kind.value,
                authority=authority_by_gss(facts.gss).name,
                visit=facts.dates.start if facts.dates else None,
                findings=len(facts.findings),
                teams=len(facts.teams),
                state=state,
            )
        )

    def _refuse(self, where: str, message: str, code: str, remedy: str) -> None:
        self._refused.append(Problem(code=code, where=where, message=message, remedy=remedy))

    def _all_refused(self, files: Sequence[SourceFile]) -> tuple[Problem, ...]:
        """Files refused now, and those refused by earlier builds that this one did not look at."""
        looked_at = {source.name for source in files}
        earlier = (p for p in self._build.manifest.refused if p.where not in looked_at)
        return tuple(sorted({*self._refused, *earlier}))


def _finish(build: BuildTransaction, *, refused: tuple[Problem, ...]) -> bool:
    """Bring the ontology's and the derived graph up to date and go live; False if nothing changed."""
    build.replace_graph(_ONTOLOGY, _nquads(describe_ontology()))
    facts = {_STAMP: VERSION}
    keys = sorted(entry.key for entry in build.manifest_so_far.entries)
    build.remove_graph(DERIVED)
    build.replace_graph(DERIVED, _nquads(derive(build.graph, keys=keys)))
    if not build.is_changed(facts=facts, refused=refused):
        build.abandon()
        return False
    build.commit(facts=facts, refused=refused)
    return True


def _nquads(quads: Iterable[Quad]) -> bytes:
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
