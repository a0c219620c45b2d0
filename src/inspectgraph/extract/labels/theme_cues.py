"""How much the cues of a sentence speak for each theme, by their weight and where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.overlaps import without_hidden
from inspectgraph.extract.labels.reading import ReadSentence, read_sentence
from inspectgraph.extract.labels.tables import HeadingLean, theme_headings
from inspectgraph.extract.labels.values import SentenceContext

_PURPOSE = re.compile(
    r"\W(?:so that|to (?:ensure|help|support|enable|make sure|inform|improve|identify|meet|understand)"
    r"|in order to|which|enabling|ensuring|helping|leading to|resulting in|meaning that|because|due to"
    r"|including|such as|as well as)\b"
)
"""Words of purpose, after what is no letter: it is looked for faster than the edge of a word."""
_LONGEST_PURPOSE: Final = 20  # characters, and more than any of them has
LATE: Final = 0.3
"""How much of its weight a cue at the very end of a sentence loses."""
_EARLIEST_PURPOSE: Final = 25  # characters; words of purpose before are the main words themselves
SUBORDINATE: Final = 0.8
"""The share of its weight that a cue keeps after words of purpose, consequence or example."""
REPEATED: Final = 0.25
"""The share that further cues of one theme add to its heaviest."""


ThemeWeight = tuple[float, str]
"""The weight of a theme, and the id of its heaviest cue."""
_Speaking = tuple[float, float, str]
"""What speaks for a theme so far: its heaviest cue, the weight of the others, and the heaviest's id."""
_SILENCE: Final[_Speaking] = (0.0, 0.0, "")


NO_THEMES: Final[Mapping[str, ThemeWeight]] = MappingProxyType({})


def weigh_themes(sentence: ReadSentence, heading: str) -> Mapping[str, ThemeWeight]:
    """What speaks for each theme that a sentence has a cue of, under a heading.

    Of two cues of equal weight the one that stands first weighs more. A heading can move the weight of one
    theme to another: plans under "care leavers" are pathway plans.

    >>> plans = read_sentence("Plans are clear.")
    >>> [list(weigh_themes(plans, heading)) for heading in ("", "Care leavers")]
    [['plans-quality'], ['pathway-plans']]
    """
    speaking = _weigh_cues(sentence)
    for lean in headings_lean(heading):
        if lean.instead_of and (moved := speaking.pop(lean.instead_of, None)):
            held = speaking.get(lean.theme, _SILENCE)
            speaking[lean.theme] = _with_further(held, _total(moved), moved[2])
    return {theme: (_total(held), held[2]) for theme, held in speaking.items()}


@lru_cache(maxsize=16)  # a sentence is weighed again as the one before the next
def weigh_themes_of(text: str, heading: str) -> Mapping[str, ThemeWeight]:
    """The same of a sentence that is still to be read; of none, where there is none before another.

    >>> weigh_themes_of("", "")
    {}
    """
    return weigh_themes(read_sentence(text), heading)


def weigh_themes_before(context: SentenceContext) -> Mapping[str, ThemeWeight]:
    """The same of the sentence before one, under the same heading; of none where none stands before.

    >>> list(weigh_themes_before(SentenceContext(previous="Supervision is poor.")))
    ['supervision']
    """
    return weigh_themes_of(context.previous, context.heading or "") if context.previous else NO_THEMES


def _weigh_cues(sentence: ReadSentence) -> dict[str, _Speaking]:
    speaking: dict[str, _Speaking] = {}
    hits = without_hidden(sentence.themes, heavier_stays=True)
    if not hits:
        return speaking
    length = len(sentence.folded)
    purpose = _purpose_in(sentence.folded, before=hits[-1][0])
    for start, _, cue in hits:
        theme = cue.label
        if theme != "none":
            share = 1 - LATE * start / length
            weight = cue.weight * (share * SUBORDINATE if start >= purpose else share)
            speaking[theme] = _with_further(speaking.get(theme, _SILENCE), weight, cue.id)
    return speaking


def _with_further(held: _Speaking, weight: float, reason: str) -> _Speaking:
    """What speaks for a theme, with a further cue taken in."""
    best, more, best_reason = held
    return (weight, more + best, reason) if weight > best else (best, more + weight, best_reason)


def _total(held: _Speaking) -> float:
    """The weight of a theme: its heaviest cue, and a share of the others."""
    return held[0] + REPEATED * held[1]


def _purpose_in(folded: str, *, before: int) -> int:
    """Where words of purpose, consequence or example begin after the main words; the end without any.

    None are looked for after `before`.
    """
    if before > _EARLIEST_PURPOSE:
        for found in _PURPOSE.finditer(folded, 0, before + _LONGEST_PURPOSE):
            if found.start() >= _EARLIEST_PURPOSE:
                return found.start() + 1
    return len(folded)


@lru_cache(maxsize=64)
def headings_lean(heading: str) -> tuple[HeadingLean, ...]:
    """What a heading tells of the themes of its sentences (`ontology/cues/theme-headings.csv`).

    >>> [lean.theme for lean in headings_lean("Private fostering")]
    ['private-fostering']
    """
    folded = fold(heading)
    return tuple(lean for lean in theme_headings() if lean.match(folded))
