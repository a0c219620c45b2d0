"""The users' door in Python: a store opened for questions."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from inspectgraph.ask.asking import ask_question
from inspectgraph.ask.columns import flatten_records
from inspectgraph.ask.dates import checked_date
from inspectgraph.ask.limited import LimitedQueries, QueryLimits
from inspectgraph.ask.limited.tables import TABLE_FORMATS, tabulate_answer
from inspectgraph.ask.listings import (
    list_findings,
    list_issues,
    list_letters,
    list_people,
    list_teams,
    list_visits,
    scope_of,
)
from inspectgraph.ask.opening import open_for_questions
from inspectgraph.ask.query import tabulate_query
from inspectgraph.ask.remote import RemoteStore
from inspectgraph.ask.search import LIMIT, SearchFilters, search_words
from inspectgraph.ask.table import Table
from inspectgraph.closing import ClosedAtExit
from inspectgraph.errors import MisuseError
from inspectgraph.networks import Network, network_filters, project_network
from inspectgraph.remote import is_address, read_address
from inspectgraph.store import OpenStore

if TYPE_CHECKING:
    from rdflib import Dataset

LIMITS = QueryLimits()
"""What a free query may cost if nothing else is said."""


class NetworkLimits(TypedDict, total=False):
    """Which letters and issues a network is made of; see `inspectgraph.networks.network_filters`."""

    authority: str
    region: str
    theme: str
    status: str
    since: str
    until: str
    letter_kind: str


class CutAnswerWarning(UserWarning):
    """An answer has more rows than were asked for."""


class GraphDoor(ClosedAtExit):
    """A store opened for questions; a context manager. Make one with `inspectgraph.open(path)`.

    It stays on the state that was live when it was opened, whatever is built meanwhile. Every answer is a
    Table: `.rows`, `.columns`, `.records()`, `.to_csv()`, `.to_pandas()`.
    """

    def __init__(self, store: OpenStore | RemoteStore) -> None:
        self._store = store
        self._queries: LimitedQueries | None = None

    def issues(
        self,
        *,
        authority: str | None = None,
        file: str | None = None,
        status: str | None = None,
        theme: str | None = None,
        since: str | None = None,
    ) -> Table:
        """Which issues were raised and how they stand, as `inspectgraph issues --format csv`.

        Raises MisuseError for an unknown authority, status or theme, and for what is no date.
        """
        scope = scope_of(self._store, authority=authority, file=file)
        records = list_issues(self._store, scope, status=status, theme=theme, since=checked_date(since))
        return flatten_records("issues", records)

    def findings(self, *, authority: str | None = None, file: str | None = None) -> Table:
        """What was found, sentence by sentence, as `inspectgraph findings`. Raises as `issues`."""
        scope = scope_of(self._store, authority=authority, file=file)
        return flatten_records("findings", list_findings(self._store, scope))

    def letters(self, *, authority: str | None = None, file: str | None = None) -> Table:
        """The letters and what each says of itself. Raises as `issues`."""
        scope = scope_of(self._store, authority=authority, file=file)
        return flatten_records("letters", list_letters(self._store, scope))

    def visits(self, *, authority: str | None = None, file: str | None = None) -> Table:
        """The visits that letters tell of or refer to. Raises as `issues`."""
        scope = scope_of(self._store, authority=authority, file=file)
        return flatten_records("visits", list_visits(self._store, scope))

    def teams(self, *, authority: str | None = None, file: str | None = None) -> Table:
        """The teams that letters name. Raises as `issues`."""
        scope = scope_of(self._store, authority=authority, file=file)
        return flatten_records("teams", list_teams(self._store, scope))

    def people(self, *, authority: str | None = None, file: str | None = None) -> Table:
        """The people that letters name, in their public roles. Raises as `issues`."""
        scope = scope_of(self._store, authority=authority, file=file)
        return flatten_records("people", list_people(self._store, scope))

    def ask(self, name: str, **parameters: str) -> Table:
        """The answer to a question of the library, by its name and parameters.

        It is asked in this process and without limits: the library's questions are known. Raises MisuseError
        for an unknown question, parameter or value.
        """
        return ask_question(self._store, name, **parameters)

    def query(
        self, sparql: str, *, seconds: float | None = LIMITS.seconds, rows: int | None = LIMITS.rows
    ) -> Table:
        """The rows of a SPARQL query over all letters, ended after some seconds (None: never).

        Of a CONSTRUCT or DESCRIBE the triples, of an ASK one cell. With more than `rows` of them (None: no
        matter how many) the answer is cut, and a CutAnswerWarning says so. Raises MisuseError for what is no
        query, QueryEndedError where it took too long or too much memory.
        """
        graph = self._store.graph  # raises after the end, also where another process answers
        if isinstance(self._store, RemoteStore):
            return tabulate_query(graph, sparql)
        if self._queries is None:
            self._queries = LimitedQueries(self._store.path, generation=self._store.generation)
        format, graph_format = TABLE_FORMATS
        answer = self._queries.run(
            sparql, format=format, graph_format=graph_format, limits=QueryLimits(seconds=seconds, rows=rows)
        )
        if answer.cut:
            warnings.warn(f"the first {rows} rows: give rows=None for all", CutAnswerWarning, stacklevel=2)
        return tabulate_answer(answer)

    def network(
        self,
        kind: str,
        *,
        name: str | None = None,
        people: bool = True,
        backbone: float | None = None,
        **filters: Unpack[NetworkLimits],
    ) -> Network:
        """A network of this kind: its `.graph` is networkx's; docs/networks.md says what is in it.

        `name` is what an `around` network is about. Filters are `authority`, `region`, `theme`, `status`,
        `since`, `until` and `letter_kind`. Without `people` nobody is named. Raises MisuseError for what is
        unknown.
        """
        chosen = network_filters(**filters)
        return project_network(self._store, kind, chosen, name=name, people=people, backbone=backbone)

    def search(self, words: str, *, limit: int = LIMIT, **filters: Unpack[SearchFilters]) -> Table:
        """Sentences and passages of the letters that hold these words, best first; see docs/search.md.

        Filters are `authority`, `theme`, `kind`, `polarity`, `since`, `until` and `year`. Raises MisuseError
        for what can't be searched for and for unknown filters, StoreError without an index.
        """
        return search_words(self._require_local("a search"), words, limit=limit, **filters)

    def dataset(self) -> Dataset:
        """An rdflib Dataset over the same store, read-only, all letters its default graph."""
        import rdflib
        from oxrdflib import OxigraphStore

        from inspectgraph.describe.namespaces import PREFIXES

        graph = self._require_local("a dataset").graph
        dataset = rdflib.Dataset(store=OxigraphStore(store=graph), default_union=True)
        for prefix, base in PREFIXES.items():
            dataset.bind(prefix, base, override=True)
        return dataset

    def close(self) -> None:
        """Let the store go."""
        if self._queries is not None:
            self._queries.close()
        self._store.close()

    def _require_local(self, what: str) -> OpenStore:
        if isinstance(self._store, OpenStore):
            _ = self._store.graph  # raises after the end
            return self._store
        raise MisuseError(f"{what} needs a store in a folder", remedy="build one here")


def open_door(where: str | Path) -> GraphDoor:
    """Open the store in a folder, or on a server (`https://...`).

    Raises StoreError if there is none that this version reads.
    """
    address = read_address(where) if isinstance(where, str) and is_address(where) else Path(where)
    return GraphDoor(open_for_questions(address))
