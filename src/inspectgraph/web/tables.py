"""Tables and records as the documents that addresses with an ending answer with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request

from inspectgraph.ask.table import Table, write_csv
from inspectgraph.export.tables import write_json
from inspectgraph.web.answers import Produced
from inspectgraph.web.media import TABLES, Offer, choose_offer, name_types
from inspectgraph.web.refusing import RefusedError

ENDINGS = {offer.format: offer for offer in TABLES}


def offer_for(request: Request, ending: str) -> Offer:
    """The format that an address ends with or, without an ending, that the client likes best.

    Raises RefusedError where there is none.
    """
    if ending:
        if ending not in ENDINGS:
            raise unknown_address(f"no answer ends with {ending[:20]!r}: there are {', '.join(ENDINGS)}")
        return ENDINGS[ending]
    chosen = choose_offer(request.headers.getlist("accept"), TABLES)
    if chosen is None:
        raise RefusedError(406, "not-acceptable", f"there are {name_types(TABLES)}")
    return chosen


def unknown_address(detail: str) -> RefusedError:
    """Nothing is there."""
    return RefusedError(404, "unknown-address", detail)


def produce_table(
    table: Table,
    offer: Offer,
    *,
    generation: str,
    cut: bool = False,
    records: Sequence[Mapping[str, object]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Produced:
    """A Table as CSV or JSON; as JSON its `records` if they say more than its rows."""
    if offer.format == "csv":
        text = write_csv(table)
    else:
        text = write_json(table.records() if records is None else records)
    return Produced(
        chunks=(text.encode(),),
        content_type=offer.content_type,
        generation=generation,
        rows=len(table),
        cut=cut,
        headers=headers or {},
    )
