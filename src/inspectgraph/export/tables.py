"""Tables as CSV and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from inspectgraph.ask.table import BOM, write_csv

__all__ = ["BOM", "write_csv", "write_json"]


def write_json(records: Iterable[Mapping[str, object]]) -> str:
    """Records as a JSON list, one field a line, in the order of their fields.

    >>> write_json([{"a": None}])
    '[\\n {\\n  "a": null\\n }\\n]\\n'
    """
    return json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"
