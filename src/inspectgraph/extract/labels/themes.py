"""Which themes a sentence is about: cues weighed by where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.index import Hit, without_hidden
from inspectgraph.extract.labels.reading import ReadSentence, read_sentence
from inspectgraph.extract.labels.tables import theme_headings
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
SUBORDINATE: Final = 0.8
"""The share of its weight that a cue keeps after words of purpose, consequence or example."""
REPEATED: Final = 0.25
"""The share that further cues of one theme add to its heaviest."""
WEAK: Final = 2.6
"""A sentence whose heaviest theme weighs less takes those of the sentence it points back to."""
CARRIED: Final = 0.9
"""The share of its weight that a carried theme keeps."""
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
    if context.previous and _points_back(sentence.folded, polarity) and _heaviest(weighed) < WEAK:
        carried = _weigh(read_sentence(context.previous))
        for theme in _choose(carried)[0][:1]:
            weighed.setdefault(theme, _Weighed()).add(carried[theme].total * CARRIED, f"carried:{theme}")
    for theme, weight in _leanings(context.heading or ""):
        weighed.setdefault(theme, _Weighed()).lean(weight, f"theme-headings:{theme}")
    return _choose(weighed)


def _points_back(folded: str, polarity: Polarity) -> bool:
    if not _BACKWARD.match(folded):
        return False
    return polarity in {"concern", "mixed"} or bool(_RAISED_BEFORE.search(folded))


def _heaviest(weighed: Mapping[str, _Weighed]) -> float:
    return max((weight.total for weight in weighed.values()), default=0.0)


def _weigh(sentence: ReadSentence) -> dict[str, _Weighed]:
    folded = sentence.folded
    weighed: dict[str, _Weighed] = {}
    hits = without_hidden(sentence.hits["themes"], heavier_stays=True)
    if not hits:
        return weighed
    purpose = next((m.start() for m in _PURPOSE.finditer(folded) if m.start() > 25), len(folded))
    for hit in hits:
        if hit.cue.label != "none":
            weight = hit.cue.weight * _place_share(hit, len(folded), purpose)
            weighed.setdefault(hit.cue.label, _Weighed()).add(weight, hit.cue.id)
    return weighed


def _place_share(hit: Hit, length: int, purpose: int) -> float:
    share = 1 - LATE * hit.start / length
    return share * SUBORDINATE if hit.start >= purpose else share


@lru_cache(maxsize=64)
def _leanings(heading: str) -> tuple[tuple[str, float], ...]:
    folded = fold(heading)
    return tuple((theme, weight) for pattern, theme, weight in theme_headings() if pattern.search(folded))


def _choose(weighed: Mapping[str, _Weighed]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ranked = sorted(weighed.items(), key=lambda item: (-round(item[1].total, 6), item[0]))
    if not ranked or ranked[0][1].total < LEAST_MAIN:
        return (), ()
    top = ranked[0][1].total
    kept = ranked[:1]
    for (theme, weight), share in zip(ranked[1:MOST_THEMES], (SECOND_SHARE, THIRD_SHARE), strict=False):
        if weight.total >= max(LEAST_FURTHER, share * top):
            kept.append((theme, weight))
    return tuple(theme for theme, _ in kept), tuple(weight.reason for _, weight in kept)
