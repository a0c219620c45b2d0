"""Which themes a sentence is about: cues weighed by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.index import without_hidden
from inspectgraph.extract.labels.reading import ReadSentence, read_sentence
from inspectgraph.extract.labels.tables import HeadingLean, theme_headings
from inspectgraph.extract.labels.values import SentenceContext
from inspectgraph.extract.model import Polarity

_PURPOSE = re.compile(
    r"\b(so that|to (ensure|help|support|enable|make sure|inform|improve|identify|meet|understand)"
    r"|in order to|which|enabling|ensuring|helping|leading to|resulting in|meaning that|because|due to"
    r"|including|such as|as well as)\b"
)

_RAISED_BEFORE = re.compile(
    r"\b(area|recommendation|priority|weakness|requirement)s?\b.*\b(last|previous|inspection)\b"
)
_BACKWARD = re.compile(
    r"(this|these|they|it|such|however, (this|these|they|it)|as a result|consequently|therefore"
    r"|as a consequence|for (some|these))\b"
)

MOST_THEMES: Final = 3
LEAST_MAIN: Final = 1.5
"""The weight below which nothing is a theme."""
LATE: Final = 0.3
"""How much of its weight a cue at the very end of a sentence loses."""
_EARLIEST_PURPOSE: Final = 25  # characters; words of purpose before are the main words themselves
SUBORDINATE: Final = 0.8
"""The share of its weight that a cue keeps after words of purpose, consequence or example."""
REPEATED: Final = 0.25
"""The share that further cues of one theme add to its heaviest."""
CARRIED: Final = 0.9
"""The share of its weight that a carried theme keeps."""
WEAK: Final = 2.6
"""A sentence whose heaviest theme weighs less takes that of the sentence it points back to."""
SECOND_SHARE: Final = 0.66
THIRD_SHARE: Final = 0.82
LEAST_FURTHER: Final = 2.6


@dataclass(slots=True)
class _Weighed:
    best: float = 0.0
    more: float = 0.0
    reason: str = ""

    def add(self, weight: float, reason: str) -> None:
        if weight > self.best:
            self.best, self.more, self.reason = weight, self.more + self.best, reason
        else:
            self.more += weight

    def lean(self, weight: float, reason: str) -> None:
        self.best += weight
        self.reason = self.reason or reason

    @property
    def total(self) -> float:
        return self.best + REPEATED * self.more


def label_themes(
    sentence: ReadSentence, context: SentenceContext, *, polarity: Polarity
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The themes of a sentence, main first, and the ids of the cues that decided.

    A weakness that only points back ("This leads to delay"), or a word on an earlier visit ("This was an
    area for development in the last inspection"), takes the main theme of the sentence before it where
    its own are weak. Praise and facts do not: "This is good practice" is about nothing by itself.

    >>> label_themes(read_sentence("Supervision is regular."), SentenceContext(), polarity="strength")[0]
    ('supervision',)
    >>> before = SentenceContext(previous="The timeliness of core assessments is poor.")
    >>> back = read_sentence("This was an area for development last time.")
    >>> label_themes(back, before, polarity="concern")[0]
    ('assessment-timeliness',)
    """
    weighed = _weigh(sentence)
    leanings = _leanings(context.heading or "")
    if context.previous and _points_back(sentence.folded, polarity) and _heaviest(weighed) < WEAK:
        _carry(weighed, context.previous, leanings)
    for lean in leanings:
        _lean(weighed, lean)
    return _choose(weighed)


def _points_back(folded: str, polarity: Polarity) -> bool:
    if not _BACKWARD.match(folded):
        return False
    return polarity in {"concern", "mixed"} or bool(_RAISED_BEFORE.search(folded))


def _heaviest(weighed: Mapping[str, _Weighed]) -> float:
    return max((weight.total for weight in weighed.values()), default=0.0)


def _carry(weighed: dict[str, _Weighed], previous: str, leanings: Iterable[HeadingLean]) -> None:
    before = _weigh(read_sentence(previous))
    for lean in leanings:
        if lean.instead_of:
            _lean(before, lean)
    for theme in _choose(before)[0][:1]:
        weighed.setdefault(theme, _Weighed()).add(before[theme].total * CARRIED, f"carried:{theme}")


def _weigh(sentence: ReadSentence) -> dict[str, _Weighed]:
    folded = sentence.folded
    weighed: dict[str, _Weighed] = {}
    hits = without_hidden(sentence.hits["themes"], heavier_stays=True)
    if not hits:
        return weighed
    length = len(folded)
    purpose = _purpose_in(folded) if hits[-1].start > _EARLIEST_PURPOSE else length
    for start, _, cue in hits:
        if cue.label != "none":
            weight = cue.weight * _place_share(start, length, purpose)
            weighed.setdefault(cue.label, _Weighed()).add(weight, cue.id)
    return weighed


def _purpose_in(folded: str) -> int:
    """Where words of purpose, consequence or example begin after the main words; the end without any."""
    for found in _PURPOSE.finditer(folded):
        if found.start() > _EARLIEST_PURPOSE:
            return found.start()
    return len(folded)


def _place_share(start: int, length: int, purpose: int) -> float:
    share = 1 - LATE * start / length
    return share * SUBORDINATE if start >= purpose else share


@lru_cache(maxsize=64)
def _leanings(heading: str) -> tuple[HeadingLean, ...]:
    folded = fold(heading)
    return tuple(lean for lean in theme_headings() if lean.match(folded))


def _lean(weighed: dict[str, _Weighed], lean: HeadingLean) -> None:
    reason = f"theme-headings:{lean.theme}"
    if not lean.instead_of:
        weighed.setdefault(lean.theme, _Weighed()).lean(lean.weight, reason)
    elif moved := weighed.pop(lean.instead_of, None):
        weighed.setdefault(lean.theme, _Weighed()).add(moved.total, moved.reason)


def _choose(weighed: Mapping[str, _Weighed]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    totals = {theme: weight.total for theme, weight in weighed.items()}
    ranked = list(totals)
    if len(ranked) > 1:
        ranked.sort(key=lambda theme: (-round(totals[theme], 6), theme))
    if not ranked or (top := totals[ranked[0]]) < LEAST_MAIN:
        return (), ()
    kept = ranked[:1]
    for theme, share in zip(ranked[1:MOST_THEMES], (SECOND_SHARE, THIRD_SHARE), strict=False):
        if totals[theme] >= max(LEAST_FURTHER, share * top):
            kept.append(theme)
    return tuple(kept), tuple([weighed[theme].reason for theme in kept])
