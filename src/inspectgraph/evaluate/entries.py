"""The entries of a gold file: JSON lines or one JSON list, each with its line and typed access to fields."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from inspectgraph.errors import Problem
from inspectgraph.evaluate.faults import known_ones

_WHITE = " \t\r\n"


class Entry:
    """One JSON object of a gold file, or one inside it; what is wrong with it is added to `faults`.

    A field that is asked for and is not as it must be gives an empty value, so that all faults are found.

    >>> faults: list[Problem] = []
    >>> entry = Entry({"file": 3}, where="pairs.jsonl, line 1", faults=faults)
    >>> entry.text("file"), faults[0].message
    ('', "'file' is no text")
    """

    def __init__(self, values: object, *, where: str, faults: list[Problem]) -> None:
        self.where, self._faults = where, faults
        self._values: dict[str, Any] = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            self.fault("not-an-object", "this is no JSON object", 'write {"field": value, ...}')

    def fault(self, code: str, message: str, remedy: str) -> None:
        """Note a fault of this entry."""
        self._faults.append(Problem(code=code, where=self.where, message=message, remedy=remedy))

    def has(self, name: str) -> bool:
        """Whether the field is there, be it null."""
        return name in self._values

    def _get(self, name: str) -> Any:
        if name not in self._values:
            self.fault("missing-field", f"{name!r} is missing", "add it")
        return self._values.get(name)

    def text(self, name: str) -> str:
        """A text that must be there and not be empty."""
        value = self._get(name)
        if name in self._values and (not isinstance(value, str) or not value.strip()):
            self.fault("not-a-text", f"{name!r} is no text", "write one in quotation marks")
        return value if isinstance(value, str) else ""

    def text_or_none(self, name: str, *, required: bool = False) -> str | None:
        """A text or null; a missing field is null too unless it is `required`."""
        value = self._get(name) if required else self._values.get(name)
        if value is not None and not isinstance(value, str):
            self.fault("not-a-text", f"{name!r} is no text", "write one in quotation marks, or null")
        return value if isinstance(value, str) else None

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """A text that is one of those allowed."""
        value = self.text(name)
        if value:
            self._check(name, value, allowed)
        return value

    def choices(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """A list of at least one text, each one of those allowed."""
        values = self.texts(name, required=True)
        if self.has(name) and not values:
            self.fault("empty-list", f"{name!r} is empty", "give one at least")
        for value in values:
            self._check(name, value, allowed)
        return values

    def check(self, name: str, values: Collection[str], allowed: Collection[str]) -> None:
        """Note a fault for each value that is not allowed."""
        for value in values:
            self._check(name, value, allowed)

    def _check(self, name: str, value: str, allowed: Collection[str]) -> None:
        if value not in allowed:
            self.fault("unknown-value", f"{value!r} is unknown in {name!r}", known_ones(value, allowed))

    def texts(self, name: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; a missing or null field is an empty one unless it is `required`."""
        return tuple(self._list(name, str, "texts", required=required))

    def lists_of_texts(self, name: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of texts that must be there."""
        inner = self._list(name, list, "lists", required=True)
        if not all(isinstance(text, str) for texts in inner for text in texts):
            self.fault("not-a-text", f"{name!r} has lists of something else", "write lists of texts")
            return ()
        return tuple(tuple(texts) for texts in inner)

    def entries(self, name: str, *, required: bool = False) -> tuple[Entry, ...]:
        """A list of objects; a missing field is an empty one unless it is `required`."""
        return tuple(
            Entry(value, where=f"{self.where}, {name} {number}", faults=self._faults)
            for number, value in enumerate(self._list(name, dict, "objects", required=required), start=1)
        )

    def names(self, name: str) -> tuple[str, ...]:
        """A list of names, each a text or an object with a `name`."""
        values = self._list(name, (str, dict), "texts or objects", required=False)
        return tuple(value if isinstance(value, str) else str(value.get("name", "")) for value in values)

    def _list(self, name: str, kind: type | tuple[type, ...], called: str, *, required: bool) -> list[Any]:
        value = self._get(name) if required else self._values.get(name)
        if value is None and not (required and self.has(name)):
            return []
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            self.fault("not-a-list", f"{name!r} is no list of {called}", "write [...], [] for none")
            return []
        return value

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false; a missing field is the default if there is one."""
        value = self._get(name) if default is None else self._values.get(name, default)
        if self.has(name) and not isinstance(value, bool):
            self.fault("not-a-flag", f"{name!r} is neither true nor false", "write true or false")
        return value is True

    def number(self, name: str, *, default: int) -> int:
        """A whole number; a missing field is the default."""
        value = self._values.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault("not-a-number", f"{name!r} is no whole number", "write digits alone")
            return default
        return value


def read_entries(path: Path, faults: list[Problem]) -> list[Entry]:
    """The entries of a gold file; faults of the file and of its entries are added to `faults`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        remedy = "save it as UTF-8" if isinstance(error, UnicodeError) else "check the file"
        faults.append(Problem(code="unreadable", where=path.name, message="can't be read", remedy=remedy))
        return []
    rows = _lines(text, path.name, faults) if path.suffix == ".jsonl" else _items(text, path.name, faults)
    return [Entry(value, where=f"{path.name}, line {line}", faults=faults) for line, value in rows]


def _lines(text: str, name: str, faults: list[Problem]) -> Iterator[tuple[int, object]]:
    # not splitlines(): a JSON text may hold other separators, such as U+2028, as they are
    for line, row in enumerate(text.split("\n"), start=1):
        if row.strip():
            try:
                yield line, json.loads(row)
            except json.JSONDecodeError as error:
                faults.append(_not_json(f"{name}, line {line}", error))


def _items(text: str, name: str, faults: list[Problem]) -> Iterator[tuple[int, object]]:
    """The items of a JSON list with the line on which each begins."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        faults.append(_not_json(f"{name}, line {error.lineno}", error))
        return
    if not isinstance(items, list):
        message, remedy = "this is no JSON list", "write [ before the first entry and ] after the last"
        faults.append(Problem(code="not-a-list", where=f"{name}, line 1", message=message, remedy=remedy))
        return
    decoder, at = json.JSONDecoder(), text.index("[") + 1
    for item in items:
        while text[at] in _WHITE + ",":
            at += 1
        yield text.count("\n", 0, at) + 1, item
        at = decoder.raw_decode(text, at)[1]


def _not_json(where: str, error: json.JSONDecodeError) -> Problem:
    message = f"not JSON: {error.msg} at column {error.colno}"
    remedy = "mend the line; most often a comma, bracket or quotation mark is missing"
    return Problem(code="not-json", where=where, message=message, remedy=remedy)
