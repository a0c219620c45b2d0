"""A build: sources are read, described and put into the store, and what follows from them is derived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile

from pyoxigraph import Quad, RdfFormat, serialize

from inspectgraph.build.derive import authorities_of_letters, derive_all, derived_facts
from inspectgraph.build.executors import read_all
from inspectgraph.build.finding import find_documents
from inspectgraph.build.folders import Folders
from inspectgraph.build.letters_read import LettersRead
from inspectgraph.build.pieces import rows_of_letter
from inspectgraph.build.reading import Document, DocumentFile, DocumentRead
from inspectgraph.build.report import BuildReport, LetterRead
from inspectgraph.build.sources import SourceFile, find_sources
from inspectgraph.build.stamp import letter_stamp
from inspectgraph.describe.iris import mint_graph
from inspectgraph.describe.ontology import describe_ontology
from inspectgraph.errors import MisuseError, Problem
from inspectgraph.knowledge.places import knowledge_digest
from inspectgraph.store import BuildTransaction, ManifestEntry, begin_build
from inspectgraph.store.failures import store_failures
from inspectgraph.version import VERSION

Progress = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""

_RULES = "rules"
_ONTOLOGY = mint_graph("ontology").value


def build_store(
    path: Path,
    sources: Iterable[Path],
    *,
    jobs: int = 0,
    executor: Executor | None = None,
    prune: bool = False,
    wait: float | None = 0,
    progress: Progress | None = None,
) -> BuildReport:
    """Read letters into the store at `path`, which is created if it is not there.

    `jobs` is the number of worker processes, 0 for none. Any `executor` of `concurrent.futures` can read
    the letters instead, `jobs` of them at once (0: as many as this machine has cores); it is not shut down.
    For a Dask cluster see `connect_cluster`. The facts are the same. `prune` removes letters that are gone
    from a folder among the sources.

    Letters that are in the store already and unchanged cost nothing; a file whose content has changed
    replaces its letter, unless it is no letter any more. Raises MisuseError for a path that is not there,
    StoreError where the store can't be built, and what a broken executor raises; then it is as it was.
    """
    files = list(find_sources(sources))
    with (
        begin_build(path, wait=wait, rows_of=rows_of_letter) as build,
        TemporaryFile(dir=build.scratch, buffering=0) as aside,
    ):
        known = LettersRead(aside)
        building = _Building(build, known, jobs=jobs, executor=executor, progress=progress)
        return building.run(files, prune=prune)


def remove_letters(path: Path, files: Sequence[str], *, wait: float | None = 0) -> tuple[str, ...]:
    """Take letters out of the store, by file, key or IRI; the files that went.

    Raises MisuseError if one of them is not in the store; then nothing is removed.
    """
    with begin_build(path, wait=wait, rows_of=rows_of_letter) as build:
        entries = [_entry_of(build, name) for name in files]
        for entry in dict.fromkeys(entries):
            build.remove_letter(entry.key)
        finish_build(build, refused=build.manifest.refused, folders=Folders.of(build.manifest))
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

    def __init__(
        self,
        build: BuildTransaction,
        known: LettersRead,
        *,
        jobs: int,
        executor: Executor | None,
        progress: Progress | None,
    ) -> None:
        self._build, self._known, self._jobs, self._executor, self._progress = (
            build,
            known,
            jobs,
            executor,
            progress,
        )
        self._stamp = letter_stamp()
        self._read: list[LetterRead] = []
        self._refused: list[Problem] = []
        self._kept: set[str] = set()
        self._now: defaultdict[str, set[str]] = defaultdict(set)

    def run(self, files: Sequence[SourceFile], *, prune: bool) -> BuildReport:
        folders = Folders.of(self._build.manifest)
        documents, unreadable = find_documents(files)
        self._refused += unreadable
        gone = folders.gone(self._build.manifest, files)
        self._take_all(documents)
        replaced = self._drop_replaced()
        pruned = self._drop(gone) if prune else ()
        folders = folders.updated(documents, files)
        is_changed = finish_build(
            self._build, refused=self._all_refused(files), folders=folders, known=self._known
        )
        manifest = self._build.manifest_so_far
        return BuildReport(
            read=tuple(self._read),
            unchanged=len(self._kept),
            replaced=replaced,
            gone=() if prune else tuple(sorted(file for entry in gone for file in entry.files)),
            pruned=pruned,
            refused=tuple(self._refused),
            problems=tuple(p for entry in manifest.entries for p in entry.problems),
            letters=len(manifest.entries),
            quads=sum(e.quads for e in manifest.entries) + sum(g.quads for g in manifest.graphs),
            is_changed=is_changed,
        )

    def _take_all(self, documents: Sequence[DocumentFile]) -> None:
        """New letters first: only then is it known which files of the old ones hold another letter now."""
        old = [d for d in documents if self._build.manifest.entry(d.key)]
        new = [d for d in documents if not self._build.manifest.entry(d.key)]
        for document in old:
            self._note_files(document)
        done = 0
        for wave in (new, old):
            for result in read_all(self._to_read(wave), jobs=self._jobs, executor=self._executor):
                self._take(result)
                done += 1
                if self._progress:
                    self._progress(done + len(self._kept), len(documents))

    def _to_read(self, documents: Iterable[DocumentFile]) -> Iterator[DocumentFile]:
        """Documents that must be read, under all their names; unchanged ones are kept as they are."""
        for document in documents:
            known = self._build.manifest.entry(document.key)
            files = tuple(sorted({*document.files, *(self._still_there(known) if known else ())}))
            if known and known.stamp == self._stamp and known.files == files:
                self._build.keep_letter(document.key)
                self._kept.add(document.key)
            else:
                yield DocumentFile(path=document.path, sha256=document.sha256, files=files)

    def _drop(self, entries: Iterable[ManifestEntry]) -> tuple[str, ...]:
        dropped: list[str] = []
        for entry in entries:
            if self._build.manifest_so_far.entry(entry.key):
                self._build.remove_letter(entry.key)
                dropped += entry.files
        return tuple(sorted(dropped))

    def _note_files(self, document: Document) -> None:
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

    def _take(self, result: DocumentRead) -> None:
        document = result.document
        if result.refusal is not None or result.content is None:
            self._refused += result.refusals()
            return
        self._note_files(document)
        with store_failures(self._build.scratch):
            self._known.note(document.key, findings=result.ledger, to_join=result.to_join)
        is_known = self._build.manifest.entry(document.key) is not None
        self._build.put_letter(
            key=document.key,
            sha256=document.sha256,
            files=document.files,
            stamp=self._stamp,
            graph=mint_graph(document.key).value,
            nquads=result.content,
            rows=result.rows,
            problems=result.problems,
        )
        self._read.append(
            LetterRead(
                file=document.files[0],
                key=document.key,
                kind=result.kind,
                authority=result.authority,
                visit=result.visit,
                findings=result.findings,
                teams=result.teams,
                state="changed" if is_known else "new",
            )
        )

    def _all_refused(self, files: Sequence[SourceFile]) -> tuple[Problem, ...]:
        """Files refused now, and those refused by earlier builds that this one did not look at."""
        looked_at = {source.name for source in files}
        earlier = (p for p in self._build.manifest.refused if p.where not in looked_at)
        return tuple(sorted({*self._refused, *earlier}))


def finish_build(
    build: BuildTransaction,
    *,
    refused: tuple[Problem, ...],
    folders: Folders,
    known: LettersRead | None = None,
) -> bool:
    """Bring the ontology's and the derived graphs up to date and go live; False if nothing changed.

    `known` is what is known of letters that were read in this build; it is closed before
    its file's folder goes.
    """
    known = known or LettersRead(BytesIO())
    ontology = _nquads(describe_ontology())
    build.replace_graph(_ONTOLOGY, ontology)
    rules = f"{VERSION} {knowledge_digest(parts=('rules/', 'schemes/'))}"
    facts = {_RULES: rules, **folders.facts()}
    is_changed = build.is_changed(facts={**facts, **derived_facts(build.manifest.facts)}, refused=refused)
    with closing(known):
        if is_changed:
            build.end_letters()
            facts |= derive_all(build, rules=rules, ontology=ontology, known=known)
    if is_changed:
        build.commit(facts=facts, refused=refused)
    else:
        build.abandon()
    return is_changed


def _nquads(quads: Iterable[Quad]) -> bytes:
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
