"""The SKOS concept schemes of `ontology/schemes/`, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, RdfFormat, parse

from inspectgraph.errors import DataError, MisuseError
from inspectgraph.knowledge.places import knowledge_file

SchemeName = Literal[
    "change",
    "family",
    "grade",
    "judgement-area",
    "kind",
    "outcome",
    "polarity",
    "role",
    "status",
    "team-type",
    "theme",
]
"""The schemes; `theme` is the last part but one of a concept's IRI (`.../id/theme/neglect`)."""

_FILES: Mapping[SchemeName, str] = {
    "change": "changes",
    "family": "families",
    "grade": "grades",
    "judgement-area": "judgement-areas",
    "kind": "kinds",
    "outcome": "outcomes",
    "polarity": "polarities",
    "role": "roles",
    "status": "statuses",
    "team-type": "team-types",
    "theme": "themes",
}
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TERMS = "https://w3id.org/inspectgraph/ontology#"

_Texts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One concept of a scheme: `id` is its notation, `broader` the id of the concept above it.

    `note` is its definition or scope note. `family` is the family of visit that a letter's kind
    reports (for kinds alone) and `rank` the place of a grade from the best, 1 (for ranked grades alone).
    """

    id: str
    iri: str
    label: str
    alt_labels: tuple[str, ...] = ()
    broader: str | None = None
    note: str | None = None
    family: str | None = None
    rank: int | None = None


@cache
def load_scheme(name: SchemeName) -> Mapping[str, Concept]:
    """The concepts of one scheme by id, in the order of their ids.

    Raises MisuseError for an unknown scheme, DataError for a file that does not parse.

    >>> load_scheme("grade")["requires-improvement"].label
    'Requires improvement to be good'
    >>> load_scheme("kind")["ilacs-short"].family
    'ilacs'
    """
    if name not in _FILES:
        raise MisuseError(f"there is no scheme {name!r}", remedy=f"one of {', '.join(get_args(SchemeName))}")
    relative_path = f"schemes/{_FILES[name]}.ttl"
    concepts = [
        _concept(iri, texts, relative_path)
        for iri, texts in _texts_by_subject(relative_path).items()
        if f"{_SKOS}notation" in texts
    ]
    return MappingProxyType({concept.id: concept for concept in sorted(concepts, key=lambda c: c.id)})


@cache
def theme_ids() -> tuple[str, ...]:
    """The ids of the leaf themes, those that a finding can have, in alphabetical order.

    >>> len(theme_ids()), theme_ids()[0]
    (61, 'adoption')
    """
    return tuple(concept.id for concept in load_scheme("theme").values() if concept.broader is not None)


def _texts_by_subject(relative_path: str) -> dict[str, _Texts]:
    """Subject to property to its values as text, each in the order of the file."""
    collected: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=str(knowledge_file(relative_path)), format=RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | RdfLiteral):
                collected[subject.value][quad.predicate.value].append(value.value)
    except SyntaxError as error:
        raise DataError(
            f"not well-formed Turtle: {error}",
            where=f"ontology/{relative_path}",
            remedy="mend the line; most often a full stop, semicolon or quotation mark is missing",
        ) from error
    return {
        subject: {name: tuple(values) for name, values in properties.items()}
        for subject, properties in collected.items()
    }


def _concept(iri: str, texts: _Texts, relative_path: str) -> Concept:
    notation = _only(texts, f"{_SKOS}notation")
    label = _only(texts, f"{_SKOS}prefLabel")
    if notation is None or label is None or not iri.endswith(f"/{notation}"):
        raise DataError(
            f"the concept <{iri}> must have one notation, the last part of its name, and one label",
            where=f"ontology/{relative_path}",
            remedy="add what is missing",
        )
    rank = _only(texts, f"{_TERMS}rank")
    return Concept(
        id=notation,
        iri=iri,
        label=label,
        alt_labels=tuple(sorted(texts.get(f"{_SKOS}altLabel", ()))),
        broader=_last_part(_only(texts, f"{_SKOS}broader")),
        note=_only(texts, f"{_SKOS}definition") or _only(texts, f"{_SKOS}scopeNote"),
        family=_last_part(_only(texts, f"{_TERMS}familyOfKind")),
        rank=int(rank) if rank is not None else None,
    )


def _only(texts: _Texts, name: str) -> str | None:
    values = texts.get(name, ())
    return values[0] if len(values) == 1 else None


def _last_part(iri: str | None) -> str | None:
    return iri.rsplit("/", 1)[-1] if iri is not None else None
