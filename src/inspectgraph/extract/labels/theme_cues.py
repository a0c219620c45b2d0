"""How much the cues of a sentence speak for each theme, by their weight and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.index import without_hidden
from inspectgraph.extract.labels.reading import ReadSentence, read_folded
from inspectgraph.extract.labels.tables import HeadingLean, theme_headings

_PURPOSE = re.compile(
    r"\b(so that|to (ensure|help|support|enable|make sure|inform|improve|identify|meet|understand)"
    r"|in order to|which|enabling|ensuring|helping|leading to|resulting in|meaning that|because|due to"
    r"|including|such as|as well as)\b"
)
LATE: Final = 0.3
"""How much of its weight a cue at the very end of a sentence loses."""
_EARLIEST_PURPOSE: Final = 25  # characters; words of purpose before are the main words themselves
SUBORDINATE: Final = 0.8
"""The share of its weight that a cue keeps after words of purpose, consequence or example."""
REPEATED: Final = 0.25
"""The share that further cues of one theme add to its heaviest."""


@dataclass(slots=True)
class ThemeWeight:
    """What speaks for one theme: its heaviest cue, the weight of the others, and the heaviest's id."""

    best: float = 0.0
    more: float = 0.0
    reason: str = ""

    def add(self, weight: float, reason: str) -> None:
        """Take a further cue in."""
        if weight > self.best:
            self.best, self.more, self.reason = weight, self.more + self.best, reason
        else:
            self.more += weight

    @property
    def total(self) -> float:
        """The weight of the theme: its heaviest cue, and a share of the others."""
        return self.best + REPEATED * self.more


@lru_cache(maxsize=16)  # a sentence is weighed again as the one before the next
def weigh_themes(folded: str, heading: str) -> Mapping[str, ThemeWeight]:
    """What speaks for each theme that a folded sentence has a cue of, under a heading.

    Of two cues of equal weight the one that stands first weighs more. A heading can move the weight of one
    theme to another: plans under "care leavers" are pathway plans.

    >>> [list(weigh_themes("plans are clear.", heading)) for heading in ("", "Care leavers")]
    [['plans-quality'], ['pathway-plans']]
    """
    weighed = _weigh_cues(read_folded(folded))
    for lean in headings_lean(heading):
        if lean.instead_of and (moved := weighed.pop(lean.instead_of, None)):
            weighed.setdefault(lean.theme, ThemeWeight()).add(moved.total, moved.reason)
    return weighed


def _weigh_cues(sentence: ReadSentence) -> dict[str, ThemeWeight]:
    weighed: dict[str, ThemeWeight] = {}
    hits = without_hidden(sentence.hits["themes"], heavier_stays=True)
    if not hits:
        return weighed
    length = len(sentence.folded)
    purpose = _purpose_in(sentence.folded) if hits[-1].start > _EARLIEST_PURPOSE else length
    for start, _, cue in hits:
        if cue.label != "none":
            weight = cue.weight * _place_share(start, length, purpose)
            weighed.setdefault(cue.label, ThemeWeight()).add(weight, cue.id)
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
def headings_lean(heading: str) -> tuple[HeadingLean, ...]:
    """What a heading tells of the themes of its sentences (`ontology/cues/theme-headings.csv`).

    >>> [lean.theme for lean in headings_lean("Private fostering")]
    ['private-fostering']
    """
    folded = fold(heading)
    return tuple(lean for lean in theme_headings() if lean.match(folded))
