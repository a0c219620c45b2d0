"""Stored questions: `.rq` files whose head says the question, its parameters and their types.

The head is a run of comment lines. The first is the question in English; `parameter:` lines name the
parameters; the rest explains. In the query, a line `VALUES ?name { UNDEF }` stands for each parameter:
it lets everything through until a term is bound in its place, so each file also runs as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode

from inspectgraph.ask.dates import checked_date
from inspectgraph.describe.iris import mint_thing
from inspectgraph.describe.namespaces import ID, term
from inspectgraph.errors import DataError, MisuseError
from inspectgraph.knowledge.authorities import find_authority
from inspectgraph.knowledge.places import ontology_folder
from inspectgraph.knowledge.schemes import load_scheme

ParameterType = Literal[
    "authority",
    "theme",
    "team-type",
    "status",
    "grade",
    "kind",
    "family",
    "polarity",
    "change",
    "role",
    "date",
    "text",
    "number",
    "letter",
    "visit",
]
_PARAMETER = re.compile(
    r"parameter:\s*(?P<name>\w+)\s*\((?P<type>[\w-]+)(?P<needed>,\s*required)?\)\s*-\s*(?P<note>.+)"
)
_OPTIONS = frozenset("bom format help questions sparql store timeout".split())
"""What parameters can't be called: `ask` has options of these names."""
_NUMBER = re.compile(r"-?\d+", re.ASCII)
_FILE_NAME = re.compile(r"[\w-]+", re.ASCII)
_KEY = re.compile(r"[\w-]+(?:/[\w-]+)*", re.ASCII)
_SLOT = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a question: a scheme's concept, an authority, a date, a text or a number."""

    name: str
    type: ParameterType
    required: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A stored question: `name` is its file's, `sparql` the query without the head."""

    name: str
    title: str
    note: str
    parameters: tuple[Parameter, ...]
    sparql: str


def load_questions(folder: Path | None = None) -> dict[str, Question]:
    """The question library by name, in alphabetical order; `folder` instead of the shipped one.

    Raises DataError for a file whose head is not as it must be.

    >>> "persistent-issues" in load_questions()
    True
    """
    place = folder or ontology_folder() / "questions"
    return {path.stem: read_question(path) for path in sorted(place.glob("*.rq"))}


@cache
def load_listing(name: str) -> Question:
    """One of the queries that the listing commands are made of (`ontology/listings/`).

    >>> load_listing("letters").parameters[0].name
    'authority'
    """
    return read_question(ontology_folder() / "listings" / f"{name}.rq")


def read_question(path: Path) -> Question:
    """Read one `.rq` file. Raises DataError naming the file and what its head lacks."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    head = [line[1:].strip() for line in _head_of(lines)]
    sparql = "\n".join(lines[len(head) :]).strip() + "\n"
    parameters = tuple(_read_parameter(line, path) for line in head if line.startswith("parameter:"))
    notes = [line for line in head if not line.startswith("parameter:")]
    if not notes or not notes[0].endswith("?"):
        raise DataError(
            "the first line does not ask a question", where=path.name, remedy="begin with '# Which ...?'"
        )
    for parameter in parameters:
        if parameter.name in _OPTIONS or [p.name for p in parameters].count(parameter.name) > 1:
            raise DataError(
                f"no parameter can be called {parameter.name!r}, or it is there twice",
                where=path.name,
                remedy="give each a name of its own that is no option of `ask`",
            )
        if _slot(parameter.name) not in sparql:
            raise DataError(
                f"the parameter {parameter.name!r} has no place in the query",
                where=path.name,
                remedy=f"add the line '{_slot(parameter.name)}'",
            )
    return Question(
        name=path.stem, title=notes[0], note=" ".join(notes[1:]), parameters=parameters, sparql=sparql
    )


def _head_of(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("#"):
            return
        yield line


def _read_parameter(line: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match["type"] not in get_args(ParameterType):
        raise DataError(
            f"a parameter line can't be read: {line!r}",
            where=path.name,
            remedy="write '# parameter: NAME (TYPE) - NOTE', or '(TYPE, required)'",
        )
    return Parameter(
        name=match["name"],
        type=cast(ParameterType, match["type"]),
        required=bool(match["needed"]),
        note=match["note"],
    )


def _slot(name: str) -> str:
    return f"VALUES ?{name} {{ UNDEF }}"


def bind(question: Question, values: Mapping[str, str | None]) -> str:
    """The query with its parameters bound as terms; those without a value stay open.

    Raises MisuseError for an unknown parameter, a missing one, or a value that is none of its type.

    >>> bind(load_listing("letters"), {"authority": "Blackpool"}).count("authority/E06000009")
    1
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            raise MisuseError(
                f"the question {question.name!r} has no parameter {name!r}",
                remedy=f"its parameters are {', '.join(known) or 'none'}",
            )
    terms: dict[str, list[NamedNode | RdfLiteral]] = {}
    for parameter in question.parameters:
        value = values.get(parameter.name)
        if value is None and parameter.required:
            raise MisuseError(
                f"the question {question.name!r} needs {parameter.name!r}",
                remedy=f"give --{parameter.name} ({parameter.note})",
            )
        if value is not None:
            terms[parameter.name] = [term_for(parameter, value)]
    return bind_terms(question, terms)


def bind_terms(question: Question, terms: Mapping[str, Sequence[NamedNode | RdfLiteral]]) -> str:
    """The query with terms in the place of its parameters, several for one meaning any of them.

    The terms are written by the RDF library, escaped; no string of a user's is joined in.

    >>> bind_terms(load_listing("letters"), {"letter": []}).count("VALUES ?letter { }")
    1
    """

    def bound(slot: re.Match[str]) -> str:
        if slot[1] not in terms:
            return slot[0]
        return f"VALUES ?{slot[1]} {{ {''.join(f'{value} ' for value in terms[slot[1]])}}}"

    # in one pass, so that what looks like a slot within a user's text is left alone
    return _SLOT.sub(bound, question.sparql)


def term_for(parameter: Parameter, value: str) -> NamedNode | RdfLiteral:
    """The term that a user's words stand for.

    Raises MisuseError, with what was perhaps meant, if they are no value of the parameter's type.

    >>> term_for(Parameter(name="a", type="theme", required=False, note=""), "neglect").value
    'https://w3id.org/inspectgraph/id/theme/neglect'
    """
    if parameter.type == "authority":
        return mint_thing("authority", find_authority(value).gss)
    if parameter.type in ("letter", "visit"):
        return _thing_term(parameter, value)
    if parameter.type == "text":
        return RdfLiteral(value)
    if parameter.type == "number":
        if not _NUMBER.fullmatch(value):
            raise MisuseError(f"{value!r} is no whole number", remedy=f"give --{parameter.name} a number")
        return RdfLiteral(str(int(value)), datatype=term("xsd:integer"))
    if parameter.type == "date":
        checked_date(value)
        return RdfLiteral(value)
    return concept_term(parameter.type, value)


def _thing_term(parameter: Parameter, value: str) -> NamedNode:
    key = value.removeprefix(ID).removeprefix("id:").removeprefix(f"{parameter.type}/")
    if not _KEY.fullmatch(key):
        raise MisuseError(
            f"{value!r} is no key of a {parameter.type}",
            remedy=f"write what stands after /id/{parameter.type}/ in its IRI",
        )
    return mint_thing(parameter.type, key)


def concept_term(scheme: str, value: str) -> NamedNode:
    """The concept of a scheme that has this id or label.

    Raises MisuseError with near ones if there is none.

    >>> concept_term("grade", "Good").value.rpartition("/")[2]
    'good'
    """
    concepts = load_scheme(scheme)
    folded = value.strip().casefold()
    for concept in concepts.values():
        if folded in (concept.id, concept.label.casefold()):
            return mint_thing(scheme, concept.id)
    near = get_close_matches(folded, list(concepts), n=3, cutoff=0.5)
    meant = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(sorted(concepts))}"
    raise MisuseError(f"there is no {scheme} {value!r}", remedy=meant)


def find_question(name: str, *, folder: Path | None = None) -> Question:
    """The question of that name.

    Raises MisuseError, with near names, if there is none.

    >>> find_question("persistent-issues").parameters[0].name
    'authority'
    """
    path = (folder or ontology_folder() / "questions") / f"{name}.rq"
    if _FILE_NAME.fullmatch(name) and path.is_file():
        return read_question(path)
    return choose_question(name, load_questions(folder))


def choose_question(name: str, questions: Mapping[str, Question]) -> Question:
    """The question of that name among these. Raises MisuseError, with near names, if there is none."""
    if name not in questions:
        near = get_close_matches(name, list(questions), n=3, cutoff=0.4)
        remedy = f"did you mean {' or '.join(near)}?" if near else "`inspectgraph ask` lists them"
        raise MisuseError(f"there is no question {name!r}", remedy=remedy)
    return questions[name]
