"""Building: all changes are made to a copy, which goes live in one step.

Until the pointer is replaced the old state is live, after it the new one. A build that is killed, runs out
of disk or raises leaves the old state, and what it leaves behind is swept by the next build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import NamedNode, Store

from inspectgraph.errors import Problem, StoreError
from inspectgraph.store.beginning import (
    LiveState,
    begin_indexing,
    find_live_state,
    make_working_copy,
    take_store,
)
from inspectgraph.store.changes import GraphChanges
from inspectgraph.store.contents import Contents
from inspectgraph.store.durable import sync_folder, sync_tree, write_atomically
from inspectgraph.store.failures import is_from_oxigraph, store_error, store_failures
from inspectgraph.store.layout import SEARCH_FILE, StoreLayout, letter_file_name
from inspectgraph.store.letter_files import LetterFiles
from inspectgraph.store.lock import BuildLock
from inspectgraph.store.manifest import Manifest, ManifestEntry, ManifestGraph, write_manifest
from inspectgraph.store.nquads import GraphContent, canonical_graph
from inspectgraph.store.pointer import read_pointer, write_pointer
from inspectgraph.store.search_rows import SEARCH_FACT, SEARCH_VERSION, LetterRows, RowsOf
from inspectgraph.store.sweeping import remove_tree, sweep


def begin_build(
    path: Path, *, wait: float | None = 0, fresh: bool = False, rows_of: RowsOf | None = None
) -> BuildTransaction:
    """Begin to build the store at `path`, which is created if it isn't there.

    The build begins with what is live; a `fresh` one begins with nothing (and so mends a damaged store;
    `keep_letter` takes over what is unchanged). Use fresh also to replace most letters: removing one from
    a copy takes longer than loading it. `wait` is how many seconds to wait for another build to end,
    None for ever. `rows_of` reads what can be searched out of a letter's N-Quads; without it the store
    gets no search index, nor where this Python's SQLite can't search texts.

    Raises StoreError where the folder is not empty and no store, can't be written, is being built by
    somebody else, has a newer format or (DamagedStoreError, unless `fresh`) is damaged.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, begin_build(Path(folder)) as build:
    ...     _ = build.replace_graph("http://a/g", b'<http://a/s> <http://a/p> "x" <http://a/g> .')
    ...     build.commit()
    '000001'
    """
    layout = StoreLayout(path)
    lock = take_store(layout, wait=wait)
    with ExitStack() as undo:
        undo.callback(lock.release)
        live = find_live_state(layout, fresh=fresh)
        build = BuildTransaction(layout, lock, live=live, fresh=fresh, rows_of=rows_of)
        undo.pop_all()
    return build


class BuildTransaction:
    """An unfinished build. A context manager: leaving it without `commit()` leaves the store as it was.

    Change graphs by its methods only, not through `graph`: the manifest would not know.
    """

    def __init__(
        self, layout: StoreLayout, lock: BuildLock, *, live: LiveState, fresh: bool, rows_of: RowsOf | None
    ) -> None:
        self._layout, self._lock, self._live, self._fresh = layout, lock, live, fresh
        self._contents = Contents(Manifest() if fresh else live.manifest)
        self._name = layout.next_generation()
        self.scratch = self._working = layout.working_copy(self._name)
        """A folder on the store's disk that goes with the build."""
        self._store: Store | None = None
        base = None if fresh else live.generation
        with ExitStack() as undo, store_failures(layout.root):
            undo.callback(remove_tree, self._working)
            self._store = make_working_copy(layout, self._working, base=base)
            undo.pop_all()
        self._changes = GraphChanges(self._store)
        self._letters = LetterFiles(layout, live=live.manifest)
        self._index = begin_indexing(layout, self._working / SEARCH_FILE, base=base, rows_of=rows_of)
        self._are_letters_open = True

    @property
    def manifest(self) -> Manifest:
        """What was live when the build began, whether it is fresh or not."""
        return self._live.manifest

    @property
    def manifest_so_far(self) -> Manifest:
        """What the store will hold as far as it has been built, without facts and refused files."""
        return self._contents.manifest(facts={}, refused=())

    @property
    def graph(self) -> Store:
        """The graph being built, with all changes so far: for queries.

        Raises StoreError where the changes can't be written, ValueError after the end of the build or for
        values not in canonical form (`"01"^^xsd:integer`).
        """
        store = self._require_store()
        self._store = None  # Until all changes are in it: with half of them it must not go live.
        with store_failures(self._layout.root):
            self._changes.apply()
        self._store = store
        return store

    def put_letter(
        self,
        *,
        key: str,
        sha256: str,
        files: Iterable[str],
        stamp: str,
        graph: str,
        nquads: bytes | GraphContent,
        rows: LetterRows | None = None,
        problems: Iterable[Problem] = (),
    ) -> ManifestEntry:
        """Let a letter's graph hold these N-Quads and nothing else; see ManifestEntry for the parameters.

        A `GraphContent` (perhaps from another process) is taken as it is, and so is what can be searched in
        `rows`: the same as `rows_of` would read in the N-Quads. Raises ValueError for N-Quads that are not
        all in `graph` or not well formed, StoreError where the letter's file can't be written.
        """
        self._require_store(for_letters=True)
        content = nquads if isinstance(nquads, GraphContent) else canonical_graph(graph, nquads)
        digest = content.digest
        entry = ManifestEntry(
            key=key,
            sha256=sha256,
            files=tuple(sorted(files)),
            graph=graph,
            quads=content.quads,
            nquads=letter_file_name(key=key, digest=digest),
            digest=digest,
            stamp=stamp,
            problems=tuple(problems),
        )
        self._contents.refuse_graph_of_another(graph, key=key)
        self._letters.write(entry, content.nquads)
        self._replace_entry(entry)
        if self._index is not None:
            self._index.put(key, digest=digest, nquads=content.nquads, rows=rows)
        return entry

    def keep_letter(self, key: str) -> ManifestEntry:
        """Take over a letter from the live state as it is; needed in a fresh build only.

        Raises ValueError if there is no such letter, DamagedStoreError if its file isn't what it was.
        """
        self._require_store(for_letters=True)
        entry = self._live.manifest.entry(key)
        if entry is None:
            raise ValueError(f"there is no letter {key} in the store")
        if self._fresh:
            self._letters.refuse_damaged(entry)
            self._replace_entry(entry)
        return entry

    def remove_letter(self, key: str) -> None:
        """Remove a letter and its graph. Raises ValueError if there is no such letter."""
        self._require_store(for_letters=True)
        self._change(self._contents.remove_entry(key).graph)

    def end_letters(self) -> None:
        """Let no letter come or go until `commit`, which would else begin with this. Raises StoreError.

        The search index is finished while what waits is loaded; after that the graph can be asked.
        """
        self._require_store(for_letters=True)
        self._changes.begin()
        self._are_letters_open = False
        if self._index is not None:
            self._index.finish(self.manifest_so_far.entries, self._letters.read)

    def replace_graph(self, graph: str, nquads: bytes | GraphContent) -> ManifestGraph:
        """Let a graph that is no letter's hold these N-Quads and nothing else. Raises as `put_letter`."""
        self._require_store()
        content = nquads if isinstance(nquads, GraphContent) else canonical_graph(graph, nquads)
        self._contents.refuse_graph_of_another(graph, key=None)
        self._change(graph, quads=content.quads, source=content.nquads)
        return self._contents.put_graph(
            ManifestGraph(graph=graph, quads=content.quads, digest=content.digest)
        )

    def remove_graph(self, graph: str) -> None:
        """Remove a graph that is no letter's; nothing happens if it isn't there."""
        self._require_store()
        self._contents.refuse_graph_of_another(graph, key=None)
        self._contents.remove_graph(graph)
        self._change(NamedNode(graph).value)

    def is_changed(self, *, facts: Mapping[str, str] | None = None, refused: Iterable[Problem] = ()) -> bool:
        """Whether `commit` with these arguments would make anything different from the live state."""
        if self._live.generation is None:
            return True
        manifest = self._manifest(facts, refused)
        is_behind = self._index is not None and self._index.is_behind(manifest.entries)
        return is_behind or manifest != self._live.manifest

    def commit(self, *, facts: Mapping[str, str] | None = None, refused: Iterable[Problem] = ()) -> str:
        """Let what was built go live, in one step, and end the build. Returns the generation's name.

        `facts` are small strings to find again in the manifest, `refused` the files that are not in the
        store and why. Raises StoreError; then the old state is live, and the build can only be abandoned.
        """
        self._require_store()
        if self._are_letters_open:
            self.end_letters()
        store = self.graph
        with store_failures(self._layout.root):
            self._write_generation(store, self._manifest(facts, refused))
            write_pointer(self._layout, self._name)
        del store
        self._end()
        return self._name

    def abandon(self) -> None:
        """End the build and leave the live state as it was; nothing happens after the end."""
        if self._lock.is_held:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()
        if isinstance(error, (OSError, RuntimeError)) and is_from_oxigraph(error):
            raise store_error(error, path=self._layout.root) from error

    def _manifest(self, facts: Mapping[str, str] | None, refused: Iterable[Problem]) -> Manifest:
        search = {} if self._index is None else {SEARCH_FACT: str(SEARCH_VERSION)}
        return self._contents.manifest(facts={**(facts or {}), **search}, refused=refused)

    def _require_store(self, *, for_letters: bool = False) -> Store:
        if self._store is None or (for_letters and not self._are_letters_open):
            raise ValueError("the build is over: begin another")
        return self._store

    def _change(self, graph: str, *, quads: int = 0, source: bytes | Path = b"") -> None:
        """Let this be all that is in a graph, soon; without quads, let it be gone."""
        with store_failures(self._layout.root):
            self._changes.replace(graph, quads=quads, source=source)

    def _replace_entry(self, entry: ManifestEntry) -> None:
        former = self._contents.put_entry(entry)
        if former is not None and former.graph != entry.graph:
            self._change(former.graph)
        self._change(entry.graph, quads=entry.quads, source=self._layout.letter_file(entry.nquads))

    def _write_generation(self, store: Store, manifest: Manifest) -> None:
        # Not the working copy itself goes live but a checkpoint of it, which nobody has open: whoever
        # still holds a reference to the working copy, and Oxigraph's own threads, can't touch it.
        store.flush()
        folder = self._layout.generation(self._name)
        folder.mkdir()
        store.backup(str(self._layout.graph(self._name)))
        if self._index is not None:
            (self._working / SEARCH_FILE).replace(self._layout.search(self._name))
        write_atomically(self._layout.manifest(self._name), write_manifest(manifest))
        self._letters.sync()
        sync_tree(folder)
        sync_folder(self._layout.generations)

    def _end(self) -> None:
        self._store = None
        with ExitStack() as last:
            last.callback(self._lock.release)
            last.callback(self._clear_up)
            if self._index is not None:
                last.callback(self._index.close)
            last.callback(self._letters.stop)
            self._changes.stop()

    def _clear_up(self) -> None:
        # Asked of the disk, not of a variable: an interrupt can come right after the pointer was replaced.
        try:
            live = read_pointer(self._layout)
        except StoreError:
            live = None
        remove_tree(self._working)
        if live != self._name:
            remove_tree(self._layout.generation(self._name))
        if live is not None:
            with suppress(OSError):
                sweep(self._layout, live=live)
