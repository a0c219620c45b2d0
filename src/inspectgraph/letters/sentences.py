"""Where sentences begin and end inside a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATIONS = frozenset(
    [
        *(
            "mr",
            "mrs",
            "ms",
            "dr",
            "prof",
            "st",
            "sr",
            "jr",
            "rev",
            "hon",
            "no",
            "nos",
            "para",
            "paras",
            "p",
            "pp",
        ),
        *("e.g", "i.e", "etc", "cf", "vs", "fig", "approx", "dept", "ltd"),
    ]
)
# Possessive: a line of a million dots is looked at once.
_STOP = re.compile(r"[.!?](?<![.!?].)[.!?]*+[\"'”’)\]]*+(?=\s+[\"'“‘(\[]*+[A-ZÀ-ÖØ-Þ0-9])")
# "(Outcome 4, national framework)" that no words of the same sentence follow.
_ASIDE = re.compile(r"\s{1,4}\([^()]{1,300}+\)[.!?]?(?=\s*+(?:$|[\"'“‘(\[]*+[A-ZÀ-ÖØ-Þ0-9]))")
_LAST_WORD = re.compile(r"(?<![\w.])([\w.]+)\.[\"'”’)\]]*$")
_LONGEST_WORD = 40  # characters before a full stop that can be an abbreviation


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text`, without the white space around it.

    A full stop ends a sentence when white space and a capital, digit or opening quote follow, but not
    after an abbreviation or an initial. Words in brackets after a full stop belong to the sentence before.

    >>> [("Mr A. Hope left. Plans, e.g. Care plans, are clear.")[a:b] for a, b in
    ...  split_sentences("Mr A. Hope left. Plans, e.g. Care plans, are clear.")]
    ['Mr A. Hope left.', 'Plans, e.g. Care plans, are clear.']
    >>> list(split_sentences("Support. (Outcome 4)"))
    [(0, 20)]
    """
    start = 0
    for match in _STOP.finditer(text):
        if match.end() <= start or _is_abbreviation(
            text[max(start, match.end() - _LONGEST_WORD) : match.end()]
        ):
            continue
        aside = _ASIDE.match(text, match.end())
        end = aside.end() if aside else match.end()
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _is_abbreviation(head: str) -> bool:
    last = _LAST_WORD.search(head)
    if last is None:
        return False
    word = last[1].casefold().rstrip(".")
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and last[1].isupper() and word != "i")


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    finish = start + len(piece.rstrip())
    if begin < finish:
        yield begin, finish
