"""Numbers as lists print them: figures, letters, Roman numerals."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LAST_ROMAN = 3999
_LAST_LETTERS = 260  # "jjjjjjjjjj"; a longer list is numbered in figures here


def in_letters(number: int) -> str:
    """a to z, then aa to zz, as a word processor counts.

    >>> in_letters(2), in_letters(28)
    ('b', 'bb')
    """
    if not 1 <= number <= _LAST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def in_roman(number: int) -> str:
    """A small Roman numeral.

    >>> in_roman(14)
    'xiv'
    """
    if not 1 <= number <= _LAST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
