"""From which folder each letter came, so that one that is gone from it can be told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspectgraph.build.reading import Document
from inspectgraph.build.sources import SourceFile
from inspectgraph.store import Manifest, ManifestEntry

_FACT = "folders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The folder (an absolute path) of each letter by its key; letters named by file have none.

    >>> Folders.of(Manifest()).facts()
    {'folders': '{}'}
    """

    by_key: Mapping[str, str]

    @classmethod
    def of(cls, manifest: Manifest) -> Folders:
        """The folders that a manifest remembers."""
        return cls(by_key=json.loads(manifest.fact(_FACT) or "{}"))

    def gone(self, manifest: Manifest, files: Iterable[SourceFile]) -> tuple[ManifestEntry, ...]:
        """Letters that came from a folder of the call and are not under it any more."""
        sources = list(files)
        folders = {str(source.folder.resolve()) for source in sources if source.folder}
        names = {source.name for source in sources}
        return tuple(
            entry
            for entry in manifest.entries
            if self.by_key.get(entry.key) in folders and not names & set(entry.files)
        )

    def updated(self, documents: Iterable[Document], files: Sequence[SourceFile]) -> Folders:
        """The folders with those of the documents of this call."""
        by_name = {source.name: source.folder for source in files}
        now = {
            document.key: str(folder.resolve())
            for document in documents
            if (folder := by_name.get(document.files[0])) is not None
        }
        return Folders(by_key={**self.by_key, **now})

    def facts(self) -> dict[str, str]:
        """As facts for the manifest."""
        return {_FACT: json.dumps(dict(sorted(self.by_key.items())), ensure_ascii=False)}
