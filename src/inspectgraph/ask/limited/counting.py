"""Rows counted in the bytes that Oxigraph writes, and cut so that what is left is a whole document.

Oxigraph serialises rows faster than Python can iterate over them, so its bytes are looked at: in each format
a row begins with a mark that no cell can hold. Imports nothing, see `messages`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, without importing it
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SENT_AT_ONCE = 1 << 16


class EnoughRowsError(Exception):
    """Ends Oxigraph's writing when the answer is as long as it may be."""


class Marks:
    """Where rows begin in a format's bytes; `tail` closes a document that was cut before a row."""

    tail = b""
    quoted = False
    """Whether the bytes that were counted end within quotes."""

    def whole(self, data: bytes) -> int:
        """How many bytes of `data` can be looked at without those that follow."""
        raise NotImplementedError

    def count(self, data: bytes) -> int:
        """How many rows begin in the next bytes of the document."""
        raise NotImplementedError

    def places(self, data: bytes) -> Iterator[int]:
        """Where to cut the next bytes, which are not counted then, to end before each row."""
        raise NotImplementedError


class XmlMarks(Marks):
    """`<` in cells is escaped."""

    tail = b"</results></sparql>"
    _mark = b"<result>"

    def whole(self, data: bytes) -> int:
        """Up to the last end of a tag."""
        return data.rfind(b">") + 1

    def count(self, data: bytes) -> int:
        """Tags of rows."""
        return data.count(self._mark)

    def places(self, data: bytes) -> Iterator[int]:
        """Before the row's tag."""
        return _places(data, self._mark)


class LineMarks(Marks):
    """Each line but the first is a row, so a line's end that something follows begins one.

    Line ends in cells are escaped (TSV), or in quotes (CSV), of which those in cells are doubled.
    """

    def __init__(self, *, quote: bytes | None) -> None:
        self._quote = quote

    def whole(self, data: bytes) -> int:
        """Up to a line's end that nothing follows yet."""
        return len(data) - data.endswith(b"\n")

    def count(self, data: bytes) -> int:
        """Line ends outside quotes."""
        if self._quote is None:
            return data.count(b"\n")
        parts = data.split(self._quote)
        found = sum([part.count(b"\n") for part in parts[self.quoted :: 2]])
        self.quoted ^= len(parts) % 2 == 0
        return found

    def places(self, data: bytes) -> Iterator[int]:
        """After the line's end."""
        quoted = self.quoted
        for place in _places(data, b"\n"):
            if self._quote is None or not quoted ^ (data.count(self._quote, 0, place) % 2 == 1):
                yield place + 1


class JsonMarks(Marks):
    """An object that follows `[` or `,` outside strings begins a row: all others follow a key."""

    tail = b"]}}"

    def whole(self, data: bytes) -> int:
        """Up to the last quote or brace, which no escape and no mark goes beyond."""
        return max(data.rfind(b'"'), data.rfind(b"}")) + 1

    def count(self, data: bytes) -> int:
        """Objects that follow no key."""
        parts = data.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        code = b'"'.join(parts[self.quoted :: 2])
        self.quoted ^= len(parts) % 2 == 0
        return code.count(b",{") + code.count(b"[{")

    def places(self, data: bytes) -> Iterator[int]:
        """Before the comma in front of the row, or after the bracket in front of the first."""
        plain = data.replace(b"\\\\", b"..").replace(b'\\"', b"..")
        for place in _places(plain, b"{"):
            before = plain[place - 1 : place]
            if before in (b"[", b",") and not self.quoted ^ (plain.count(b'"', 0, place) % 2 == 1):
                yield place - (before == b",")


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    place = data.find(mark)
    while place >= 0:
        yield place
        place = data.find(mark, place + 1)


MARKS: dict[str, Callable[[], Marks]] = {
    "json": JsonMarks,
    "xml": XmlMarks,
    "csv": lambda: LineMarks(quote=b'"'),
    "tsv": lambda: LineMarks(quote=None),
}
"""The marks by the name of a format."""


class CountedRows:
    """A file for Oxigraph to write rows to: counts them and hands them on in large pieces.

    With more than `limit` rows `cut` becomes true, and `write` raises EnoughRowsError. `rows` and what was
    handed on are whole after `finish()`.

    >>> pieces: list[bytes] = []
    >>> counted = CountedRows(marks=MARKS["tsv"](), limit=1, hand_on=pieces.append)
    >>> counted.write(b"?n\\n1\\n2\\n")
    Traceback (most recent call last):
    ...
    inspectgraph.ask.limited.counting.EnoughRowsError
    >>> counted.finish()
    >>> pieces, counted.rows, counted.cut
    ([b'?n\\n1\\n'], 1, True)
    """

    def __init__(self, *, marks: Marks, limit: int | None, hand_on: Callable[[bytes], None]) -> None:
        self.rows = 0
        self.cut = False
        self._marks = marks
        self._limit = limit
        self._hand_on = hand_on
        self._unseen = b""
        self._seen: list[bytes] = []
        self._length = 0

    def write(self, data: bytes) -> int:
        """Take the next bytes of the document; when it was cut, none any more."""
        if self.cut:  # Oxigraph once more offers what was in its buffer
            return len(data)
        pending = self._unseen + data
        whole = self._marks.whole(pending)
        self._unseen = pending[whole:]
        self._look_at(pending[:whole])
        if self.cut:
            raise EnoughRowsError
        return len(data)

    def flush(self) -> None:
        """Nothing: what was taken goes on in large pieces."""

    def finish(self) -> None:
        """Hand on what is left, closed so that all is a whole document."""
        # a document ends with a brace, a tag or a line's end: no row begins in what is left
        self._keep(self._marks.tail if self.cut else self._unseen)
        self._send()

    def _look_at(self, data: bytes) -> None:
        quoted = self._marks.quoted
        found = self._marks.count(data)
        if self._limit is None or self.rows + found <= self._limit:
            self.rows += found
            self._keep(data)
            return
        self._marks.quoted = quoted
        places = self._marks.places(data)
        for _ in range(self._limit - self.rows):
            next(places)
        self._keep(data[: next(places)])
        self.rows, self.cut = self._limit, True

    def _keep(self, data: bytes) -> None:
        self._seen.append(data)
        self._length += len(data)
        if self._length >= _SENT_AT_ONCE:
            self._send()

    def _send(self) -> None:
        if self._length:
            self._hand_on(b"".join(self._seen))
        self._seen, self._length = [], 0
