"""The flat view of each contract listing: which columns a table or CSV shows of its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from inspectgraph.ask.table import Cell, Table, tabulate

_Record = Mapping[str, object]
_View = Callable[[_Record], Cell]


def _plain(field: str) -> _View:
    def view(record: _Record) -> Cell:
        value = record[field]
        return value if isinstance(value, str | int | float | bool | None) else str(value)

    return view


def _joined(field: str, show: Callable[[Mapping[str, object]], str] | None = None) -> _View:
    def view(record: _Record) -> Cell:
        values = record[field]
        if not isinstance(values, list):
            raise TypeError(f"{field} is no list")
        return "; ".join(show(v) if show and isinstance(v, Mapping) else str(v) for v in values)

    return view


def _short(field: str) -> _View:
    def view(record: _Record) -> Cell:
        value = record[field]
        return None if value is None else str(value).partition("/id/")[2] or str(value)

    return view


def _named(value: Mapping[str, object]) -> str:
    role = value.get("role")
    return f"{value['name']} ({role})" if role else str(value["name"])


def _graded(value: Mapping[str, object]) -> str:
    return f"{value['label']}: {value['grade'] or 'not judged'}"


def _earlier(value: Mapping[str, object]) -> str:
    grade = f", {value['grade']}" if value.get("grade") else ""
    return f"{value['date'] or 'undated'} {value['kind']}{grade}"


def _mentioned(value: Mapping[str, object]) -> str:
    return f"{value['file']} ({value['mentions']})"


def _in_role(value: Mapping[str, object]) -> str:
    role = f", {value['role']}" if value.get("role") else ""
    return f"{value['as']}{role} ({value['file']})"


def _reasons(record: _Record) -> Cell:
    reasons = record["reasons"]
    return "; ".join(readable_reason(str(r)) for r in reasons) if isinstance(reasons, list) else None


def readable_reason(reason: str) -> str:
    """The id of a rule or cue as a person reads it: what it decided, and the words it looks for.

    >>> readable_reason("polarity:concern:too (high|low)")
    'concern by “too (high | low)”'
    >>> readable_reason("themes:caseloads:case ?loads?"), readable_reason("rule:plain-practice")
    ('theme caseloads by “case ?loads?”', 'rule plain-practice')
    """
    table, _, rest = reason.partition(":")
    label, _, pattern = rest.partition(":")
    what = {"themes": f"theme {label}", "polarity": label}.get(table, f"{table} {label}")
    # alternatives apart, so that a long row of them can be folded
    return f"{what} by “{pattern.replace('|', ' | ')}”" if pattern else what


def _spoken(value: Mapping[str, object]) -> str:
    return f"{value['date']} {value['family']}: {value['stance']}"


VIEWS: Mapping[str, Mapping[str, _View]] = {
    "letters": {
        **{f: _plain(f) for f in ("file", "kind", "authority", "visit_start", "visit_end", "published")},
        "lead_inspector": _plain("lead_inspector"),
        "inspectors": _joined("inspectors"),
        "addressees": _joined("addressees", _named),
        "overall": _plain("overall"),
        "outcome": _plain("outcome"),
        "judgements": _joined("judgements", _graded),
        "previous": _joined("previous", _earlier),
        **{f: _plain(f) for f in ("covers", "gss", "visit", "sha256")},
    },
    "visits": {
        **{f: _plain(f) for f in ("authority", "start", "end", "family", "ordinal", "known_by")},
        **{f: _plain(f) for f in ("framework", "overall", "outcome")},
        "judgements": _joined("judgements", _graded),
        "inspectors": _joined("inspectors"),
        "files": _joined("files"),
        **{f: _plain(f) for f in ("gss", "visit")},
    },
    "findings": {
        **{f: _plain(f) for f in ("file", "page", "start", "kind", "item", "polarity", "change")},
        "themes": _joined("themes"),
        "teams": _joined("teams"),
        **{f: _plain(f) for f in ("text", "heading", "authority", "gss", "visit", "end", "id")},
    },
    "findings-explained": {
        **{f: _plain(f) for f in ("file", "page", "start", "kind", "item", "polarity", "change")},
        "themes": _joined("themes"),
        "reasons": _reasons,
        "teams": _joined("teams"),
        **{f: _plain(f) for f in ("text", "heading", "authority", "gss", "visit", "end", "id")},
    },
    "teams": {
        **{f: _plain(f) for f in ("authority", "name", "acronym", "type")},
        "aliases": _joined("aliases"),
        "letters": _joined("letters", _mentioned),
        **{f: _plain(f) for f in ("gss", "team")},
    },
    "people": {
        "name": _plain("name"),
        "names": _joined("names"),
        "roles": _joined("roles", _in_role),
        "person": _plain("person"),
    },
    "issues": {
        **{f: _plain(f) for f in ("authority", "label", "theme", "status")},
        "first_raised": _short("first_raised"),
        "last_seen": _short("last_seen"),
        "first_stated": _short("first_stated"),
        "visits": _joined("visits", _spoken),
        "teams": _joined("teams"),
        **{f: _plain(f) for f in ("gss", "issue")},
    },
}
"""Columns of each listing and how a record shows in them."""


NARROW: Mapping[str, tuple[str, ...]] = {
    "letters": (
        "file",
        "kind",
        "authority",
        "visit_start",
        "visit_end",
        "published",
        "overall",
        "outcome",
        "inspectors",
    ),
    "visits": (
        "authority",
        "start",
        "end",
        "family",
        "ordinal",
        "known_by",
        "framework",
        "overall",
        "outcome",
        "inspectors",
        "files",
    ),
    "findings": ("file", "start", "kind", "polarity", "change", "themes", "text"),
    "findings-explained": ("file", "start", "polarity", "themes", "reasons", "text"),
    "teams": ("authority", "name", "acronym", "type", "aliases", "letters"),
    "people": ("name", "roles"),
    "issues": (
        "authority",
        "label",
        "theme",
        "status",
        "first_raised",
        "last_seen",
        "first_stated",
        "visits",
        "teams",
    ),
}
"""The columns that a terminal has room for, for listings with more."""


def flatten_records(listing: str, records: Iterable[_Record], *, narrow: bool = False) -> Table:
    """The records of a listing as a Table with one cell for each column of its flat view.

    `narrow` keeps to the columns that a terminal has room for.

    >>> flatten_records("people", [{"name": "A B", "names": ["A B"], "roles": []}], narrow=True).rows
    (('A B', ''),)
    """
    views = VIEWS[listing]
    if narrow and listing in NARROW:
        views = {name: views[name] for name in NARROW[listing]}
    return tabulate(list(views), ({name: view(record) for name, view in views.items()} for record in records))
