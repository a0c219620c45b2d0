"""The query operation of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/, part 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from inspectgraph.ask.limited import QueryDataset
from inspectgraph.errors import MisuseError
from inspectgraph.web.refusing import RefusedError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

Fields = Sequence[tuple[str, str]]
_MOST_FIELDS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolQuery:
    """A query and the graphs that it is about, if the request names any."""

    sparql: str
    dataset: QueryDataset | None = None


def read_fields(text: bytes) -> Fields:
    """The names and values of a query string or of a form. Raises RefusedError for what is not UTF-8.

    >>> read_fields(b"query=ASK%20%7B%7D&a=1")
    [('query', 'ASK {}'), ('a', '1')]
    """
    try:
        return parse_qsl(text.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise RefusedError(400, "malformed-request", "the parameters are not UTF-8 text") from None
    except ValueError:
        detail = f"there are more than {_MOST_FIELDS} parameters"
        raise RefusedError(400, "malformed-request", detail) from None


def read_posted(content_type: str, body: bytes, address: Fields) -> ProtocolQuery:
    """The query of a POST request; `address` are the parameters in its address.

    Raises RefusedError for what is no query, or is sent in another way than the protocol's two.
    """
    media_type, _, parameters = content_type.lower().partition(";")
    if media_type.strip() == UPDATE:
        raise _update()
    if media_type.strip() == FORM:
        return _required(find_query([*address, *read_fields(body)]))
    if media_type.strip() != QUERY:
        raise RefusedError(
            415,
            "wrong-content",
            f"send a query as {QUERY} or {FORM}",
            Accept_Post=f"{QUERY}, {FORM}",
        )
    if "charset" in parameters and "utf-8" not in parameters and "utf8" not in parameters:
        raise RefusedError(415, "wrong-content", "send the query in UTF-8")
    try:
        return _required(find_query([*address, ("query", body.decode())]))
    except UnicodeDecodeError:
        raise RefusedError(400, "malformed-request", "the query is not UTF-8 text") from None


def find_query(fields: Fields) -> ProtocolQuery | None:
    """The query among parameters, None where there is none; those that the protocol does not know are left.

    Raises RefusedError for several, for an update, and for a graph that is no IRI.

    >>> find_query([("query", "ASK {}"), ("format", "json")]).sparql
    'ASK {}'
    """
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise _update()
    queries = values.get("query", [])
    if len(queries) > 1:
        raise RefusedError(400, "malformed-request", "there is more than one query: send one at a time")
    if not queries:
        return None
    default, named = values.get("default-graph-uri", []), values.get("named-graph-uri", [])
    try:
        dataset = QueryDataset(default_graphs=tuple(default), named_graphs=tuple(named))
    except MisuseError as error:
        raise RefusedError(400, "malformed-request", str(error)) from None
    return ProtocolQuery(sparql=queries[0], dataset=dataset if default or named else None)


def _required(query: ProtocolQuery | None) -> ProtocolQuery:
    if query is None:
        raise RefusedError(400, "malformed-request", "there is no query: send one under the name query")
    return query


def _update() -> RefusedError:
    return RefusedError(
        403, "read-only", "this endpoint answers queries; the store is changed by `inspectgraph build` alone"
    )
