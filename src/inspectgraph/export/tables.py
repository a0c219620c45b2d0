"""Tables as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

from inspectgraph.ask.table import Cell, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

BOM = "\ufeff"
"""The byte-order mark by which Excel knows that a CSV file is UTF-8."""


def write_csv(table: Table, *, bom: bool = False) -> str:
    """A Table as CSV (RFC 4180) with a heading row; cells that Excel would run as formulas are defused.

    Source: OWASP, "CSV Injection": such a cell gets an apostrophe before it. Numbers stay as they are.

    >>> write_csv(Table(columns=("a",), rows=(("=1+1",), (2,)))).splitlines()
    ['a', "'=1+1", '2']
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_defused(cell) for cell in row] for row in table)
    return (BOM if bom else "") + stream.getvalue()


def _defused(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def write_json(records: Iterable[Mapping[str, object]]) -> str:
    """Records as a JSON list, one field a line, in the order of their fields.

    >>> write_json([{"a": None}])
    '[\\n {\\n  "a": null\\n }\\n]\\n'
    """
    return json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"
