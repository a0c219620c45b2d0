"""The manifest: what is in one generation of the store, so that a later build sees what is unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from inspectgraph.errors import Problem
from inspectgraph.store.failures import DamagedStoreError
from inspectgraph.store.layout import FORMAT_VERSION, StoreLayout
from inspectgraph.store.pointer import refuse_newer_format


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """One letter in the store.

    `key` names it, `sha256` is the hash of its source, `files` the paths under which it was found;
    `graph` is the IRI of its named graph, `quads` how many are in it; `nquads` is the name of its file
    in `letters/`, `digest` the sha256 of that file; `stamp` is whatever the builder needs to see that
    the letter is unchanged (versions of extractor and ontology); `problems` are those found in it.
    """

    key: str
    sha256: str
    files: tuple[str, ...]
    graph: str
    quads: int
    nquads: str
    digest: str
    stamp: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestGraph:
    """A graph that is no letter's, such as the ontology's: its IRI, its quads, the sha256 of its N-Quads."""

    graph: str
    quads: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is in a generation: letters by key, other graphs by IRI, facts by name, and refused files.

    `facts` are small strings that the builder wants to find again, such as the digest of the ontology.

    >>> Manifest(facts=(("ontology", "9f86d081"),)).fact("ontology")
    '9f86d081'
    """

    entries: tuple[ManifestEntry, ...] = ()
    graphs: tuple[ManifestGraph, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    refused: tuple[Problem, ...] = ()

    def entry(self, key: str) -> ManifestEntry | None:
        """The letter of that key, None where there is none."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def fact(self, name: str) -> str | None:
        """The fact of that name, None where there is none."""
        return dict(self.facts).get(name)


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, keys sorted: the same manifest gives the same bytes."""
    values = {"format": FORMAT_VERSION, **asdict(manifest), "facts": dict(manifest.facts)}
    return (json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(layout: StoreLayout, generation: str) -> Manifest:
    """The manifest of one generation. Raises DamagedStoreError if it is missing or damaged."""
    path = layout.manifest(generation)
    try:
        values = json.loads(path.read_bytes())
        refuse_newer_format(values["format"], layout)
        return _manifest_from(values)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStoreError("the store's manifest is damaged or missing", where=path) from error


def _manifest_from(values: dict[str, Any]) -> Manifest:
    return Manifest(
        entries=tuple(_entry_from(entry) for entry in values["entries"]),
        graphs=tuple(ManifestGraph(**graph) for graph in values["graphs"]),
        facts=tuple(sorted(values["facts"].items())),
        refused=_problems_from(values["refused"]),
    )


def _entry_from(values: dict[str, Any]) -> ManifestEntry:
    fields = {**values, "files": tuple(values["files"]), "problems": _problems_from(values["problems"])}
    return ManifestEntry(**fields)


def _problems_from(values: Iterable[dict[str, str]]) -> tuple[Problem, ...]:
    return tuple(Problem(**problem) for problem in values)
