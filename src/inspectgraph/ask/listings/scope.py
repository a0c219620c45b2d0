"""What a listing is asked about: one authority, some letters, or everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.query import run_rows
from inspectgraph.ask.questions import bind_terms, concept_term, load_listing
from inspectgraph.describe.iris import mint_thing
from inspectgraph.errors import MisuseError
from inspectgraph.knowledge.authorities import find_authority

Record = dict[str, object]
"""One record of a contract: plain JSON values under the fields of docs/contracts.md."""

Row = Mapping[str, str]
Terms = dict[str, Sequence[NamedNode | Literal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a listing is limited to: a GSS code and IRIs of letters; None for no limit."""

    gss: str | None = None
    letters: tuple[str, ...] | None = None

    def terms(self) -> Terms:
        """The scope as terms for the parameters `authority` and `letter` of a stored query."""
        terms: Terms = {}
        if self.gss is not None:
            terms["authority"] = [mint_thing("authority", self.gss)]
        if self.letters is not None:
            terms["letter"] = [NamedNode(iri) for iri in self.letters]
        return terms


def scope_of(store: AskedStore, *, authority: str | None = None, file: str | None = None) -> Scope:
    """The scope that a user's words mean.

    Raises MisuseError for an unknown authority, or a file that no letter of the store has.
    """
    gss = None if authority is None else find_authority(authority).gss
    return Scope(gss=gss, letters=None if file is None else tuple(_letters_in(store, file)))


def _letters_in(store: AskedStore, file: str) -> Iterator[str]:
    wanted = file.replace("\\", "/").removeprefix("./")
    files = files_by_letter(store, Scope())
    found = [iri for iri, paths in files.items() if any(_is_path(path, wanted) for path in paths)]
    if not found:
        known = sorted({path for paths in files.values() for path in paths})
        near = get_close_matches(wanted, known, n=1, cutoff=0.5)
        raise MisuseError(
            f"no letter of the store lies in {file!r}",
            remedy=f"did you mean {near[0]!r}?" if near else "`inspectgraph letters` lists them",
        )
    yield from found


def _is_path(path: str, wanted: str) -> bool:
    return path == wanted or path.endswith(f"/{wanted}")


def rows_of(store: AskedStore, name: str, scope: Scope, **concepts: str | None) -> Iterator[Row]:
    """The rows of a stored listing query within a scope.

    Further parameters are concepts by their id or label, such as `status` and `theme`.
    """
    question = load_listing(name)
    known = {parameter.name for parameter in question.parameters}
    terms: Terms = {key: value for key, value in scope.terms().items() if key in known}
    for key, value in concepts.items():
        if value is not None:
            terms[key] = [concept_term(key, value)]
    return run_rows(store.graph, bind_terms(question, terms))


def files_by_letter(store: AskedStore, scope: Scope) -> dict[str, list[str]]:
    """The paths of each letter by its IRI."""
    files: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(store, "letter-files", scope):
        files[row["letter"]].append(row["file"])
    return dict(files)


def grouped(rows: Iterator[Row], key: str) -> dict[str, list[Row]]:
    """Rows by the value of one variable, in their order."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return dict(groups)


def truth(text: str) -> bool:
    """A truth value from a row; some servers write it in the other way that XML Schema has, or as a number.

    >>> truth("true"), truth("1"), truth("false"), truth("0")
    (True, True, False, False)
    """
    return text in ("true", "1")


def number(text: str | None) -> int | None:
    """A whole number from a row, None where the row has none.

    >>> number("3"), number(None)
    (3, None)
    """
    return None if text is None else int(text)
