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
_CLOSERS = "\"'”’)]"
_NO_WORD = re.compile(r"[^\w.]")
_LONGER = 1 + max(map(len, _ABBREVIATIONS))
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
        end = match.end()
        if end <= start:
            continue
        # Most sentences end with a word that is longer than any abbreviation.
        is_long = text[end - _LONGER - 1 : end - 1].isalpha() and end - start > _LONGER
        if not is_long and _is_abbreviation(text[max(start, end - _LONGEST_WORD) : end]):
            continue
        if aside := _ASIDE.match(text, end):
            end = aside.end()
        piece = text[start:end].lstrip()  # never empty, and nothing blank follows its full stop
        yield end - len(piece), end
        start = end
    if piece := text[start:].strip():
        start = text.index(piece, start)
        yield start, start + len(piece)


def _is_abbreviation(head: str) -> bool:
    """Whether a piece of text up to a full stop, and quotes or brackets closed after it, ends with one."""
    *_, last = head.rsplit(None, 1) or [""]
    body = last.rstrip(_CLOSERS)
    if not body.endswith("."):
        return False
    word = body[:-1]
    if not word.isalnum():  # most are a word
        word = _NO_WORD.split(word)[-1]
    plain = word.casefold().rstrip(".")
    return plain in _ABBREVIATIONS or (
        len(plain) == 1 and plain.isalpha() and word.isupper() and plain != "i"
    )
