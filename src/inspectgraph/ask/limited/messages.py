"""Messages between a query's asker and its process: some byte strings, each with its length before it.

Imports nothing: the process that answers is there for one query, and should start at once.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, without importing it
if TYPE_CHECKING:
    from typing import IO

_WIDTH = 8  # bytes of a length


def write_message(stream: IO[bytes], *parts: bytes) -> None:
    """Write a message and send it off. Raises OSError where nobody reads any more."""
    lengths = (len(parts), *map(len, parts))
    stream.write(b"".join([number.to_bytes(_WIDTH, "big") for number in lengths]))
    for part in parts:
        stream.write(part)
    stream.flush()


def read_message(stream: IO[bytes]) -> list[bytes]:
    """Read a message. Raises EOFError where the writer has ended, be it within the message.

    >>> from io import BytesIO
    >>> stream = BytesIO()
    >>> write_message(stream, b"rows", b"7")
    >>> read_message(BytesIO(stream.getvalue()))
    [b'rows', b'7']
    """
    count = _read_number(stream)
    lengths = [_read_number(stream) for _ in range(count)]
    return [_read_exactly(stream, length) for length in lengths]


def _read_number(stream: IO[bytes]) -> int:
    return int.from_bytes(_read_exactly(stream, _WIDTH), "big")


def _read_exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the other side has ended")
    return data
